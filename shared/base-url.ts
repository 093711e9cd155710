// Judges the address of an endpoint and reduces it to the origin a secret is bound to.
// Parses; never compares substrings. Does not resolve names or reach the network.

/** The parts of WHATWG `URL` used here; declared so that this folder needs neither DOM nor Node types. */
interface ParsedUrl {
  readonly protocol: string;
  readonly hostname: string;
  readonly host: string;
  readonly port: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
  readonly username: string;
  readonly password: string;
}
declare const URL: { new (url: string): ParsedUrl; canParse(url: string): boolean };

export type BaseUrlVerdict =
  | { ok: true; baseUrl: string; origin: string; isLoopback: boolean }
  | { ok: false; reason: string };

/** Whether a URL's host name is this computer, whatever any name server says. */
export const isLoopbackHost = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);

/**
 * Accepts an http(s) URL and returns its canonical form without a trailing slash, or the reason it is refused.
 * `origin` is `scheme://host:port` with the port always written. The reason never repeats the input, which may hold a key.
 */
export const judgeBaseUrl = (input: string): BaseUrlVerdict => {
  const text = input.trim();
  if (text === '') return { ok: false, reason: 'The address is empty.' };
  if (/[\p{Cc}\p{Cf}]/u.test(text))
    return { ok: false, reason: 'The address contains invisible characters.' };
  if (!URL.canParse(text))
    return { ok: false, reason: 'This is not a web address. It should look like https://host/v1.' };
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return { ok: false, reason: 'The address must begin with https:// or http://.' };
  if (url.username !== '' || url.password !== '' || /^[a-z]+:\/\/[^/?#]*@/i.test(text))
    return { ok: false, reason: 'The address must not contain a user name or password.' };
  if (url.hash !== '' || text.includes('#'))
    return { ok: false, reason: 'The address must not contain a fragment (#…).' };
  if (url.search !== '' || text.includes('?'))
    return { ok: false, reason: 'The address must not contain a query (?…).' };
  if (url.hostname === '' || url.hostname.endsWith('.') || url.hostname.includes('..'))
    return { ok: false, reason: 'The host name is not complete.' };
  const isLoopback = isLoopbackHost(url.hostname);
  if (url.protocol === 'http:' && !isLoopback && !isPrivateHost(url.hostname))
    return {
      ok: false,
      reason:
        'Plain http:// would send your key and prompts readable by others. Use https:// for hosts on the internet.',
    };
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const path = url.pathname.replace(/\/{2,}/g, '/').replace(/\/+$/, '');
  return {
    ok: true,
    baseUrl: `${url.protocol}//${url.host}${path}`,
    origin: `${url.protocol}//${url.hostname}:${port}`,
    isLoopback,
  };
};

/** Hosts of the user's own network, where plain http is common: private and link-local addresses, and names that no public DNS knows. */
const isPrivateHost = (hostname: string): boolean =>
  /^10(\.\d{1,3}){3}$/.test(hostname) ||
  /^192\.168(\.\d{1,3}){2}$/.test(hostname) ||
  /^169\.254(\.\d{1,3}){2}$/.test(hostname) ||
  /^172\.(1[6-9]|2\d|3[01])(\.\d{1,3}){2}$/.test(hostname) ||
  // Carrier-grade NAT, used by private overlay networks (RFC 6598).
  /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])(\.\d{1,3}){2}$/.test(hostname) ||
  /^\[f[cd][0-9a-f]{2}:|^\[fe[89ab][0-9a-f]:/.test(hostname) ||
  /\.(local|lan|home|internal|intranet|localdomain|home\.arpa)$/.test(hostname) ||
  (/^[a-z0-9-]+$/i.test(hostname) && /[a-z]/i.test(hostname));
