// Composes the core: everything the app does, for whichever shell hosts it. Holds no logic of its own.
import { join } from 'node:path';
import { proxySecretId } from '../../shared/network.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Notice, StorageHealth } from '../../shared/state.ts';
import type { Transport } from '../../shared/transport.ts';
import { createAsk } from './ask.ts';
import { createDispatch } from './dispatch.ts';
import { createAnswerHandlers } from './handlers/answers.ts';
import { createAppHandlers } from './handlers/app.ts';
import { createChatHandlers } from './handlers/chats.ts';
import { createColumnHandlers } from './handlers/columns.ts';
import { createConnectionHandlers } from './handlers/connections.ts';
import type { Rooms } from './handlers/handlers.ts';
import { createNetworkHandlers } from './handlers/network.ts';
import { createInitialState, readSettings, secretStatuses } from './initial-state.ts';
import { keepCopy, setAsideUnlessSound } from './json-content.ts';
import { createEndpointResolver } from './live-endpoint.ts';
import { createLiveState } from './live-state.ts';
import { createNetwork } from './network/network.ts';
import { createOpenChats } from './open-chats.ts';
import { createOutbox } from './outbox.ts';
import type { JsonFile, Ports } from './ports.ts';
import { createPriceBook } from './pricing/price-book.ts';
import { takeEnvironment } from './providers/environment.ts';
import { loadProvider } from './providers/registry.ts';
import { createSignIns } from './providers/sign-in/sign-ins.ts';
import { createWaysToSignIn } from './providers/sign-in/ways.ts';
import { readProxyCredential } from './proxy-secret.ts';
import { type Simulator, startSimulator } from './simulator/simulator.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';
import { openVault } from './vault/open-vault.ts';
import type { Vault } from './vault/vault.ts';
import { isVaultFile } from './vault/vault-file.ts';

export interface Core extends Transport {
  /** Ends running answers (kept as interrupted), saves everything, frees the profile. */
  close(): Promise<void>;
}

/** Opens a JSON file of the profile; what was in its place and could not be read is moved aside and reported. */
const openJsonFile = (ports: Ports, name: 'settings' | 'vault', notices: Notice[]): JsonFile => {
  const path = join(ports.dataDir, `${name}.json`);
  const aside = setAsideUnlessSound(path, name === 'vault' ? isVaultFile : undefined);
  if (aside !== undefined) {
    const what = name === 'settings' ? 'The settings file' : 'The file with your encrypted keys';
    const kept = aside.slice(ports.dataDir.length + 1);
    const message = `${what} could not be read. It was kept as ${kept} and a new one was begun.`;
    notices.push({ id: `${name}-corrupt`, kind: `${name}-corrupt`, message });
  }
  return ports.openJsonFile(name);
};

/** Reads the settings; what could not be used of them is kept as a copy and reported. */
const loadSettings = ({ dataDir, log }: Ports, file: JsonFile, notices: Notice[]): Settings => {
  const { settings, isSound } = readSettings(file.read());
  if (isSound) return settings;
  try {
    const kept = keepCopy(file.path).slice(dataDir.length + 1);
    const message = `Some settings were not valid and are at their defaults. What was there is kept as ${kept}.`;
    notices.push({ id: 'settings-corrupt', kind: 'settings-corrupt', message });
    file.write({ ...settings });
  } catch (error) {
    log('warn', 'settings that are not valid could not be replaced', { error: String(error) });
  }
  return settings;
};

interface Resources {
  store: Store;
  vault: Vault;
  simulator: Simulator;
  settingsFile: JsonFile;
  environment: Record<string, string>;
  notices: Notice[];
  /** Set by `compose`: from then on health is announced as events. */
  health: { current: StorageHealth; announce?: (health: StorageHealth) => void };
}

const compose = (ports: Ports, resources: Resources): Core => {
  const { store, vault, simulator, settingsFile, environment, health } = resources;
  const { log, version, dataDir } = ports;
  const closing = new AbortController();
  const settings = loadSettings(ports, settingsFile, resources.notices);
  const stored = store.load();
  // After a database was moved aside nothing is known of the connections there were: their secrets stay.
  if (!stored.notices.some((notice) => notice.kind === 'database-corrupt'))
    vault
      .keepOnly(new Set([proxySecretId, ...stored.connections.map((connection) => connection.id)]))
      .catch((error: unknown) => {
        log('error', 'secrets of removed connections could not be erased', { error: String(error) });
      });
  const outbox = createOutbox({
    onListenerError: (error) => log('error', 'a listener failed', { error: String(error) }),
  });
  const initial = createInitialState({ ...resources, stored, settings, version, dataDir });
  const live = createLiveState({ ...initial, storage: health.current }, (event, state) => {
    store.save(event, state);
    outbox.push(event);
  });
  health.announce = (next) => live.emit({ type: 'storage-changed', health: next });
  vault.onStatus((status) => {
    live.emit({ type: 'vault-changed', status });
    const { connections, settings: current } = live.get();
    const statuses = secretStatuses(Object.values(connections), vault, current.network);
    for (const id of [proxySecretId, ...Object.values(connections).map((connection) => connection.id)]) {
      const next = statuses[id];
      if (next !== undefined) live.emit({ type: 'secret-changed', connectionId: id, status: next });
    }
  });
  const network = createNetwork({
    settings: settings.network,
    systemProxyFor: (url) => ports.systemProxyFor(url),
    proxyCredential: (current) => readProxyCredential(vault, current),
    connectTimeoutMs: () => live.get().settings.clocks.connectSeconds * 1000,
    log,
  });
  const signIns = createSignIns(createWaysToSignIn(), {
    send: network.fetch,
    check: network.check,
    environment,
  });
  const endpoints = createEndpointResolver({ vault, simulator, environment, network, signIns });
  const openChat = createOpenChats(live, store, (chatId) => ask.isRunning(chatId));
  const ask = createAsk({
    live,
    store,
    endpoints,
    priceBook: createPriceBook(),
    simulator,
    loadProvider,
    log,
    version,
    openChat,
  });
  const rooms: Rooms = {
    live,
    outbox,
    store,
    vault,
    ask,
    endpoints,
    network,
    settingsFile,
    loadProvider,
    openChat,
    log,
    version,
    closing: closing.signal,
  };
  const dispatch = createDispatch(
    {
      ...createAppHandlers(rooms),
      ...createChatHandlers(rooms),
      ...createColumnHandlers(rooms),
      ...createAnswerHandlers(rooms),
      ...createConnectionHandlers(rooms),
      ...createNetworkHandlers(rooms),
    },
    log,
  );
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await ask.close();
    closing.abort();
    outbox.close();
    store.close();
    vault.close();
    await network.close();
    await simulator.close();
  };
  return {
    async call(method, input) {
      if (closed === undefined) return await dispatch(method, input);
      return { ok: false, failure: { kind: 'disconnected', message: 'Collate is closing.' } };
    },
    subscribe: outbox.subscribe,
    close() {
      closed ??= close();
      return closed;
    },
  };
};

/** Rejects with `StoreError` when the profile is in use, newer or unusable; nothing was changed then. */
export const createCore = async (ports: Ports): Promise<Core> => {
  const environment = takeEnvironment();
  const notices: Notice[] = [];
  const health: Resources['health'] = { current: { state: 'ok' } };
  // The store comes first: its lock is what makes this process the only one in the profile.
  const store = openStore({
    dataDir: ports.dataDir,
    onHealth(next) {
      health.current = next;
      health.announce?.(next);
    },
    log: ports.log,
  });
  let simulator: Simulator | undefined;
  try {
    const settingsFile = openJsonFile(ports, 'settings', notices);
    const vaultFile = openJsonFile(ports, 'vault', notices);
    simulator = await startSimulator(
      ports.simulatorSpeed === undefined ? {} : { speed: ports.simulatorSpeed },
    );
    const vault = await openVault({ file: vaultFile, openKeychain: ports.openKeychain, log: ports.log });
    return compose(ports, { store, vault, simulator, settingsFile, environment, notices, health });
  } catch (error) {
    store.close();
    await simulator?.close();
    throw error;
  }
};
