import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Core, createCore } from '../../electron/core/core.ts';
import { listModels } from '../../electron/core/list-models.ts';
import { loadProvider } from '../../electron/core/providers/registry.ts';
import type { Connection, VendorId } from '../../shared/connection.ts';
import { type ConnectionId, newId } from '../../shared/id.ts';
import { defaultSettings } from '../../shared/settings.ts';
import type { State } from '../../shared/state.ts';
import { vendors } from '../../shared/vendors.ts';
import { startServer } from '../helpers/replay-server.ts';
import { testNetwork } from '../helpers/test-network.ts';
import { createTestProfile } from '../helpers/test-ports.ts';

const connectionTo = (vendorId: VendorId, change: Partial<Connection> = {}): Connection => ({
  id: newId<ConnectionId>(),
  vendorId,
  label: 'One',
  baseUrl: 'https://host.example/v1',
  operator: '',
  headers: {},
  credential: 'api-key',
  ...change,
});

describe('what a vendor’s row demands', () => {
  const profile = createTestProfile({ simulatorSpeed: 10 });
  let core: Core;
  beforeAll(async () => {
    core = await createCore(profile.ports);
  });
  afterAll(async () => {
    await core.close();
    profile.remove();
  });
  const save = (connection: Connection) => core.call('saveConnection', { connection });

  it('is asked of a connection by the core too: a header that must be there', async () => {
    const refused = await save(connectionTo('oracle'));
    expect(refused).toMatchObject({ ok: false, failure: { kind: 'invalid_input', field: 'headers' } });
    expect(JSON.stringify(refused)).toContain('Project OCID');
    const headers = { 'openai-project': 'ocid1.generativeaiproject.oc1..x' };
    expect(await save(connectionTo('oracle', { headers }))).toMatchObject({ ok: true });
    expect(await save(connectionTo('coreweave'))).toMatchObject({ ok: true });
  });

  it('is asked of a connection by the core too: settings that must be there, and no others', async () => {
    const baseUrl = 'https://mine.openai.azure.com/openai/v1';
    const app = (settings?: Record<string, string>): Connection => {
      const connection = connectionTo('azure-openai', { baseUrl, credential: 'entra-app' });
      return settings === undefined ? connection : { ...connection, settings };
    };
    const clientId = '11111111-2222-3333-4444-555555555555';
    expect(await save(app())).toMatchObject({ failure: { kind: 'invalid_input', field: 'settings.tenant' } });
    expect(await save(app({ tenant: 'contoso.com' }))).toMatchObject({
      failure: { field: 'settings.clientId' },
    });
    expect(await save(app({ tenant: 'contoso.com', clientId, other: 'x' }))).toMatchObject({
      failure: { field: 'settings.other' },
    });
    const connection = app({ tenant: 'contoso.com', clientId });
    expect(await save(connection)).toMatchObject({ ok: true });
    const enter = (fields: object) => core.call('setSecret', { connectionId: connection.id, fields });
    expect(await enter({ apiKey: 'key' })).toMatchObject({ failure: { field: 'clientSecret' } });
    expect(await enter({ clientSecret: 'secret' })).toMatchObject({ ok: true });
  });

  it('lets no sign-in be saved for an address that is not the cloud’s, and stores nothing for one', async () => {
    const elsewhere = { credential: 'entra-cli', baseUrl: 'https://gateway.example/v1' } as const;
    expect(await save(connectionTo('azure-openai', elsewhere))).toMatchObject({
      failure: { kind: 'invalid_input', field: 'credential' },
    });
    const connection = connectionTo('foundry', {
      credential: 'entra-cli',
      baseUrl: 'https://mine.services.ai.azure.com/openai/v1',
    });
    expect(await save(connection)).toMatchObject({ ok: true });
    expect(
      await core.call('setSecret', { connectionId: connection.id, fields: { apiKey: 'key' } }),
    ).toMatchObject({ failure: { kind: 'invalid_input' } });
  });

  it('makes nobody sign in for a list that does not exist, but does for a test, and says what is missing', async () => {
    const connection = connectionTo('vertex-openai', {
      credential: 'google-account',
      baseUrl: 'https://aiplatform.googleapis.com/v1/projects/p/locations/global/publishers/openai/v1',
    });
    const before = process.env.CLOUDSDK_CONFIG;
    process.env.CLOUDSDK_CONFIG = profile.ports.dataDir;
    await save(connection);
    await core.call('refreshModels', { connectionId: connection.id });
    await core.call('testConnection', { connectionId: connection.id });
    if (before === undefined) delete process.env.CLOUDSDK_CONFIG;
    else process.env.CLOUDSDK_CONFIG = before;
    const snapshot = (await core.call('getSnapshot', {})) as { value: { state: State } };
    const { models, connectionTests } = snapshot.value.state;
    expect(models[connection.id]?.failure?.message).toContain('no list of models');
    expect(connectionTests[connection.id]).toMatchObject({
      state: 'failed',
      steps: [
        { name: 'sign-in', failure: { kind: 'config', message: expect.stringContaining('gcloud auth') } },
      ],
    });
  });

  it('is not asked for a list where there is none', async () => {
    const server = await startServer((response) => response.end('{"data":[{"id":"base-model"}]}'));
    const listed = async (vendorId: VendorId) =>
      listModels(
        await loadProvider('openai-chat'),
        {
          connection: connectionTo(vendorId),
          vendor: vendors[vendorId],
          wireFormat: 'openai-chat',
          baseUrl: server.url,
          secret: { apiKey: 'key' },
          network: testNetwork,
        },
        defaultSettings,
        new AbortController().signal,
      );
    expect(await listed('azure-openai')).toMatchObject({ ok: false, failure: { kind: 'config' } });
    expect(server.requests).toEqual([]);
    expect(await listed('groq')).toMatchObject({ ok: true, models: [{ id: 'base-model' }] });
    await server.close();
  });
});
