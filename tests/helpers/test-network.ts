// The one way out, for tests that have no core: direct unless told otherwise, with nothing in a vault.
import { createNetwork, type Network, type NetworkOptions } from '../../electron/core/network/network.ts';

export const createTestNetwork = (over: Partial<NetworkOptions> = {}): Network =>
  createNetwork({
    settings: { proxy: { mode: 'none' }, isOffline: false },
    systemProxyFor: async () => 'DIRECT',
    proxyCredential: async () => undefined,
    connectTimeoutMs: () => 5000,
    log: () => undefined,
    ...over,
  });

/** Shared by tests that only need to reach servers on this computer. */
export const testNetwork = createTestNetwork();
