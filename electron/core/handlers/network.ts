// The network as a person sets it: what is admitted into the settings, the proxy's password, a CA file, and which way an address goes.
import { judgeProxyUrl, type NetworkSettings, proxySecretId } from '../../../shared/network.ts';
import { readCaFile } from '../network/ca-file.ts';
import { proxyLabel } from '../network/route.ts';
import { ProviderError } from '../providers/provider.ts';
import { proxySecretStatus, storeProxyCredential } from '../proxy-secret.ts';
import type { Handlers, Rooms } from './handlers.ts';

type Names = 'setProxyCredential' | 'forgetProxyCredential' | 'checkCaFile' | 'findRoute';

const invalid = (message: string, field: string): ProviderError =>
  new ProviderError({ kind: 'invalid_input', message, field });

/** Rejects with `invalid_input` naming the field. A CA file that was admitted before may be gone: other settings can still be changed. */
export const admitNetwork = async (next: NetworkSettings, previous: NetworkSettings): Promise<void> => {
  const { mode, url } = next.proxy;
  if (mode === 'manual' || (url !== undefined && url !== '')) {
    const verdict = judgeProxyUrl(url ?? '');
    if (!verdict.ok) throw invalid(verdict.reason, 'network.proxy.url');
  }
  if (next.caFile === undefined || next.caFile === previous.caFile) return;
  const file = await readCaFile(next.caFile);
  if (!file.ok) throw invalid(file.reason, 'network.caFile');
};

export const createNetworkHandlers = ({ live, vault, network }: Rooms): Pick<Handlers, Names> => {
  const settings = (): NetworkSettings => live.get().settings.network;
  const announce = (): void =>
    live.emit({
      type: 'secret-changed',
      connectionId: proxySecretId,
      status: proxySecretStatus(vault, settings()),
    });
  return {
    async setProxyCredential({ userName, password }) {
      if (!(await storeProxyCredential(vault, settings(), { userName, password })))
        throw invalid('Enter the address of the proxy first.', 'network.proxy.url');
      announce();
      return undefined;
    },
    async forgetProxyCredential() {
      await vault.forget(proxySecretId);
      announce();
      return undefined;
    },
    async checkCaFile({ path }) {
      const file = await readCaFile(path);
      if (!file.ok) throw invalid(file.reason, 'path');
      return file.facts;
    },
    async findRoute({ url }) {
      const text = url.includes('://') ? url : `https://${url}`;
      if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
        throw invalid('This is not a web address. It should look like https://host.', 'url');
      const route = await network.routeTo(text);
      return route.type === 'direct'
        ? { via: 'direct' as const }
        : { via: 'proxy' as const, proxy: proxyLabel(route), protocol: route.protocol };
    },
  };
};
