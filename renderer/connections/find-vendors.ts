// Which vendors fit what was typed: by name, operator, maker, model or region. Pure.
import { cloudVendors } from '../../shared/cloud-vendors.ts';
import { directVendors } from '../../shared/direct-vendors.ts';
import { localVendors } from '../../shared/local-vendors.ts';
import type { Vendor } from '../../shared/vendors.ts';

export interface VendorGroup {
  label: string;
  /** Best match first; without a query in the order of the table. */
  vendors: readonly Vendor[];
}

const groups: readonly VendorGroup[] = [
  { label: 'Direct', vendors: directVendors },
  { label: 'Clouds and regions', vendors: cloudVendors },
  { label: 'This computer and your own', vendors: localVendors },
];

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

const searchedOf = ({ label, about, keywords, operator, regions, exampleModelId }: Vendor): string[] =>
  wordsOf([label, about, keywords, operator, regions?.join(' '), exampleModelId].join(' '));

/** Lower is better; undefined: no match. Every word must begin one of the vendor's. */
const rank = (vendor: Vendor, wanted: readonly string[]): number | undefined => {
  const beginsOne = (words: readonly string[]) => (word: string) =>
    words.some((each) => each.startsWith(word));
  if (!wanted.every(beginsOne(searchedOf(vendor)))) return undefined;
  return wanted.every(beginsOne(wordsOf(vendor.label))) ? 0 : 1;
};

/** Groups with at least one match. */
export const findVendors = (query: string): VendorGroup[] => {
  const wanted = wordsOf(query);
  return groups.flatMap(({ label, vendors }) => {
    const ranked = vendors.flatMap((vendor) => {
      const value = rank(vendor, wanted);
      return value === undefined ? [] : [{ vendor, value }];
    });
    ranked.sort((one, other) => one.value - other.value);
    return ranked.length === 0 ? [] : [{ label, vendors: ranked.map(({ vendor }) => vendor) }];
  });
};
