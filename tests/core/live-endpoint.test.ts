import { describe, expect, it } from 'vitest';
import { createEndpointResolver } from '../../electron/core/live-endpoint.ts';
import { ProviderError } from '../../electron/core/providers/provider.ts';
import type { Grant, SignInRequest } from '../../electron/core/providers/sign-in/grant.ts';
import { createSignIns } from '../../electron/core/providers/sign-in/sign-ins.ts';
import type { Simulator } from '../../electron/core/simulator/simulator.ts';
import { openVault } from '../../electron/core/vault/open-vault.ts';
import { judgeBaseUrl } from '../../shared/base-url.ts';
import type { Connection, SecretFields } from '../../shared/connection.ts';
import type { Failure } from '../../shared/failure.ts';
import { type ConnectionId, newId } from '../../shared/id.ts';
import type { State } from '../../shared/state.ts';
import { testNetwork } from '../helpers/test-network.ts';
import { createTestProfile } from '../helpers/test-ports.ts';

const azure = 'https://mine.openai.azure.com/openai/v1';

const connectionTo = (change: Partial<Connection>): Connection => ({
  id: newId<ConnectionId>(),
  vendorId: 'azure-openai',
  label: 'One',
  baseUrl: azure,
  operator: '',
  headers: { 'x-team': 'research' },
  credential: 'entra-cli',
  ...change,
});

const given: Grant = {
  secret: { token: 'given' },
  headers: { 'x-goog-user-project': 'billed', 'x-team': 'not this' },
  expiresAt: Date.now() + 3_600_000,
};

/** A resolver over a real vault that holds `stored` for the connection's address; notes every sign-in. */
const resolving = async (connection: Connection, stored?: SecretFields) => {
  const { ports, remove } = createTestProfile();
  const vault = await openVault({
    file: ports.openJsonFile('vault'),
    openKeychain: ports.openKeychain,
    log: ports.log,
  });
  const verdict = judgeBaseUrl(connection.baseUrl);
  if (stored !== undefined && verdict.ok)
    await vault.setSecret(connection.id, connection.vendorId, verdict.origin, stored);
  const asked: SignInRequest[] = [];
  const way = async (request: SignInRequest): Promise<Grant> => {
    asked.push(request);
    return given;
  };
  const endpoints = createEndpointResolver({
    vault,
    // Never asked: no connection here is the simulator's.
    simulator: undefined as unknown as Simulator,
    environment: { OPENAI_API_KEY: 'from-environment' },
    network: testNetwork,
    signIns: createSignIns(
      { 'entra-cli': way, 'entra-app': way, 'aws-profile': way },
      { send: testNetwork.fetch, check: testNetwork.check, environment: {} },
    ),
  });
  const state = { connections: { [connection.id]: connection }, models: {} } as unknown as State;
  const resolve = () => endpoints.resolve(state, connection.id);
  const failure = async (): Promise<Failure | undefined> => {
    try {
      await resolve();
      return undefined;
    } catch (error) {
      if (error instanceof ProviderError) return error.failure;
      throw error;
    }
  };
  return { resolve, failure, asked, remove };
};

describe('what a request is sent with', () => {
  it('is what signing in gave, with the headers that go with it under those of the connection', async () => {
    const { resolve, asked, remove } = await resolving(connectionTo({ settings: { tenant: 'contoso.com' } }));
    const endpoint = await resolve();
    expect([endpoint.secret, endpoint.connection.headers]).toEqual([
      { token: 'given' },
      { 'x-goog-user-project': 'billed', 'x-team': 'research' },
    ]);
    expect(asked).toEqual([
      {
        settings: { tenant: 'contoso.com' },
        stored: undefined,
        region: undefined,
        scope: 'https://ai.azure.com/.default',
      },
    ]);
    remove();
  });

  it('is never what is only there to sign in', async () => {
    const { resolve, asked, remove } = await resolving(connectionTo({ credential: 'entra-app' }), {
      clientSecret: 'client-secret',
    });
    expect((await resolve()).secret).toEqual({ token: 'given' });
    expect(asked[0]?.stored).toEqual({ clientSecret: 'client-secret' });
    remove();
  });

  it('is signed in for anew after the endpoint refused it', async () => {
    const { resolve, asked, remove } = await resolving(connectionTo({}));
    await resolve();
    const endpoint = await resolve();
    expect(asked).toHaveLength(1);
    endpoint.onRefused?.();
    await resolve();
    expect(asked).toHaveLength(2);
    remove();
  });

  it.each([
    ['entra-cli', 'http://127.0.0.1:9/openai/v1'],
    ['entra-cli', 'https://gateway.example/openai/v1'],
    ['entra-app', 'https://mine.openai.azure.com.evil.example/openai/v1'],
  ] as const)(
    'is not signed in for by %s at an address that is not the cloud’s: %s',
    async (credential, baseUrl) => {
      const connection = connectionTo({ credential, baseUrl });
      const { failure, asked, remove } = await resolving(connection, { clientSecret: 'secret' });
      expect(await failure()).toMatchObject({ kind: 'config', field: 'credential' });
      expect(asked).toEqual([]);
      remove();
    },
  );

  it('is a pasted token at the address it was entered for, whose ever that is, and nowhere else', async () => {
    const connection = connectionTo({ credential: 'token', baseUrl: 'https://gateway.example/openai/v1' });
    const { resolve, failure, remove } = await resolving(connection, { token: 'pasted' });
    expect((await resolve()).secret).toEqual({ token: 'pasted' });
    connection.baseUrl = 'https://other.example/openai/v1';
    expect(await failure()).toMatchObject({ kind: 'config', field: 'secret' });
    remove();
  });

  it('is not a secret of another kind that is still stored', async () => {
    const { failure, remove } = await resolving(connectionTo({ credential: 'token' }), { apiKey: 'old-key' });
    expect(await failure()).toMatchObject({ kind: 'config', field: 'secret' });
    remove();
  });
});
