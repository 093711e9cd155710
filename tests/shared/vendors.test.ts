import { findProvider } from '@pydantic/genai-prices';
import { describe, expect, it } from 'vitest';
import { takeEnvironment } from '../../electron/core/providers/environment.ts';
import { judgeBaseUrl } from '../../shared/base-url.ts';
import { vendorIds } from '../../shared/connection.ts';
import { credentialKinds } from '../../shared/credential-kinds.ts';
import { judgeLink } from '../../shared/link.ts';
import { addressTemplates, readVendorAddress, vendorAddress } from '../../shared/vendor-address.ts';
import { isSignInAddress } from '../../shared/vendor-origin.ts';
import { connectableVendors, type Vendor, vendors } from '../../shared/vendors.ts';

const examples = ({ fields }: Vendor): Record<string, string> =>
  Object.fromEntries((fields ?? []).map(({ name, example }) => [name, example]));

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
      for (const template of addressTemplates(vendor))
        for (const region of vendor.regions ?? ['']) {
          const address = vendorAddress(vendor, { region, fields: examples(vendor) }, template);
          expect(judgeBaseUrl(address)).toMatchObject({
            ok: true,
            baseUrl: address,
            isLoopback: vendor.isLocal === true,
          });
          const inAddress = (vendor.fields ?? []).filter(({ name }) => template.includes(`{${name}}`));
          expect(readVendorAddress(vendor, region, address)).toEqual({
            template,
            fields: Object.fromEntries(inAddress.map(({ name, example }) => [name, example])),
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

  it.each(connectableVendors)(
    'let a sign-in go to every address they propose, or have none: $label',
    (vendor) => {
      const kinds = vendor.credentials.filter((credential) => credentialKinds[credential].isSignIn === true);
      const goes = addressTemplates(vendor).flatMap((template) =>
        (vendor.regions ?? ['']).map((region) =>
          isSignInAddress(vendor, vendorAddress(vendor, { region, fields: examples(vendor) }, template)),
        ),
      );
      expect(new Set(goes)).toEqual(new Set([kinds.length > 0]));
      expect(vendor.entraScope !== undefined).toBe(kinds.some((kind) => kind.startsWith('entra-')));
    },
  );

  it('name the place of Google’s cloud in the host as that cloud does', () => {
    const hostIn = (region: string): string =>
      new URL(vendorAddress(vendors['vertex-gemini'], { region, fields: { project: 'p' } })).host;
    expect(['global', 'us', 'eu', 'europe-west4'].map(hostIn)).toEqual([
      'aiplatform.googleapis.com',
      'aiplatform.us.rep.googleapis.com',
      'aiplatform.eu.rep.googleapis.com',
      'europe-west4-aiplatform.googleapis.com',
    ]);
  });

  it('tell by prefix only one vendor each', () => {
    const prefixes = connectableVendors.flatMap(({ keyPrefixes }) => keyPrefixes ?? []);
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });
});
