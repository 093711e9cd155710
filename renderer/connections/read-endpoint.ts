// What an address says of itself: the region and the fields of a vendor's own, and who may run any other. Pure.
import { judgeBaseUrl } from '../../shared/base-url.ts';
import { tidyBaseUrl } from '../../shared/pasted-url.ts';
import { readVendorAddress, vendorAddress } from '../../shared/vendor-address.ts';
import type { Vendor } from '../../shared/vendors.ts';

export interface ReadEndpoint {
  /** The address as the vendor's row makes it. */
  baseUrl: string;
  template: string;
  region: string;
  fields: Record<string, string>;
}

/** A region as clouds write it: us-east-1, europe-west4, us-chicago-1, eastus2. */
const regionPattern = /\b[a-z]{2,}(?:-[a-z]+)*-?[a-z]+-?\d\b/g;

/** Undefined for an address that is not made as one of the vendor's. */
export const readEndpoint = (vendor: Vendor, input: string): ReadEndpoint | undefined => {
  for (const template of vendor.addresses?.map(({ baseUrl }) => baseUrl) ?? [vendor.baseUrl]) {
    if (!template.includes('{')) continue;
    const verdict = judgeBaseUrl(tidyBaseUrl(input, template));
    if (!verdict.ok) continue;
    const { baseUrl } = verdict;
    const regions = template.includes('{region}')
      ? [...(vendor.regions ?? []), ...(baseUrl.match(regionPattern) ?? [])]
      : [''];
    for (const region of regions) {
      const read = readVendorAddress(vendor, region, baseUrl);
      const blanks = { region, fields: read?.fields ?? {} };
      if (read !== undefined && vendorAddress(vendor, blanks, read.template) === baseUrl)
        return { baseUrl, template: read.template, ...blanks };
    }
  }
  return undefined;
};

/**
 * Who may run an endpoint, by its host: "together.xyz" for "api.together.xyz". Empty on this computer and in private networks, where
 * a name says nothing of who answers behind it.
 */
export const operatorOfHost = (baseUrl: string): string => {
  const verdict = judgeBaseUrl(tidyBaseUrl(baseUrl, ''));
  if (!verdict.ok || verdict.isLoopback || !verdict.origin.startsWith('https:')) return '';
  const host = new URL(verdict.origin).hostname;
  return /^[\d.]+$|^\[/.test(host) || !host.includes('.') ? '' : host.replace(/^(?:api|www|inference)\./, '');
};

/** The region in a host's name, where one can be recognised. */
export const regionOfHost = (baseUrl: string): string => {
  const verdict = judgeBaseUrl(tidyBaseUrl(baseUrl, ''));
  if (!verdict.ok) return '';
  const { hostname } = new URL(verdict.origin);
  return (
    /\b(?:us|eu|ap|sa|ca|me|af|il|uk|europe|asia|australia)-[a-z]+(?:-[a-z]+)?-?\d\b/.exec(hostname)?.[0] ??
    ''
  );
};
