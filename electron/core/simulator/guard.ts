// Who may ask a simulated endpoint: those who know its token and call it by its own address. Web pages know neither.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Compared as hashes: equal lengths, and nothing to learn from the time it takes. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

export type Admission = 'admitted' | 'wrong-host' | 'wrong-token';

/** `host`: the one `Host` header that is accepted, against names that were made to point here. */
export const createGuard = (token: string, host: string): ((headers: IncomingHttpHeaders) => Admission) => {
  const expected = digest(token);
  const isToken = (text: string): boolean => timingSafeEqual(digest(text), expected);
  return (headers) => {
    if (headers.host !== host) return 'wrong-host';
    const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
    const apiKey = headers['x-api-key'] ?? headers['x-goog-api-key'];
    const given = bearer ?? (typeof apiKey === 'string' ? apiKey : undefined);
    return given !== undefined && isToken(given) ? 'admitted' : 'wrong-token';
  };
};
