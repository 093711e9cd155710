// From a vendor's row and what a person filled in to an address, and back. Knows nothing of what is valid.
import type { Vendor } from './vendors.ts';

export interface AddressBlanks {
  region: string;
  /** By the field's name. */
  fields: Readonly<Record<string, string>>;
}

const filled = (template: string, name: string, value: string): string =>
  value.trim() === '' ? template : template.replaceAll(`{${name}}`, value.trim());

/** All templates of a vendor; the first is the default. */
export const addressTemplates = ({ baseUrl, addresses }: Vendor): readonly string[] =>
  addresses?.map((address) => address.baseUrl) ?? [baseUrl];

/** A template with its region filled in, at the host that region has. */
const inRegion = ({ regionOrigins }: Vendor, template: string, region: string): string => {
  const origin = regionOrigins?.[region.trim()];
  const placed = origin === undefined ? template : template.replace(/^https:\/\/[^/]+/, origin);
  return filled(placed, 'region', region);
};

/** The address with what is known filled in; what is not stays a `{name}`. `template`: one of `addressTemplates`. */
export const vendorAddress = (
  vendor: Vendor,
  { region, fields }: AddressBlanks,
  template = vendor.baseUrl,
): string => {
  let address = inRegion(vendor, template, region);
  for (const [name, value] of Object.entries(fields)) address = filled(address, name, value);
  return address;
};

/** What stands in an address of the vendor in `region`: its template and the fields. Undefined for an address of one's own. */
export const readVendorAddress = (
  vendor: Vendor,
  region: string,
  baseUrl: string,
): { template: string; fields: Record<string, string> } | undefined => {
  for (const template of addressTemplates(vendor)) {
    const pattern = inRegion(vendor, template, region)
      .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
      .replace(/\{([a-z]+)\}/g, (_, name: string) => `(?<${name}>[^./]+)`);
    const groups = new RegExp(`^${pattern}$`).exec(baseUrl);
    if (groups !== null) return { template, fields: { ...groups.groups } };
  }
  return undefined;
};
