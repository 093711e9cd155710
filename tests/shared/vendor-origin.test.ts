import { describe, expect, it } from 'vitest';
import { isSignInAddress, isVendorAddress } from '../../shared/vendor-origin.ts';
import { type Vendor, vendors } from '../../shared/vendors.ts';

describe('isVendorAddress', () => {
  it.each([
    ['openai', 'https://api.openai.com/v1'],
    ['openai', 'https://API.openai.com/other'],
    ['bedrock', 'https://bedrock-runtime.eu-west-3.amazonaws.com'],
    ['bedrock-openai', 'https://bedrock-mantle.us-east-2.api.aws/v1'],
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

describe('isSignInAddress', () => {
  it.each([
    ['azure-openai', 'https://mine.openai.azure.com/openai/v1'],
    ['azure-openai', 'https://mine.cognitiveservices.azure.com/openai/v1'],
    ['foundry-claude', 'https://mine.services.ai.azure.com/anthropic'],
    ['vertex-gemini', 'https://aiplatform.eu.rep.googleapis.com/v1beta1/projects/p/locations/eu'],
    ['vertex-claude', 'https://us-east5-aiplatform.googleapis.com/v1/projects/p/locations/us-east5'],
    ['bedrock', 'https://vpce-1-2.bedrock-runtime.eu-west-1.vpce.amazonaws.com'],
    ['bedrock-openai', 'https://bedrock-mantle.us-east-2.api.aws/v1'],
  ] as const)('lets what signing in at %s gives go to %s', (vendorId, baseUrl) => {
    expect(isSignInAddress(vendors[vendorId], baseUrl)).toBe(true);
  });

  it.each([
    ['azure-openai', 'http://127.0.0.1:8080/openai/v1'],
    ['azure-openai', 'https://openai.azure.com.evil.example/openai/v1'],
    ['azure-openai', 'https://a.b.openai.azure.com/openai/v1'],
    ['azure-openai', 'https://mine.openai.azure.com:8443/openai/v1'],
    ['azure-openai', 'https://mine.azurewebsites.net/openai/v1'],
    ['vertex-gemini', 'https://storage.googleapis.com/v1beta1'],
    ['vertex-gemini', 'https://evil-aiplatform.googleapis.com.evil.example/v1'],
    ['bedrock', 'https://bedrock-runtime.evil.example'],
    ['bedrock', 'https://evil.s3.amazonaws.com'],
    ['openai', 'https://api.openai.com/v1'],
  ] as const)('keeps what signing in at %s gives from %s', (vendorId, baseUrl) => {
    expect(isSignInAddress(vendors[vendorId], baseUrl)).toBe(false);
  });
});
