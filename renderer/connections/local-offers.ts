// Which of the model servers found on this computer are worth offering. Pure.
import { judgeBaseUrl } from '../../shared/base-url.ts';
import type { Connection, LocalServer } from '../../shared/connection.ts';
import { type ConnectionId, newId } from '../../shared/id.ts';
import { vendors } from '../../shared/vendors.ts';

/** 127.0.0.1, localhost and [::1] are the same server. */
const placeOf = (baseUrl: string): string | undefined => {
  const verdict = judgeBaseUrl(baseUrl);
  if (!verdict.ok) return undefined;
  return verdict.isLoopback ? verdict.origin.replace(/\/\/.*:(\d+)$/, '//loopback:$1') : verdict.origin;
};

/** Those found that no connection reaches yet. */
export const localOffers = (
  servers: readonly LocalServer[],
  connections: Record<ConnectionId, Connection>,
): LocalServer[] => {
  const taken = new Set(
    Object.values(connections)
      .filter((connection) => connection.isRemoved !== true)
      .map(({ baseUrl }) => placeOf(baseUrl)),
  );
  return servers.filter(({ baseUrl }) => !taken.has(placeOf(baseUrl)));
};

export const connectionTo = (server: LocalServer): Connection => {
  const vendor = vendors[server.vendorId];
  return {
    id: newId<ConnectionId>(),
    vendorId: server.vendorId,
    label: vendor.label,
    baseUrl: server.baseUrl,
    operator: vendor.operator,
    headers: {},
    credential: 'none',
  };
};
