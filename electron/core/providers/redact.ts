// Takes secrets out of texts that are logged, shown or stored: the secrets themselves in every form they travel in, and what
// looks like one. Does not know where the secrets come from.

import { isCredentialHeader } from '../../../shared/connection.ts';

/** What stands in a secret's place. */
export const redacted = '•••';

/** Shorter values are as likely a word as a key: replacing them would shred ordinary text. */
const minSecretLength = 4;

const patterns: readonly [RegExp, string][] = [
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/-]{8,}=*/gi, `$1 ${redacted}`],
  [/\bsk-[A-Za-z0-9_-]{8,}/g, redacted],
  [/\bxai-[A-Za-z0-9_-]{10,}/g, redacted],
  [/\bgsk_[A-Za-z0-9_-]{10,}/g, redacted],
  [/\bAIza[A-Za-z0-9_-]{20,}/g, redacted],
  [/\b(?:AKIA|ASIA)[0-9A-Z]{12,}/g, redacted],
  // What signing in gives: tokens of Google, and of everybody who writes them as JSON.
  [/\bya29\.[A-Za-z0-9._-]{10,}/g, redacted],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g, redacted],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, redacted],
  [/\b((?:x-)?api[-_]?key["']?\s*[:=]\s*["']?)[^\s"'&,;}]{6,}/gi, `$1${redacted}`],
  [/([?&](?:key|api[-_]?key|access_token|token)=)[^&\s"'#]+/gi, `$1${redacted}`],
];

/**
 * The forms a secret takes on its way: as it is, in base64 (both alphabets, with and without padding), URL-encoded and inside JSON, each
 * as the two habits there are write it.
 */
const formsOf = (secret: string): string[] => {
  const base64 = Buffer.from(secret, 'utf8').toString('base64');
  const url = Buffer.from(secret, 'utf8').toString('base64url');
  const inUrl = encodeURIComponent(secret);
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    base64,
    base64.replace(/=+$/, ''),
    url,
    inUrl,
    inUrl.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    inJson,
    inJson.replaceAll('/', '\\/'),
  ];
};

export interface Redactor {
  /** Replaces the secrets only: for text that must otherwise stay exactly as it was sent. */
  exact(text: string): string;
  /** Replaces the secrets and everything that looks like one. */
  text(text: string): string;
  /** Header values with secrets replaced; those of credential headers whatever they hold. */
  headers(headers: Record<string, string>): Record<string, string>;
}

export const createRedactor = (secrets: readonly string[]): Redactor => {
  const forms = [
    ...new Set(secrets.filter((secret) => secret.length >= minSecretLength).flatMap(formsOf)),
  ].sort((one, other) => other.length - one.length);

  const exact = (text: string): string => {
    let result = text;
    for (const form of forms) if (result.includes(form)) result = result.replaceAll(form, redacted);
    return result;
  };
  const text = (input: string): string => {
    let result = exact(input);
    for (const [pattern, replacement] of patterns) result = result.replace(pattern, replacement);
    return result;
  };
  const header = (name: string, value: string): string => {
    if (!isCredentialHeader(name)) return text(value);
    const scheme = /^(Bearer|Basic|AWS4-HMAC-SHA256)\s/i.exec(value)?.[1];
    return scheme === undefined ? redacted : `${scheme} ${redacted}`;
  };
  return {
    exact,
    text,
    headers: (headers) =>
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, header(name, value)])),
  };
};
