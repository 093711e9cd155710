// The first gate of the loopback server: refuses every request that another site, another name for this machine or a
// malformed client could have made. Pure: it looks at the head of a request and knows neither routes nor tokens.
import type { IncomingHttpHeaders } from 'node:http';

export interface Refusal {
  status: number;
  /** One sentence for whoever reads the answer. Never repeats what was sent. */
  sentence: string;
}

export interface RequestHead {
  method: string;
  url: string;
  httpVersion: string;
  headers: IncomingHttpHeaders;
  /** Names and values as they came, where repeated headers can still be seen. */
  rawHeaders: readonly string[];
}

/** Headers that decide who is let in: sent twice, two readers could see two values. */
const unrepeatable = new Set([
  'host',
  'origin',
  'authorization',
  'content-length',
  'content-type',
  'transfer-encoding',
  'sec-fetch-site',
  'sec-fetch-mode',
]);

const repeats = (rawHeaders: readonly string[]): boolean => {
  const seen = new Set<string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    if (!unrepeatable.has(name)) continue;
    if (seen.has(name)) return true;
    seen.add(name);
  }
  return false;
};

/** The exact `Host` values of a server on this port. Only IPv4: nothing listens on `[::1]`. */
export const hostsOf = (port: number): ReadonlySet<string> =>
  new Set(['127.0.0.1', 'localhost'].map((name) => new URL(`http://${name}:${port}`).host));

/** Undefined when the request may go on to the routes. */
export const admit = (head: RequestHead, hosts: ReadonlySet<string>): Refusal | undefined => {
  const { method, url, headers } = head;
  if (head.httpVersion !== '1.1') return { status: 400, sentence: 'Collate speaks HTTP/1.1.' };
  if (repeats(head.rawHeaders)) return { status: 400, sentence: 'A header was sent twice.' };
  const { host, origin } = headers;
  if (host === undefined || !hosts.has(host))
    return { status: 421, sentence: 'This is not the address Collate is at: use the link it printed.' };
  if (!url.startsWith('/') || url.startsWith('//'))
    return { status: 400, sentence: 'The request does not name a path.' };
  if (headers.upgrade !== undefined || headers['http2-settings'] !== undefined)
    return { status: 400, sentence: 'Collate does not change protocols.' };

  const isRead = method === 'GET' || method === 'HEAD';
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (isRead && hasBody) return { status: 400, sentence: 'A request for a file has no body.' };
  if (origin === undefined ? !isRead : origin !== `http://${host}`)
    return { status: 403, sentence: 'Only the page of Collate itself may ask this.' };
  // Browsers leave this header out on some addresses, so its absence proves nothing; its presence can only forbid.
  const site = headers['sec-fetch-site'];
  const isNavigation =
    isRead && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  if (site !== undefined && site !== 'same-origin' && !(isRead && site === 'none') && !isNavigation)
    return { status: 403, sentence: 'Only the page of Collate itself may ask this.' };
  return undefined;
};
