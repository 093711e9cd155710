import { describe, expect, it } from 'vitest';
import { isVendorAddress } from '../../shared/vendor-origin.ts';
import { type Vendor, vendors } from '../../shared/vendors.ts';

describe('isVendorAddress', () => {
  it.each([
    ['openai', 'https://api.openai.com/v1'],
    ['openai', 'https://API.openai.com/other'],
    ['bedrock', 'https://bedrock-runtime.eu-west-3.amazonaws.com'],
    ['anthropic', 'http://127.0.0.1:8080'],
  ] as const)('lets the key of %s go to %s', (vendorId, baseUrl) => {
    expect(isVendorAddress(vendors[vendorId], baseUrl)).toBe(true);
  });

  it.each([
    ['openai', 'https://evil.example/v1'],
    ['openai', 'https://api.openai.com.evil.example/v1'],
    ['openai', 'https://api.openai.com:8443/v1'],
    ['openai', 'https://apixopenai.com/v1'],
    ['bedrock', 'https://bedrock-runtime.evil.example/x.amazonaws.com'],
    ['bedrock', 'https://bedrock-runtime.a.b.amazonaws.com'],
    ['openai-compatible', 'https://any.example/v1'],
    ['openai', 'not an address'],
  ] as const)('keeps the key of %s from %s', (vendorId, baseUrl) => {
    expect(isVendorAddress(vendors[vendorId], baseUrl)).toBe(false);
  });

  it('trusts no host of which a customer chooses the name', () => {
    const vendor: Vendor = { ...vendors.openai, baseUrl: 'https://{resource}.vendor.example/v1' };
    expect(isVendorAddress(vendor, 'https://mine.vendor.example/v1')).toBe(false);
  });
});
