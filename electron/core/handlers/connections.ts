// Connections: save, remove and bring back, their secrets, their models, their tests, and servers found on this computer.
import { judgeBaseUrl } from '../../../shared/base-url.ts';
import { type Connection, type ConnectionTest, simulatorConnectionId } from '../../../shared/connection.ts';
import { credentialKinds } from '../../../shared/credential-kinds.ts';
import type { ConnectionId } from '../../../shared/id.ts';
import { maxNamedModels } from '../../../shared/model.ts';
import { isSignInAddress, isVendorAddress } from '../../../shared/vendor-origin.ts';
import { vendors } from '../../../shared/vendors.ts';
import { testConnection } from '../connection-test.ts';
import { listModels, noModelList } from '../list-models.ts';
import { environmentOnlyTo, signInOnlyTo } from '../live-endpoint.ts';
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
  | 'stopConnectionTest'
  | 'getConnectionActivity'
  | 'refreshModels'
  | 'nameModel'
  | 'removeNamedModel'
  | 'forgetRefusals'
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
  const kind = credentialKinds[connection.credential];
  const settings = [...(vendor.settings ?? []), ...kind.settings];
  const unknown = Object.keys(connection.settings ?? {}).find(
    (name) => !settings.some((each) => each.name === name),
  );
  if (unknown !== undefined)
    throw invalid(`${vendor.label} does not take this setting.`, `settings.${unknown}`);
  for (const { name, label, isOptional } of settings)
    if (isOptional !== true && connection.settings?.[name] === undefined)
      throw invalid(`${label} is needed.`, `settings.${name}`);
  const verdict = judgeBaseUrl(connection.baseUrl);
  if (!verdict.ok) throw invalid(verdict.reason, 'baseUrl');
  if (kind.isSignIn === true && !isSignInAddress(vendor, verdict.baseUrl))
    throw invalid(signInOnlyTo(vendor), 'credential');
  if (connection.credential === 'environment' && !isVendorAddress(vendor, verdict.baseUrl))
    throw invalid(environmentOnlyTo(vendor), 'credential');
  return { ...connection, baseUrl: verdict.baseUrl };
};

/** Where requests are made with what signing in gives: the step before all others, which may wait for a person. */
const signInStep = ({ credential }: Connection): ConnectionTest['steps'][number] | undefined => {
  if (credentialKinds[credential].isSignIn !== true) return undefined;
  const isInBrowser = credential === 'entra-browser';
  const detail = isInBrowser ? 'Your browser opens. Sign in there.' : 'With the sign-in of this computer.';
  return {
    name: 'sign-in',
    state: 'waiting',
    detail:
      credential === 'service-account' || credential === 'entra-app' ? 'With what was entered.' : detail,
  };
};

export const createConnectionHandlers = (rooms: Rooms): Pick<Handlers, Names> => {
  const { live, vault, endpoints, closing } = rooms;
  const forgetTimers = new Map<ConnectionId, NodeJS.Timeout>();
  const tests = new Map<ConnectionId, AbortController>();

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

  /** Models a user already asks here are the best to test with, then what was typed for it; then, where it is listed, the example. */
  const preferredModels = (connection: Connection): string[] => {
    const used = Object.values(live.get().chats)
      .flatMap((chat) => chat.columns)
      .flatMap(({ model }) => (model.connectionId === connection.id ? [model.modelId] : []));
    const named = (connection.namedModels ?? []).map(({ id }) => id).reverse();
    const { exampleModelId } = vendors[connection.vendorId];
    const isListed = live.get().models[connection.id]?.models.some(({ id }) => id === exampleModelId);
    return [...new Set([...used, ...named, ...(isListed === true ? [exampleModelId] : [])])];
  };

  /** Kept with the connection once it has answered, as if it had been typed in the picker. */
  const keepName = (connectionId: ConnectionId, id: string): void => {
    const connection = live.get().connections[connectionId];
    const isListed = live.get().models[connectionId]?.models.some((model) => model.id === id) === true;
    if (connection === undefined || isListed || connection.namedModels?.some((each) => each.id === id))
      return;
    const namedModels = [...(connection.namedModels ?? []), { id }].slice(-maxNamedModels);
    live.emit({ type: 'connection-saved', connection: { ...connection, namedModels } });
  };

  return {
    saveConnection({ connection }) {
      const kept = live.get().connections[connection.id]?.namedModels;
      // The form of a connection knows nothing of the names given in the picker.
      const saved = judged(kept === undefined ? connection : { namedModels: kept, ...connection });
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
      const { secrets } = credentialKinds[connection.credential];
      if (secrets.length === 0)
        throw invalid('Nothing is stored for this kind of credential.', Object.keys(fields)[0] ?? 'fields');
      for (const { name, isOptional } of secrets)
        if (isOptional !== true && fields[name] === undefined) throw invalid('This field is needed.', name);
      const given = Object.fromEntries(
        secrets.flatMap(({ name }) => (fields[name] === undefined ? [] : [[name, fields[name]]])),
      );
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
    async testConnection({ connectionId, modelId }) {
      const connection = connectionOf(connectionId);
      tests.get(connectionId)?.abort();
      const stopping = new AbortController();
      tests.set(connectionId, stopping);
      const signal = AbortSignal.any([closing, stopping.signal]);
      const announce = (test: Omit<ConnectionTest, 'testedAt'>): void => {
        // A test begun after this one has taken its place.
        if (tests.get(connectionId) === stopping)
          live.emit({ type: 'connection-tested', connectionId, test: { ...test, testedAt: Date.now() } });
      };
      const signIn = signInStep(connection);
      announce({ state: 'running', steps: signIn === undefined ? [] : [signIn] });
      const signedIn: ConnectionTest['steps'] =
        signIn === undefined ? [] : [{ ...signIn, state: 'passed', detail: 'Signed in.' }];
      try {
        const endpoint = await endpoints.resolve(live.get(), connectionId, modelId, signal);
        const test = await testConnection({
          provider: await rooms.loadProvider(endpoint.wireFormat),
          endpoint,
          settings: live.get().settings,
          modelId,
          preferredModels: preferredModels(connection),
          signal,
          onSteps: (steps) => announce({ state: 'running', steps: [...signedIn, ...steps] }),
        });
        if (test.state === 'passed' && modelId !== undefined) keepName(connectionId, modelId);
        announce({ ...test, steps: [...signedIn, ...test.steps] });
      } catch (error) {
        if (signal.aborted) announce({ state: 'stopped', steps: [] });
        else {
          const failure = toFailure(error, { secrets: vault.values() });
          // Signing in comes before the endpoint is asked anything.
          const name = signIn?.name ?? (failure.kind === 'auth' ? 'authenticate' : 'reach');
          announce({ state: 'failed', steps: [{ name, state: 'failed', detail: failure.message, failure }] });
        }
      } finally {
        if (tests.get(connectionId) === stopping) tests.delete(connectionId);
      }
      return undefined;
    },
    stopConnectionTest({ connectionId }) {
      tests.get(connectionId)?.abort();
      return undefined;
    },
    getConnectionActivity({ connectionId }) {
      const activity = rooms.store.loadActivity(connectionId);
      return activity === undefined ? {} : { activity };
    },
    async refreshModels({ connectionId }) {
      const { vendorId } = connectionOf(connectionId);
      if (connectionId === simulatorConnectionId) return undefined;
      const previous = live.get().models[connectionId]?.models ?? [];
      const announce = (list: { models: typeof previous; failure?: ReturnType<typeof toFailure> }): void =>
        live.emit({ type: 'models-listed', connectionId, list: { ...list, listedAt: Date.now() } });
      // Nobody is made to sign in for a list that does not exist.
      if (vendors[vendorId].hasNoModelList === true) {
        announce({ models: previous, failure: noModelList });
        return undefined;
      }
      try {
        const endpoint = await endpoints.resolve(live.get(), connectionId, undefined, closing);
        const provider = await rooms.loadProvider(endpoint.wireFormat);
        const listed = await listModels(provider, endpoint, live.get().settings, closing);
        announce(listed.ok ? { models: listed.models } : { models: previous, failure: listed.failure });
      } catch (error) {
        announce({ models: previous, failure: toFailure(error, { secrets: vault.values() }) });
      }
      return undefined;
    },
    nameModel({ connectionId, named }) {
      const connection = connectionOf(connectionId);
      if (connectionId === simulatorConnectionId)
        throw invalid('The simulated models cannot be changed.', 'connectionId');
      const others = connection.namedModels?.filter(({ id }) => id !== named.id) ?? [];
      // The oldest makes room: names come back with the next typing.
      const namedModels = [...others, named].slice(-maxNamedModels);
      live.emit({ type: 'connection-saved', connection: { ...connection, namedModels } });
      return undefined;
    },
    removeNamedModel({ model }) {
      const connection = connectionOf(model.connectionId);
      const namedModels = connection.namedModels?.filter(({ id }) => id !== model.modelId) ?? [];
      live.emit({ type: 'connection-saved', connection: { ...connection, namedModels } });
      return undefined;
    },
    forgetRefusals({ model, parameter }) {
      const { connectionId, modelId } = model;
      connectionOf(connectionId);
      live.emit({ type: 'refusals-forgotten', connectionId, modelId, parameter });
      return undefined;
    },
    async findLocalServers() {
      live.emit({ type: 'local-servers-found', servers: await findLocalServers(rooms.network.fetch) });
      return undefined;
    },
  };
};
