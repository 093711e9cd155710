// How requests leave this computer, as a person sets it: the proxy, certificate authorities of one's own, the offline switch.
// Judges addresses and exceptions as text; does not look names up and connects to nothing.
import type { ConnectionId } from './id.ts';
import { z } from './zod.ts';

/** `system`: what the computer itself is set to. `manual`: the address in `url`. This computer itself is always reached directly. */
export const proxyModes = ['system', 'none', 'manual'] as const;

export const networkSettingsSchema = z.object({
  proxy: z.object({
    mode: z.enum(proxyModes),
    /** `http://`, `https://` or `socks5://`, with host and port; see `judgeProxyUrl`. Kept while another mode is chosen. */
    url: z.string().trim().max(2000).optional(),
    /** Hosts reached without the proxy of `manual`; see `isBypassed`. */
    bypass: z.array(z.string().trim().min(1).max(255)).max(200).optional(),
  }),
  /** Absolute path of a PEM file with certificate authorities that are trusted besides those of the computer. */
  caFile: z.string().trim().min(1).max(4096).optional(),
  /** Nothing but this computer itself is reached. */
  isOffline: z.boolean(),
});
export type NetworkSettings = z.infer<typeof networkSettingsSchema>;

export const defaultNetworkSettings: NetworkSettings = { proxy: { mode: 'system' }, isOffline: false };

/** Under this id the vault keeps user name and password of the proxy, bound to its address. It is no connection. */
export const proxySecretId = '00000000-0000-7000-8000-000000000002' as ConnectionId;

/** A certificate of a CA file, in what a person can judge. `validUntil`: epoch ms. */
export interface CertificateFact {
  name: string;
  validUntil: number;
  isExpired: boolean;
}

/** The parts of WHATWG `URL` used here; declared so that this folder needs neither DOM nor Node types. */
declare const URL: {
  new (
    url: string,
  ): {
    protocol: string;
    hostname: string;
    port: string;
    pathname: string;
    search: string;
    hash: string;
    username: string;
    password: string;
  };
  canParse(url: string): boolean;
};

export type ProxyProtocol = 'http' | 'https' | 'socks5';

/** `host`: as in a URL, IPv6 in brackets. */
export interface ProxyAddress {
  protocol: ProxyProtocol;
  host: string;
  port: number;
}

const protocols: Record<string, ProxyProtocol> = {
  http: 'http',
  https: 'https',
  socks5: 'socks5',
  socks5h: 'socks5',
  socks: 'socks5',
};
const usualPorts: Record<ProxyProtocol, number> = { http: 80, https: 443, socks5: 1080 };

export type ProxyVerdict =
  | { ok: true; address: ProxyAddress; userName: string; password: string }
  | { ok: false; reason: string };

/** Reads a proxy's address wherever it comes from; `host:port` alone means `http://`. User name and password are decoded. */
export const parseProxyUrl = (input: string): ProxyVerdict => {
  const text = input.trim();
  if (text === '') return { ok: false, reason: 'The address of the proxy is empty.' };
  if (/[\p{Cc}\p{Cf}\s]/u.test(text))
    return { ok: false, reason: 'The address contains spaces or invisible characters.' };
  const [, scheme = 'http', rest = ''] = /^(?:([a-z0-9+.-]+):\/\/)?(.*)$/i.exec(text) ?? [];
  const protocol = protocols[scheme.toLowerCase()];
  if (protocol === undefined)
    return { ok: false, reason: 'The address must begin with http://, https:// or socks5://.' };
  // As `http:`, so that the host is read by the same rules whatever the scheme; a port of 80 is lost in it.
  if (!URL.canParse(`http://${rest}`))
    return { ok: false, reason: 'This is not an address. It should look like http://proxy.example:8080.' };
  const url = new URL(`http://${rest}`);
  if (url.hostname === '') return { ok: false, reason: 'The host name is missing.' };
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    return { ok: false, reason: 'The address must end after the port.' };
  const isPortGiven = /:\d+\/?$/.test(rest);
  const port = url.port === '' ? (isPortGiven ? 80 : usualPorts[protocol]) : Number(url.port);
  try {
    const userName = decodeURIComponent(url.username);
    const password = decodeURIComponent(url.password);
    return { ok: true, address: { protocol, host: url.hostname, port }, userName, password };
  } catch {
    return { ok: false, reason: 'The user name or the password is not written as addresses demand.' };
  }
};

/** As `parseProxyUrl`, for an address that is stored in clear: it must not hold a user name or a password. */
export const judgeProxyUrl = (input: string): ProxyVerdict => {
  const verdict = parseProxyUrl(input);
  if (verdict.ok && (verdict.userName !== '' || verdict.password !== '' || input.includes('@')))
    return {
      ok: false,
      reason: 'User name and password have fields of their own, where they are encrypted.',
    };
  return verdict;
};

export const proxyUrl = ({ protocol, host, port }: ProxyAddress): string => `${protocol}://${host}:${port}`;

const asIpv4 = (host: string): number | undefined => {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(host)?.slice(1).map(Number);
  if (parts === undefined || parts.some((part) => part > 255)) return undefined;
  return parts.reduce((address, part) => address * 256 + part, 0);
};

const isInRange = (host: string, range: string): boolean => {
  const [base = '', bits = ''] = range.split('/');
  const address = asIpv4(host);
  const start = asIpv4(base);
  if (address === undefined || start === undefined || !/^\d{1,2}$/.test(bits) || Number(bits) > 32)
    return false;
  const size = 2 ** (32 - Number(bits));
  return Math.floor(address / size) === Math.floor(start / size);
};

/**
 * Whether one of the rules exempts the host from the proxy. A rule is `*`, a host (its subdomains count too), `.domain`, `*.domain`,
 * an IPv4 range such as `10.0.0.0/8`, or `<local>` for names without a dot; each may end in `:port`. Case does not matter.
 */
export const isBypassed = (rules: readonly string[], host: string, port: number): boolean => {
  const name = host.toLowerCase().replace(/^\[|\]$/g, '');
  return rules.some((rule) => {
    const text = rule.trim().toLowerCase();
    if (text === '') return false;
    if (text === '*') return true;
    if (text === '<local>') return !name.includes('.') && !name.includes(':');
    if (text.includes('/')) return isInRange(name, text);
    const [, bracketed, plain = '', rulePort] =
      /^(?:\[([^\]]+)\]|([^:]*|.*:.*:.*?))(?::(\d+))?$/.exec(text) ?? [];
    if (rulePort !== undefined && Number(rulePort) !== port) return false;
    const domain = (bracketed ?? plain).replace(/^\*?\./, '');
    return domain !== '' && (name === domain || name.endsWith(`.${domain}`));
  });
};
