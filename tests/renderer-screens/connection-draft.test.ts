import { describe, expect, it } from 'vitest';
import {
  type ConnectionDraft,
  copyOf,
  draftOf,
  newDraft,
  withBaseUrl,
  withField,
  withPastedUrl,
  withRegion,
  withTemplate,
  withVendor,
} from '../../renderer/connections/connection-draft.ts';
import { isKeyUnbound, judgeDraft } from '../../renderer/connections/judge-draft.ts';
import type { Connection, VendorId } from '../../shared/connection.ts';
import { credentialKinds } from '../../shared/credential-kinds.ts';
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
      expect([...new Set(names)].sort()).toEqual(known.sort());
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

describe('every vendor with every kind of credential', () => {
  const cases = connectableVendors.flatMap((vendor) =>
    vendor.credentials.flatMap((credential) =>
      (vendor.addresses ?? [{ label: '', baseUrl: vendor.baseUrl }]).map(({ baseUrl }) => ({
        vendor,
        credential,
        template: baseUrl,
      })),
    ),
  );

  /** Filled in as the fields' own examples say. */
  const filledIn = ({ vendor, credential, template }: (typeof cases)[number]): ConnectionDraft => {
    const named = [...(vendor.settings ?? []), ...credentialKinds[credential].settings];
    let draft: ConnectionDraft = {
      ...withTemplate(newDraft(vendor.id, []), template),
      credential,
      settings: Object.fromEntries(named.map(({ name, example }) => [name, example])),
      headers: [{ key: 0, name: 'X-Team', value: 'owls' }],
    };
    if (template === '') draft = withBaseUrl(draft, 'https://mine.example.com/v1');
    for (const { name, example } of vendor.fields ?? [])
      draft = withField(draft, name, example.replaceAll('…', 'x'));
    const last = vendor.regions?.at(-1);
    return last === undefined ? draft : withRegion(draft, last);
  };

  it('comes back from the form as it went in, with nothing lost', () => {
    for (const each of cases) {
      const connection = connectionOf(filledIn(each));
      const again = draftOf(connection);
      const what = `${each.vendor.id} ${each.credential} ${each.template}`;
      expect(connectionOf(again), what).toEqual(connection);
      expect([again.template, again.isBaseUrlOwn], what).toEqual([each.template, each.template === '']);
      expect(connection.baseUrl, what).not.toContain('{');
    }
  });

  it('says at its field what a credential must be told and was not', () => {
    for (const each of cases) {
      const needed = [...(each.vendor.settings ?? []), ...credentialKinds[each.credential].settings].filter(
        ({ isOptional }) => isOptional !== true,
      );
      const problems = problemsOf({ ...filledIn(each), settings: {} });
      expect(Object.keys(problems.settings ?? {}), each.vendor.id).toEqual(needed.map(({ name }) => name));
    }
  });

  it('reads region and fields back out of its own address', () => {
    for (const each of cases.filter(({ template }) => template.includes('{'))) {
      const filled = filledIn(each);
      const read = withPastedUrl(newDraft(each.vendor.id, []), ` ${filled.baseUrl}/ `);
      const what = `${each.vendor.id} ${each.template}`;
      expect([read.baseUrl, read.isBaseUrlOwn], what).toEqual([filled.baseUrl, false]);
      if (each.template.includes('{region}')) expect(read.region, what).toBe(filled.region);
      for (const { name, header } of each.vendor.fields ?? [])
        if (header === undefined) expect(read.fields[name], what).toBe(filled.fields[name]);
    }
  });

  it('sends what signing in gives, and keys of the environment, to the vendor’s own addresses alone', () => {
    for (const each of cases) {
      const elsewhere = withBaseUrl(filledIn(each), 'https://gateway.example.com/v1');
      const { credential } = each;
      const isBound = credentialKinds[credential].isSignIn !== true && credential !== 'environment';
      expect(problemsOf(elsewhere).credential === undefined, `${each.vendor.id} ${credential}`).toBe(isBound);
    }
    const unfinished = { ...newDraft('azure-openai', []), credential: 'entra-cli' } as const;
    expect(Object.keys(problemsOf(unfinished))).toEqual(['fields']);
  });
});

describe('a pasted address', () => {
  it('gives the region and the fields, and loses what belongs to one request', () => {
    const azure = withPastedUrl(
      newDraft('azure-openai', []),
      'https://owls.openai.azure.com/openai/deployments/gpt/chat/completions?api-version=2024-10-21',
    );
    expect([azure.baseUrl, azure.fields]).toEqual([
      'https://owls.openai.azure.com/openai/v1',
      { resource: 'owls' },
    ]);
    const bedrock = withPastedUrl(
      newDraft('bedrock-openai', []),
      'https://bedrock-mantle.xx-north-7.api.aws/v1/chat/completions',
    );
    expect([bedrock.region, bedrock.template]).toEqual([
      'xx-north-7',
      'https://bedrock-mantle.{region}.api.aws/v1',
    ]);
  });

  it('gives the version of Azure’s dated API, and of no other', () => {
    const pasted = (vendorId: VendorId, query: string) => {
      const address = `https://owls.openai.azure.com/openai/deployments/gpt/chat/completions${query}`;
      const { settings, baseUrl } = withPastedUrl(newDraft(vendorId, []), address);
      return [baseUrl, settings];
    };
    const dated = 'https://owls.openai.azure.com';
    expect(pasted('azure-openai-dated', '?x=1&api-version=2024-12-01-preview')).toEqual([
      dated,
      { apiVersion: '2024-12-01-preview' },
    ]);
    for (const query of ['', '?api-version=', '?api-version=<script>', `?api-version=${'1'.repeat(41)}`])
      expect(pasted('azure-openai-dated', query)).toEqual([dated, {}]);
    expect(pasted('azure-openai', '?api-version=2024-10-21')).toEqual([`${dated}/openai/v1`, {}]);
  });

  it('of a place nobody knows proposes operator and region until they are typed', () => {
    const draft = withPastedUrl(
      newDraft('openai-compatible', []),
      'https://api.eu-west-2.owls.example/v1/chat/completions?x=1',
    );
    expect([draft.baseUrl, draft.operator, draft.region]).toEqual([
      'https://api.eu-west-2.owls.example/v1',
      'eu-west-2.owls.example',
      'eu-west-2',
    ]);
    const typed = withBaseUrl(
      { ...draft, operator: 'Owls', isOperatorOwn: true },
      'https://api.hens.example/v1',
    );
    expect(typed.operator).toBe('Owls');
    expect(withBaseUrl(newDraft('openai-compatible', []), 'http://127.0.0.1:4000/v1').operator).toBe('');
  });
});

describe('another vendor', () => {
  it('keeps what a person typed that fits there too', () => {
    const draft = {
      ...newDraft('openai', []),
      label: 'Work',
      isLabelOwn: true,
      headers: [{ key: 0, name: 'X-Team', value: 'owls' }],
    };
    expect(withVendor(draft, 'anthropic', [])).toMatchObject({
      id: draft.id,
      vendorId: 'anthropic',
      label: 'Work',
      operator: 'Anthropic',
      baseUrl: 'https://api.anthropic.com',
      headers: draft.headers,
    });
    expect(withVendor(newDraft('openai', []), 'mistral', []).label).toBe('Mistral');
  });
});

describe('a copy', () => {
  const original: Connection = {
    ...connectionOf(withRegion(newDraft('bedrock', []), 'us-east-1')),
    label: 'Work us-east-1',
    operator: 'Our cloud team',
    headers: { 'X-Team': 'owls' },
  };

  it('to another region asks for it, names itself after it, and keeps the rest', () => {
    const copy = copyOf(original, [original.label], true);
    expect(copy.id).not.toBe(original.id);
    expect([copy.region, copy.label]).toEqual(['', 'Work']);
    expect(problemsOf(copy)).toEqual({ region: 'Choose a region.' });
    const placed = withRegion(copy, 'eu-central-1');
    const { id: _, ...rest } = original;
    expect(connectionOf(placed)).toMatchObject({
      ...rest,
      label: 'Work eu-central-1',
      region: 'eu-central-1',
      baseUrl: 'https://bedrock-runtime.eu-central-1.amazonaws.com',
    });
    expect(withRegion(copyOf(original, [original.label], true), 'us-east-1').label).toBe('Work us-east-1 2');
    expect(withRegion({ ...copy, label: 'Mine', isLabelOwn: true }, 'eu-west-1').label).toBe('Mine');
  });

  it('in place differs in id and name alone', () => {
    const copy = connectionOf(copyOf(original, [original.label], false));
    expect(copy).toEqual({ ...original, id: copy.id, label: 'Work us-east-1 2' });
  });
});
