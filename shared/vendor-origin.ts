// Whether an address is a vendor's own. Decides where a key from the environment may go: it was made for the vendor, and nobody
// has bound it to an address by entering it for one.
import { judgeBaseUrl } from './base-url.ts';
import type { Vendor } from './vendors.ts';

const escapeForPattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/**
 * True for the host of the vendor's row, with any region in it, and for this computer. A row whose host contains anything else a
 * customer chooses (a resource name) has no address of its own: anybody can have one there.
 */
export const isVendorAddress = (vendor: Vendor, baseUrl: string): boolean => {
  const verdict = judgeBaseUrl(baseUrl);
  if (!verdict.ok) return false;
  if (verdict.isLoopback) return true;
  const host = /^https:\/\/([^/]+)/.exec(vendor.baseUrl)?.[1];
  if (host === undefined) return false;
  const parts = host.split('{region}');
  if (parts.some((part) => part.includes('{'))) return false;
  return new RegExp(`^https://${parts.map(escapeForPattern).join('[a-z0-9-]+')}:443$`).test(verdict.origin);
};
