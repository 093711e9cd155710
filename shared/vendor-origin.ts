// Whether an address is a vendor's own. Decides where credentials may go that nobody has bound to an address by entering them for
// one: keys from the environment, and what signing in gives.
import { judgeBaseUrl } from './base-url.ts';
import { addressTemplates } from './vendor-address.ts';
import type { Vendor } from './vendors.ts';

const escapeForPattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Whether `origin` is HTTPS at its usual port on a host of this shape; each `blank` stands for one part of a name. */
const isAt = (origin: string, host: string, blank: string): boolean =>
  new RegExp(`^https://${host.split(blank).map(escapeForPattern).join('[a-z0-9-]+')}:443$`).test(origin);

/**
 * True for the host of the vendor's row, with any region in it, and for this computer. A row whose host contains anything else a
 * customer chooses (a resource name) has no address of its own: anybody can have one there.
 */
export const isVendorAddress = (vendor: Vendor, baseUrl: string): boolean => {
  const verdict = judgeBaseUrl(baseUrl);
  if (!verdict.ok) return false;
  if (verdict.isLoopback) return true;
  return addressTemplates(vendor).some((template) => {
    const host = /^https:\/\/([^/]+)/.exec(template)?.[1];
    return (
      host !== undefined &&
      !host.replaceAll('{region}', '').includes('{') &&
      isAt(verdict.origin, host, '{region}')
    );
  });
};

/** True only where the cloud itself answers: a token is good for more than the one endpoint, so not even this computer gets it. */
export const isSignInAddress = ({ signInHosts }: Vendor, baseUrl: string): boolean => {
  const verdict = judgeBaseUrl(baseUrl);
  return verdict.ok && signInHosts?.some((host) => isAt(verdict.origin, host, '*')) === true;
};
