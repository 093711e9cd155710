// Connections: save, remove and bring back, their secrets, their models, their tests, and servers found on this computer.
import { judgeBaseUrl } from '../../../shared/base-url.ts';
import { type Connection, simulatorConnectionId } from '../../../shared/connection.ts';
import type { ConnectionId } from '../../../shared/id.ts';
import { isVendorAddress } from '../../../shared/vendor-origin.ts';
import { vendors } from '../../../shared/vendors.ts';
import { testConnection } from '../connection-test.ts';
import { listModels } from '../list-models.ts';
import { environmentOnlyTo } from '../live-endpoint.ts';
import { findLocalServers } from '../local-servers.ts';
import { toFailure } from '../providers/failures.ts';
import { ProviderError } from '../providers/provider.ts';
import type { Handlers, Rooms } from './handlers.ts';

type Names =
  | 'saveConnection'
  | 'removeConnection'
  | 'restoreConnection'
  | 'setSecret'
  | 'forgetSecret'
  | 'testConnection'
  | 'refreshModels'
  | 'findLocalServers';

/** Longer than the undo that is offered; after it the secret of a removed connection is erased. */
const forgetAfterMs = 30_000;

const invalid = (message: string, field: string): ProviderError =>
  new ProviderError({ kind: 'invalid_input', message, field });

/** The origin a connection's secret is bound to. The connection was judged when it was saved. */
const originOf = (connection: Connection): string => {
  const verdict = judgeBaseUrl(connection.baseUrl);
  if (!verdict.ok) throw invalid(verdict.reason, 'baseUrl');
  return verdict.origin;
};

/** The connection in canonical form, or `invalid_input` naming the field. */
const judged = (connection: Connection): Connection => {
  if (connection.id === simulatorConnectionId || connection.vendorId === 'simulator')
    throw invalid('The simulated models cannot be changed.', 'vendorId');
  const vendor = vendors[connection.vendorId];
  if (!vendor.credentials.includes(connection.credential))
    throw invalid(`${vendor.label} does not take this kind of credential.`, 'credential');
  if (connection.wireFormat !== undefined && !vendor.wireFormats.includes(connection.wireFormat))
    throw invalid(`${vendor.label} does not speak this format.`, 'wireFormat');
  const headers = new Set(Object.keys(connection.headers).map((name) => name.toLowerCase()));
  for (const { label, header, isOptional } of vendor.fields ?? [])
    if (header !== undefined && isOptional !== true && !headers.has(header.toLowerCase()))
      throw invalid(`${vendor.label} needs the ${label}, sent as the header ${header}.`, 'headers');
  const verdict = judgeBaseUrl(connection.baseUrl);
  if (!verdict.ok) throw invalid(verdict.reason, 'baseUrl');
  if (connection.credential === 'environment' && !isVendorAddress(vendor, verdict.baseUrl))
    throw invalid(environmentOnlyTo(vendor), 'credential');
  return { ...connection, baseUrl: verdict.baseUrl };
};

export const createConnectionHandlers = (rooms: Rooms): Pick<Handlers, Names> => {
  const { live, vault, endpoints, closing } = rooms;
  const forgetTimers = new Map<ConnectionId, NodeJS.Timeout>();

  const connectionOf = (connectionId: ConnectionId): Connection => {
    const connection = live.get().connections[connectionId];
    if (connection === undefined)
      throw new ProviderError({
        kind: 'missing',
        message: 'This connection does not exist any more.',
        field: 'connectionId',
      });
    return connection;
  };

  const announceSecret = (connection: Connection): void => {
    const status = vault.secretStatus(connection.id, connection.vendorId, originOf(connection));
    live.emit({ type: 'secret-changed', connectionId: connection.id, status });
  };

  const forgetNow = (connectionId: ConnectionId): void => {
    clearTimeout(forgetTimers.get(connectionId));
    forgetTimers.delete(connectionId);
    vault.forget(connectionId).catch((error: unknown) => {
      rooms.log('error', 'the secret of a removed connection could not be erased', { error: String(error) });
    });
  };
  closing.addEventListener('abort', () => [...forgetTimers.keys()].forEach(forgetNow), { once: true });

  const forgetSoon = (connectionId: ConnectionId): void => {
    clearTimeout(forgetTimers.get(connectionId));
    forgetTimers.set(connectionId, setTimeout(() => forgetNow(connectionId), forgetAfterMs).unref());
  };

  /** Models a user already asks here are the best to test with; then the vendor's example. */
  const preferredModels = (connection: Connection): string[] => {
    const used = Object.values(live.get().chats)
      .flatMap((chat) => chat.columns)
      .flatMap(({ model }) => (model.connectionId === connection.id ? [model.modelId] : []));
    const isListed =
      connection.vendorId !== 'openai-compatible' && vendors[connection.vendorId].isLocal !== true;
    return [...new Set([...used, ...(isListed ? [vendors[connection.vendorId].exampleModelId] : [])])];
  };

  return {
    saveConnection({ connection }) {
      const saved = judged(connection);
      live.emit({ type: 'connection-saved', connection: saved });
      announceSecret(saved);
      return undefined;
    },
    removeConnection({ connectionId }) {
      connectionOf(connectionId);
      if (connectionId === simulatorConnectionId)
        throw invalid('The simulated models cannot be removed.', 'connectionId');
      live.emit({ type: 'connection-removed', connectionId });
      forgetSoon(connectionId);
      return undefined;
    },
    restoreConnection({ connectionId }) {
      const connection = connectionOf(connectionId);
      clearTimeout(forgetTimers.get(connectionId));
      forgetTimers.delete(connectionId);
      live.emit({ type: 'connection-restored', connectionId });
      announceSecret(connection);
      return undefined;
    },
    async setSecret({ connectionId, fields }) {
      const connection = connectionOf(connectionId);
      const isIam = connection.credential === 'iam-keys';
      const needed = isIam ? (['accessKeyId', 'secretAccessKey'] as const) : (['apiKey'] as const);
      for (const name of needed) if (fields[name] === undefined) throw invalid('This field is needed.', name);
      const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
      await vault.setSecret(connectionId, connection.vendorId, originOf(connection), given);
      announceSecret(connection);
      return undefined;
    },
    async forgetSecret({ connectionId }) {
      const connection = connectionOf(connectionId);
      await vault.forget(connectionId);
      announceSecret(connection);
      return undefined;
    },
    async testConnection({ connectionId }) {
      const connection = connectionOf(connectionId);
      const announce = (test: Parameters<typeof live.emit>[0] & { type: 'connection-tested' }): void =>
        live.emit(test);
      announce({
        type: 'connection-tested',
        connectionId,
        test: { state: 'running', steps: [], testedAt: Date.now() },
      });
      try {
        const endpoint = await endpoints.resolve(live.get(), connectionId);
        const test = await testConnection({
          provider: await rooms.loadProvider(endpoint.wireFormat),
          endpoint,
          settings: live.get().settings,
          preferredModels: preferredModels(connection),
          signal: closing,
          onSteps: (steps) =>
            announce({
              type: 'connection-tested',
              connectionId,
              test: { state: 'running', steps, testedAt: Date.now() },
            }),
        });
        announce({ type: 'connection-tested', connectionId, test });
      } catch (error) {
        const failure = toFailure(error, { secrets: vault.values() });
        const steps = [
          { name: 'reach' as const, state: 'failed' as const, detail: failure.message, failure },
        ];
        announce({
          type: 'connection-tested',
          connectionId,
          test: { state: 'failed', steps, testedAt: Date.now() },
        });
      }
      return undefined;
    },
    async refreshModels({ connectionId }) {
      connectionOf(connectionId);
      if (connectionId === simulatorConnectionId) return undefined;
      const previous = live.get().models[connectionId]?.models ?? [];
      const announce = (list: { models: typeof previous; failure?: ReturnType<typeof toFailure> }): void =>
        live.emit({ type: 'models-listed', connectionId, list: { ...list, listedAt: Date.now() } });
      try {
        const endpoint = await endpoints.resolve(live.get(), connectionId);
        const provider = await rooms.loadProvider(endpoint.wireFormat);
        const listed = await listModels(provider, endpoint, live.get().settings, closing);
        announce(listed.ok ? { models: listed.models } : { models: previous, failure: listed.failure });
      } catch (error) {
        announce({ models: previous, failure: toFailure(error, { secrets: vault.values() }) });
      }
      return undefined;
    },
    async findLocalServers() {
      live.emit({ type: 'local-servers-found', servers: await findLocalServers() });
      return undefined;
    },
  };
};
