// The one judgement over links: which addresses may be offered at all, and what a person must be shown before one opens.
// Every path that opens something outside (click, new window, export) asks here. It opens nothing itself.

interface ParsedUrl {
  readonly href: string;
  readonly protocol: string;
  readonly host: string;
  readonly hostname: string;
  readonly username: string;
  readonly password: string;
}
declare const URL: { new (url: string): ParsedUrl; canParse(url: string): boolean };

export interface Link {
  /** Canonical and complete: hosts in ASCII (punycode), everything else percent-encoded. */
  href: string;
  /** The host in ASCII, or the address of a `mailto:`. */
  host: string;
  /** Reasons to look twice, in words. */
  warnings: string[];
}

const maxLength = 4000;

/**
 * The link behind an address found in model text, or undefined where it must stay plain text.
 * Only absolute https:, http: and mailto: pass; credentials, control and invisible characters do not.
 */
export const judgeLink = (address: string): Link | undefined => {
  if (address.length > maxLength || /[\p{Cc}\p{Cf}\s\\]/u.test(address)) return undefined;
  if (!/^(https?:\/\/[^/]|mailto:[^/])/i.test(address) || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return undefined;
  const warnings: string[] = [];
  if (url.protocol === 'mailto:')
    return { href: url.href, host: url.href.slice('mailto:'.length).split('?')[0] ?? '', warnings };
  if (url.hostname === '') return undefined;
  if (/(^|\.)xn--/.test(url.hostname)) warnings.push('The host name uses letters that can look like others.');
  if (url.protocol === 'http:') warnings.push('The connection is not encrypted.');
  if (/^[\d.]+$|^\[/.test(url.hostname)) warnings.push('The host is a bare number, not a name.');
  if (address.length > 300) warnings.push('The address is unusually long and may carry data.');
  return { href: url.href, host: url.host, warnings };
};
