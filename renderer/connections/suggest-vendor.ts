// Whose key this looks like, by the prefixes vendors give their keys. Only the prefix is looked at; nothing is kept.
import type { VendorId } from '../../shared/connection.ts';
import { connectableVendors } from '../../shared/vendors.ts';

/** Longest first: `sk-ant-` also begins with `sk-`. */
const prefixes: readonly (readonly [string, VendorId])[] = connectableVendors
  .flatMap(({ id, keyPrefixes }) => (keyPrefixes ?? []).map((prefix) => [prefix, id] as const))
  .sort(([one], [other]) => other.length - one.length);

export const suggestVendor = (key: string): VendorId | undefined => {
  const text = key.trim();
  return prefixes.find(([prefix]) => text.startsWith(prefix))?.[1];
};

/** What is wrong with pasted text that should be a key, or undefined. Never repeats the text. */
export const keyProblem = (text: string): string | undefined => {
  const key = text.trim();
  if (key === '') return undefined;
  if (/[\r\n]/.test(key)) return 'What you pasted has a line break in it. Copy the key again, alone.';
  if (/\s/.test(key)) return 'A key has no spaces. Copy it again, alone.';
  if (!/^[\x21-\x7e]+$/.test(key)) return 'This contains a character that no key has. Copy it again, alone.';
  if (key.length > 20_000) return 'This is too long for a key.';
  return undefined;
};
