import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Core, createCore } from '../../electron/core/core.ts';
import { listModels } from '../../electron/core/list-models.ts';
import { loadProvider } from '../../electron/core/providers/registry.ts';
import type { Connection, VendorId } from '../../shared/connection.ts';
import { type ConnectionId, newId } from '../../shared/id.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { vendors } from '../../shared/vendors.ts';
import { startServer } from '../helpers/replay-server.ts';
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
