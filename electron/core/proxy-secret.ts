// User name and password of the proxy in the vault: bound to the proxy's address as a connection's key is bound to its origin.
// Knows no sockets.
import type { SecretStatus } from '../../shared/connection.ts';
import { judgeProxyUrl, type NetworkSettings, proxySecretId, proxyUrl } from '../../shared/network.ts';
import type { ProxyCredential } from './network/route.ts';
import type { Vault } from './vault/vault.ts';

/** `http://host:port`, or undefined while there is no valid address. */
const boundTo = ({ proxy }: NetworkSettings): string | undefined => {
  const verdict = judgeProxyUrl(proxy.url ?? '');
  return verdict.ok ? proxyUrl(verdict.address) : undefined;
};

export const proxySecretStatus = (vault: Vault, settings: NetworkSettings): SecretStatus =>
  vault.secretStatus(proxySecretId, 'proxy', boundTo(settings) ?? '');

/** False when there is no address to bind it to. Rejects as the vault does. */
export const storeProxyCredential = async (
  vault: Vault,
  settings: NetworkSettings,
  { userName, password }: ProxyCredential,
): Promise<boolean> => {
  const address = boundTo(settings);
  if (address === undefined) return false;
  // Encoded as in an address, so that any text fits and the two stay apart.
  const proxyLogin = `${encodeURIComponent(userName)}:${encodeURIComponent(password)}`;
  await vault.setSecret(proxySecretId, 'proxy', address, { proxyLogin });
  return true;
};

/** Undefined where there is none, or one for another address. Rejects as the vault does. */
export const readProxyCredential = async (
  vault: Vault,
  settings: NetworkSettings,
): Promise<ProxyCredential | undefined> => {
  const address = boundTo(settings);
  const fields = address === undefined ? undefined : await vault.secretFor(proxySecretId, 'proxy', address);
  const [userName, password] = fields?.proxyLogin?.split(':').map(decodeURIComponent) ?? [];
  return userName === undefined || password === undefined ? undefined : { userName, password };
};
