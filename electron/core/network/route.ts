// Which way a request goes: directly or through a proxy. Reads answers of the system as data; asks nobody and connects to nothing.
import { isLoopbackHost } from '../../../shared/base-url.ts';
import { isBypassed, type ProxyAddress, parseProxyUrl, proxyUrl } from '../../../shared/network.ts';

export interface ProxyCredential {
  userName: string;
  password: string;
}

export interface ProxyRoute extends ProxyAddress {
  type: 'proxy';
  credential?: ProxyCredential;
}

export type Route = { type: 'direct' } | ProxyRoute;

export const direct: Route = { type: 'direct' };

export const portOf = (url: URL): number =>
  url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);

/** Whether the address is this computer: never through a proxy, and open while everything else is switched off. */
export const isThisComputer = (url: URL): boolean => isLoopbackHost(url.hostname);

export const isExempt = (url: URL, bypass: readonly string[]): boolean =>
  isBypassed(bypass, url.hostname, portOf(url));

/** `host:port`, as a person knows the proxy. */
export const proxyLabel = ({ host, port }: ProxyAddress): string => `${host}:${port}`;

/** A route by an address, with the credentials it holds. Undefined where the address is none. */
export const routeThrough = (address: string): ProxyRoute | undefined => {
  const verdict = parseProxyUrl(address);
  if (!verdict.ok) return undefined;
  const { userName, password } = verdict;
  return {
    type: 'proxy',
    ...verdict.address,
    ...(userName === '' && password === '' ? {} : { credential: { userName, password } }),
  };
};

/** The schemes of a PAC answer; plain `PROXY` speaks HTTP. A server that is named `SOCKS` nearly always speaks version 5. */
const pacSchemes: Record<string, string> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks5',
  SOCKS5: 'socks5',
};

/**
 * The first way a system's answer names: `PROXY host:port; DIRECT`, as PAC scripts write it, or an address. Undefined where it
 * holds nothing that can be used, such as SOCKS 4 alone.
 */
export const readSystemAnswer = (answer: string): Route | undefined => {
  const entries = answer
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (entries.length === 0) return direct;
  for (const entry of entries) {
    if (/^direct$/i.test(entry)) return direct;
    const [word = '', host] = entry.split(/\s+/);
    const scheme = pacSchemes[word.toUpperCase()];
    const route =
      host === undefined
        ? routeThrough(word)
        : scheme === undefined
          ? undefined
          : routeThrough(`${scheme}://${host}`);
    if (route !== undefined) return route;
  }
  return undefined;
};

/** What tells two routes apart, secrets included: for memory only. */
export const routeKey = (route: Route): string =>
  route.type === 'direct'
    ? 'direct'
    : JSON.stringify([proxyUrl(route), route.credential?.userName, route.credential?.password]);
