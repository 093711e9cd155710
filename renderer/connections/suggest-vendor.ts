// Whose key this looks like, by the shapes and the prefixes vendors give their keys. Nothing of it is kept.
import type { VendorId } from '../../shared/connection.ts';
import { connectableVendors } from '../../shared/vendors.ts';

/** Longest first: `sk-ant-` also begins with `sk-`. */
const prefixes: readonly (readonly [string, VendorId])[] = connectableVendors
  .flatMap(({ id, keyPrefixes }) => (keyPrefixes ?? []).map((prefix) => [prefix, id] as const))
  .sort(([one], [other]) => other.length - one.length);

export const suggestVendor = (key: string): VendorId | undefined => {
  const text = key.trim();
  const shaped = connectableVendors.find(({ keyShape }) => keyShape?.test(text));
  if (shaped !== undefined) return shaped.id;
  return prefixes.find(([prefix]) => text.startsWith(prefix))?.[1];
};
