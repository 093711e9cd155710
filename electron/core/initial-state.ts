// The state a start begins with: what was stored, what the machine offers, and the simulated models, which are never stored.
import { judgeBaseUrl } from '../../shared/base-url.ts';
import { type Connection, type SecretStatus, simulatorConnectionId } from '../../shared/connection.ts';
import type { ConnectionId } from '../../shared/id.ts';
import { type NetworkSettings, proxySecretId } from '../../shared/network.ts';
import { defaultSettings, type Settings, settingsSchema } from '../../shared/settings.ts';
import { emptyState, type Notice, type State } from '../../shared/state.ts';
import { vendors } from '../../shared/vendors.ts';
import type { z } from '../../shared/zod.ts';
import { proxySecretStatus } from './proxy-secret.ts';
import type { Simulator } from './simulator/simulator.ts';
import type { Stored } from './store/store.ts';
import type { Vault } from './vault/vault.ts';

const simulatorConnection: Connection = {
  id: simulatorConnectionId,
  vendorId: 'simulator',
  label: vendors.simulator.label,
  baseUrl: '',
  operator: vendors.simulator.operator,
  headers: {},
  credential: 'none',
};

const byId = <Item extends { id: string }>(items: readonly Item[]): Record<Item['id'], Item> =>
  Object.fromEntries(items.map((item) => [item.id, item])) as Record<Item['id'], Item>;

/**
 * Every setting that is valid, and the default for every other: one bad value does not cost the rest.
 * `isSound`: no value was bad; missing ones are not.
 */
export const readSettings = (content: Record<string, unknown>): { settings: Settings; isSound: boolean } => {
  let isSound = true;
  const read = <Value extends object>(
    shape: Record<string, z.ZodType>,
    from: object,
    defaults: Value,
  ): Value =>
    Object.fromEntries(
      Object.entries(defaults).map(([name, fallback]) => {
        const given = (from as Record<string, unknown>)[name];
        if (given === undefined) return [name, fallback];
        const parsed = shape[name]?.safeParse(given);
        if (parsed?.success === true) return [name, parsed.data];
        isSound = false;
        return [name, fallback];
      }),
    ) as Value;
  const objectIn = (name: 'clocks' | 'network'): object => {
    const given = content[name] ?? {};
    if (typeof given === 'object' && given !== null) return given;
    isSound = false;
    return {};
  };
  const { clocks: defaultClocks, network: defaultNetwork, ...defaults } = defaultSettings;
  const { shape } = settingsSchema;
  const clocks = read(shape.clocks.shape, objectIn('clocks'), defaultClocks);
  const found = read(shape.network.shape, objectIn('network'), { ...defaultNetwork, caFile: undefined });
  const { caFile, ...network } = found;
  return {
    settings: {
      ...read(shape, content, defaults),
      clocks,
      network: { ...network, ...(caFile === undefined ? {} : { caFile }) },
    },
    isSound,
  };
};

/** Of every connection, and of the proxy under its own id. */
export const secretStatuses = (
  connections: readonly Connection[],
  vault: Vault,
  network: NetworkSettings,
): Record<ConnectionId, SecretStatus> => ({
  ...Object.fromEntries(
    connections.flatMap((connection) => {
      const verdict = judgeBaseUrl(connection.baseUrl);
      return verdict.ok
        ? [[connection.id, vault.secretStatus(connection.id, connection.vendorId, verdict.origin)]]
        : [];
    }),
  ),
  [proxySecretId]: proxySecretStatus(vault, network),
});

export const createInitialState = (parts: {
  stored: Stored;
  settings: Settings;
  vault: Vault;
  simulator: Simulator;
  environment: Readonly<Record<string, string | undefined>>;
  notices: Notice[];
  version: string;
  dataDir: string;
}): State => {
  const { stored, vault, simulator, environment } = parts;
  const usable = Object.values(vendors).flatMap((vendor) => vendor.environmentVariable ?? []);
  return {
    ...emptyState,
    chats: byId(stored.chats),
    connections: byId([simulatorConnection, ...stored.connections]),
    secrets: secretStatuses(stored.connections, vault, parts.settings.network),
    models: {
      ...stored.models,
      [simulatorConnectionId]: { models: [...simulator.models], listedAt: Date.now() },
    },
    environmentKeys: usable.filter((name) => (environment[name] ?? '') !== ''),
    ownPrices: stored.ownPrices,
    vault: vault.status(),
    settings: parts.settings,
    notices: [...parts.notices, ...stored.notices],
    version: parts.version,
    dataDir: parts.dataDir,
  };
};
