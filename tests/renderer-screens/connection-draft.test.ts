import { describe, expect, it } from 'vitest';
import {
  type ConnectionDraft,
  draftOf,
  isKeyUnbound,
  judgeDraft,
  newDraft,
  withRegion,
} from '../../renderer/connections/connection-draft.ts';
import type { Connection } from '../../shared/connection.ts';
import { connectableVendors } from '../../shared/vendors.ts';

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
    for (const vendor of connectableVendors.filter(({ baseUrl }) => baseUrl !== ''))
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
