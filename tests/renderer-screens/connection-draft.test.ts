import { describe, expect, it } from 'vitest';
import {
  type ConnectionDraft,
  draftOf,
  isKeyUnbound,
  judgeDraft,
  newDraft,
  withField,
  withRegion,
} from '../../renderer/connections/connection-draft.ts';
import type { Connection } from '../../shared/connection.ts';
import { connectableVendors, vendors } from '../../shared/vendors.ts';

const connectionOf = (draft: ConnectionDraft): Connection => {
  const verdict = judgeDraft(draft);
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.problems));
  return verdict.connection;
};
const problemsOf = (draft: ConnectionDraft) => {
  const verdict = judgeDraft(draft);
  return verdict.ok ? {} : verdict.problems;
};

describe('a new connection', () => {
  it('of every vendor with a known address can be saved as it is proposed', () => {
    for (const vendor of connectableVendors.filter(
      ({ baseUrl, fields }) =>
        baseUrl !== '' && (fields ?? []).every(({ isOptional }) => isOptional === true),
    ))
      expect(connectionOf(newDraft(vendor.id, []))).toMatchObject({
        vendorId: vendor.id,
        credential: vendor.credentials[0],
        headers: {},
      });
  });

  it('gets a name of its own among those there are', () => {
    expect(newDraft('openai', ['OpenAI', 'OpenAI 2']).label).toBe('OpenAI 3');
  });

  it('follows the region in its address until the address is typed by hand', () => {
    const draft = withRegion(newDraft('bedrock', []), 'eu-west-1');
    expect(connectionOf(draft)).toMatchObject({
      region: 'eu-west-1',
      baseUrl: 'https://bedrock-runtime.eu-west-1.amazonaws.com',
    });
    const typed = { ...draft, baseUrl: 'https://proxy.example.com', isBaseUrlOwn: true };
    expect(withRegion(typed, 'us-east-1').baseUrl).toBe('https://proxy.example.com');
  });
});

describe('what a vendor must be told besides the key', () => {
  it('goes into the address, and comes back out of it', () => {
    const draft = withField(newDraft('azure-openai', []), 'resource', ' my-resource ');
    const connection = connectionOf(draft);
    expect([connection.baseUrl, connection.headers]).toEqual([
      'https://my-resource.openai.azure.com/openai/v1',
      {},
    ]);
    const again = draftOf(connection);
    expect([again.fields, again.isBaseUrlOwn]).toEqual([{ resource: 'my-resource' }, false]);
    expect(withField(again, 'resource', 'other').baseUrl).toBe('https://other.openai.azure.com/openai/v1');
  });

  it('goes into a header beside those of the user, and comes back out of it', () => {
    const draft = {
      ...withField(newDraft('oracle', []), 'project', 'ocid1.generativeaiproject.oc1..x'),
      headers: [{ key: 0, name: 'X-Team', value: 'research' }],
    };
    const connection = connectionOf(withRegion(draft, 'eu-frankfurt-1'));
    expect(connection).toMatchObject({
      baseUrl: 'https://inference.generativeai.eu-frankfurt-1.oci.oraclecloud.com/openai/v1',
      region: 'eu-frankfurt-1',
      headers: { 'X-Team': 'research', 'OpenAI-Project': 'ocid1.generativeaiproject.oc1..x' },
    });
    const again = draftOf(connection);
    expect([again.fields, again.headers.map(({ name }) => name)]).toEqual([
      { project: 'ocid1.generativeaiproject.oc1..x' },
      ['X-Team'],
    ]);
    expect(connectionOf(again)).toEqual(connection);
    const twice = { ...again, headers: [{ key: 0, name: 'openai-project', value: 'x' }] };
    expect(problemsOf(twice).headers).toMatch(/same name/);
  });

  it('is asked for where it is missing, by field, and told what it may be', () => {
    for (const vendor of connectableVendors) {
      const missing = (vendor.fields ?? []).filter(({ isOptional }) => isOptional !== true);
      expect(Object.keys(problemsOf(newDraft(vendor.id, [])).fields ?? {})).toEqual(
        missing.map(({ name }) => name),
      );
    }
    const wrong = withField(newDraft('foundry', []), 'resource', 'https://x');
    expect(problemsOf(wrong)).toEqual({
      fields: { resource: 'Letters, digits and hyphens only, for example my-resource.' },
    });
  });

  it('is not needed with an address of one’s own, which is reduced to what the vendor’s row describes', () => {
    const at = (vendorId: 'azure-openai' | 'foundry-claude', baseUrl: string) =>
      connectionOf({ ...newDraft(vendorId, []), baseUrl, isBaseUrlOwn: true }).baseUrl;
    for (const pasted of [
      'https://r.openai.azure.com/openai/deployments/gpt/chat/completions?api-version=2024-10-21',
      'https://r.openai.azure.com/',
      'https://r.openai.azure.com/openai/v1/responses',
    ])
      expect(at('azure-openai', pasted)).toBe('https://r.openai.azure.com/openai/v1');
    expect(at('foundry-claude', 'https://r.services.ai.azure.com/api/projects/p')).toBe(
      'https://r.services.ai.azure.com/anthropic',
    );
    expect(at('azure-openai', 'https://gateway.example/azure')).toBe('https://gateway.example/azure');
  });

  it('has an address in which every name is a region or a field', () => {
    for (const { baseUrl, regions, fields } of Object.values(vendors)) {
      const names = [...baseUrl.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const known = [
        ...(regions === undefined ? [] : ['region']),
        ...(fields ?? []).filter(({ header }) => header === undefined).map(({ name }) => name),
      ];
      expect(names.sort()).toEqual(known.sort());
    }
  });
});

describe('what stands in the way of saving', () => {
  const draft = { ...newDraft('openai-compatible', []), baseUrl: 'https://host.example/v1' };

  it('is said by field', () => {
    expect(Object.keys(problemsOf({ ...draft, baseUrl: 'ftp://host', label: ' ' })).sort()).toEqual([
      'baseUrl',
      'label',
    ]);
    expect(Object.keys(problemsOf(withRegion(newDraft('bedrock', []), ' ')))).toEqual(['region']);
  });

  it('never repeats an address, which may hold a key', () => {
    expect(JSON.stringify(problemsOf({ ...draft, baseUrl: 'https://me:sk-hidden@host' }))).not.toContain(
      'hidden',
    );
  });

  it('includes headers without a name, twice the same name, and credentials', () => {
    const withHeaders = (...pairs: [string, string][]) =>
      problemsOf({ ...draft, headers: pairs.map(([name, value], key) => ({ key, name, value })) });
    expect(withHeaders(['', 'x']).headers).toMatch(/needs a name/);
    expect(withHeaders(['X-A', '1'], ['x-a ', '2']).headers).toMatch(/same name/);
    expect(withHeaders(['Authorization', 'Bearer x']).headers).toMatch(/credentials/);
    expect(withHeaders(['x-line', 'a\nb']).headers).toMatch(/printable/);
    expect(withHeaders(['', '']).headers).toBeUndefined();
  });
});

describe('an existing connection', () => {
  const saved: Connection = {
    ...connectionOf(newDraft('openai', [])),
    headers: { 'x-team': 'research' },
    wireFormat: 'openai-chat',
  };

  it('comes back from the form as it went in', () => {
    expect(connectionOf(draftOf(saved))).toEqual(saved);
  });

  it('loses its key when the origin changes, not when only the path does', () => {
    const at = (baseUrl: string) => isKeyUnbound(saved, { ...draftOf(saved), baseUrl });
    expect([
      at('https://api.openai.com/v2'),
      at('https://api.openai.com:443/v1'),
      at('https://eu.api.openai.com/v1'),
      at('https://api.openai.com:8443/v1'),
    ]).toEqual([false, false, true, true]);
  });
});
