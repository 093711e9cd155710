import { findProvider } from '@pydantic/genai-prices';
import { describe, expect, it } from 'vitest';
import { takeEnvironment } from '../../electron/core/providers/environment.ts';
import { judgeBaseUrl } from '../../shared/base-url.ts';
import { vendorIds } from '../../shared/connection.ts';
import { judgeLink } from '../../shared/link.ts';
import { connectableVendors, type Vendor, vendors } from '../../shared/vendors.ts';

const addressOf = ({ baseUrl, regions, fields }: Vendor): string => {
  let address = baseUrl.replace('{region}', regions?.[0] ?? '');
  for (const { name, example } of fields ?? []) address = address.replace(`{${name}}`, example);
  return address;
};

describe('the vendors', () => {
  it('have a row each, and every row is offered but that of the simulated models', () => {
    expect(Object.keys(vendors).sort()).toEqual([...vendorIds].sort());
    expect(connectableVendors.map(({ id }) => id).sort()).toEqual(
      vendorIds.filter((id) => id !== 'simulator').sort(),
    );
    expect(new Set(connectableVendors.map(({ label }) => label)).size).toBe(connectableVendors.length);
  });

  it.each(connectableVendors.filter(({ baseUrl }) => baseUrl !== ''))(
    'have a canonical address in every region: $label',
    (vendor) => {
      for (const region of vendor.regions ?? ['']) {
        const address = addressOf({ ...vendor, regions: [region] });
        expect(judgeBaseUrl(address)).toMatchObject({
          ok: true,
          baseUrl: address,
          isLoopback: vendor.isLocal === true,
        });
      }
    },
  );

  it.each(connectableVendors)('name prices, variables and pages that exist: $label', (vendor) => {
    const { priceProviderId, environmentVariable, keysUrl, credentials } = vendor;
    if (priceProviderId !== undefined) expect(findProvider({ providerId: priceProviderId })).toBeDefined();
    if (keysUrl !== undefined) expect(judgeLink(keysUrl)).toBeDefined();
    expect(environmentVariable !== undefined).toBe(credentials.includes('environment'));
    // Otherwise a vendor's SDK would find it too.
    if (environmentVariable !== undefined)
      expect(takeEnvironment({ [environmentVariable]: 'x' })).toEqual({ [environmentVariable]: 'x' });
  });

  it('tell by prefix only one vendor each', () => {
    const prefixes = connectableVendors.flatMap(({ keyPrefixes }) => keyPrefixes ?? []);
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });
});
