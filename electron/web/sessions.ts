// Who may use the loopback server: one-time codes for links, and the session tokens they are exchanged for.
// Both are 256 random bits, kept as hashes and in memory only; nothing here knows of HTTP.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Links that were made and not used. More than a person could have open; the oldest one stops working first. */
const maxCodes = 8;
/** One per page that was opened since the start; far above what a person keeps open. */
const maxSessions = 256;

export interface Sessions {
  /** Makes a code for one link. */
  createCode(): string;
  /** Uses the code up and returns a new session token; undefined when the code is unknown or was used before. */
  exchange(code: string): string | undefined;
  /** Whether this is a token that `exchange` gave out. Takes the same time for every wrong one. */
  admits(token: string): boolean;
}

const createSecret = (): string => randomBytes(32).toString('base64url');
const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** The position of `secret` among the hashes; every one is compared, so that timing tells nothing. */
const indexIn = (hashes: readonly Buffer[], secret: string): number => {
  const wanted = digest(secret);
  let found = -1;
  for (const [index, hash] of hashes.entries()) if (timingSafeEqual(hash, wanted)) found = index;
  return found;
};

export const createSessions = (): Sessions => {
  const codes: Buffer[] = [];
  const tokens: Buffer[] = [];

  const addTo = (hashes: Buffer[], max: number): string => {
    const secret = createSecret();
    hashes.push(digest(secret));
    if (hashes.length > max) hashes.shift();
    return secret;
  };

  return {
    createCode: () => addTo(codes, maxCodes),
    exchange: (code) => {
      const index = indexIn(codes, code);
      if (index < 0) return undefined;
      codes.splice(index, 1);
      return addTo(tokens, maxSessions);
    },
    admits: (token) => indexIn(tokens, token) >= 0,
  };
};
