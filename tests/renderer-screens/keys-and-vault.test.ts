import { describe, expect, it } from 'vitest';
import { lastErrorWords, usageWords } from '../../renderer/connections/activity-words.ts';
import { findVendors } from '../../renderer/connections/find-vendors.ts';
import { connectionTo, localOffers } from '../../renderer/connections/local-offers.ts';
import { keyProblem, secretProblem } from '../../renderer/connections/secret-problem.ts';
import { secretWords } from '../../renderer/connections/secret-words.ts';
import { suggestVendor } from '../../renderer/connections/suggest-vendor.ts';
import { testVerdict } from '../../renderer/connections/test-verdict.ts';
import { passphraseProblem, vaultWords } from '../../renderer/connections/vault-words.ts';
import {
  type Connection,
  type ConnectionTest,
  connectionSchema,
  secretValueSchema,
} from '../../shared/connection.ts';
import type { ConnectionActivity } from '../../shared/connection-activity.ts';
import { type FailureKind, failureKinds } from '../../shared/failure.ts';
import { connectableVendors } from '../../shared/vendors.ts';

describe('a pasted key', () => {
  it('tells its vendor by its prefix or its shape', () => {
    const hex = '0123456789abcdef';
    const keys = {
      'sk-ant-api03-x': 'anthropic',
      'sk-proj-x': 'openai',
      'sk-x': 'openai',
      ' ABSKx': 'bedrock',
      'sk-or-v1-x': 'openrouter',
      gsk_x: 'groq',
      'xai-x': 'xai',
      AIzaSyx: 'gemini',
      AKIAIOSFODNN7EXAMPLE: 'bedrock',
      // Sent to OpenAI it would be in the wrong hands.
      [`sk-${hex}${hex}`]: 'deepseek',
      [`sk-${hex}${hex}${hex}`]: 'openai',
      [`${hex}${hex}01234567`]: 'coreweave',
      [`${'a1B2'.repeat(13)}JQQJ99${'A1b2'.repeat(5)}ACOGwXyZ`]: 'azure-openai',
      'key-x': undefined,
      '': undefined,
    };
    expect(Object.fromEntries(Object.keys(keys).map((key) => [key, suggestVendor(key)]))).toEqual(keys);
  });

  it('is refused with a reason when it has a line break, a space or a character no key has, and is not repeated', () => {
    for (const key of ['sk-hidden\nabc', 'sk-hidden abc', 'sk-hidden😀', 'sk-hiddenü']) {
      expect(keyProblem(key)).toMatch(/[Cc]opy/);
      expect(keyProblem(key)).not.toContain('hidden');
    }
  });

  it('passes exactly when the contract takes it, apart from white space at its ends', () => {
    for (const key of ['sk-abc', 'a'.repeat(20_000), 'a'.repeat(20_001), 'a b', 'é', '~!'])
      expect(keyProblem(`${key}\n`) === undefined).toBe(secretValueSchema.safeParse(key).success);
  });
});

describe('a key file', () => {
  const field = { name: 'serviceAccount', label: 'Key file', isFile: true } as const;
  const file = {
    type: 'service_account',
    client_email: 'owl@project.iam.gserviceaccount.com',
    private_key: '-----BEGIN PRIVATE KEY-----\nhidden\n-----END PRIVATE KEY-----\n',
    token_uri: 'https://oauth2.googleapis.com/token',
  };

  it('may have lines, and is refused without being repeated when it is none', () => {
    expect(secretProblem(field, ` ${JSON.stringify(file, null, 2)}\n`)).toBeUndefined();
    for (const text of ['hidden', '{"type":"authorized_user","hidden":1}', '{"type":"service_account"']) {
      expect(secretProblem(field, text)).toMatch(/^This is not the JSON key file/);
      expect(secretProblem(field, text)).not.toContain('hidden');
    }
  });
});

describe('the words for a connection’s credential', () => {
  const connection = connectionSchema.parse({
    ...connectionTo({ vendorId: 'ollama', baseUrl: 'http://127.0.0.1:11434/v1' }),
    vendorId: 'openai',
    credential: 'api-key',
  });
  const environment: Connection = { ...connection, credential: 'environment' };

  it('say what is stored, what must be entered again and what is missing', () => {
    expect([
      secretWords(connection, { state: 'set', hint: 'x9Qa' }, []).text,
      secretWords(connection, { state: 'unbound' }, []).text,
      secretWords(connection, undefined, []).text,
      secretWords({ ...connection, credential: 'none' }, undefined, []).text,
    ]).toEqual(['Key set ····x9Qa', 'Enter the key again', 'No key yet', 'No key needed']);
  });

  it('say whether the environment variable is there', () => {
    expect(secretWords(environment, undefined, ['OPENAI_API_KEY'])).toEqual({
      tone: 'success',
      text: 'From OPENAI_API_KEY',
    });
    expect(secretWords(environment, undefined, ['OTHER']).tone).toBe('warning');
  });
});

describe('the vault in words', () => {
  const ready = { state: 'ready', detail: '', hasPassphrase: false } as const;

  it('calls only encrypted storage a success and offers what improves the rest', () => {
    const words = [
      vaultWords({ ...ready, strength: 'os-keychain' }),
      vaultWords({ ...ready, strength: 'passphrase' }),
      vaultWords({ ...ready, strength: 'session' }),
      vaultWords({ ...ready, state: 'locked', strength: 'passphrase' }),
      vaultWords({ ...ready, state: 'unavailable', strength: 'session' }),
    ];
    expect(words.map(({ tone, action }) => [tone, action?.label])).toEqual([
      ['success', undefined],
      ['success', 'Change passphrase'],
      ['warning', 'Set a passphrase'],
      ['warning', 'Unlock'],
      ['danger', undefined],
    ]);
  });

  it('refuses a short passphrase and two that differ', () => {
    expect([
      passphraseProblem('1234567', '1234567'),
      passphraseProblem('12345678', '12345679'),
      passphraseProblem('12345678', '12345678'),
    ]).toEqual(['Use at least 8 characters.', 'The two do not match.', undefined]);
  });
});

describe('local servers', () => {
  const ollama = { vendorId: 'ollama', baseUrl: 'http://127.0.0.1:11434/v1' } as const;
  const other = { vendorId: 'vllm', baseUrl: 'http://127.0.0.1:8000/v1' } as const;

  it('are offered until a connection reaches them, under whatever name of this computer', () => {
    const connection = { ...connectionTo(ollama), baseUrl: 'http://localhost:11434/v1' };
    const offersWith = (change: Partial<Connection>) =>
      localOffers([ollama, other], { [connection.id]: { ...connection, ...change } });
    expect(offersWith({})).toEqual([other]);
    expect(offersWith({ isRemoved: true })).toEqual([ollama, other]);
  });

  it('become connections the contract takes', () => {
    expect(connectionSchema.safeParse(connectionTo(other)).success).toBe(true);
  });
});

describe('the search for a vendor', () => {
  const found = (query: string) => findVendors(query).flatMap(({ vendors }) => vendors.map(({ id }) => id));

  it('offers all of them in groups, each once and with a line that says what it is', () => {
    expect(found('')).toEqual(connectableVendors.map(({ id }) => id));
    expect(findVendors('')).toHaveLength(3);
    for (const { about } of connectableVendors) expect(about?.length).toBeGreaterThan(10);
    expect(new Set(connectableVendors.map(({ label }) => label)).size).toBe(connectableVendors.length);
  });

  it('goes by name, maker, model and region', () => {
    expect(found('claude')).toEqual(
      expect.arrayContaining(['anthropic', 'bedrock-claude', 'foundry-claude', 'vertex-claude']),
    );
    expect(found('claude')[0]).toBe('anthropic');
    expect(found('gpt')).toEqual(expect.arrayContaining(['openai', 'azure-openai', 'bedrock-openai']));
    expect(found('bedrock').sort()).toEqual(['bedrock', 'bedrock-claude', 'bedrock-openai']);
    expect(found('grok')).toEqual(expect.arrayContaining(['xai', 'oracle', 'foundry']));
    expect(found('eu')).toEqual(expect.arrayContaining(['mistral', 'bedrock', 'openai-regional', 'oracle']));
    expect(found('eu')).not.toContain('deepseek');
    expect(found('Azure CLAUDE')).toEqual(['foundry-claude']);
    expect(found('no such thing')).toEqual([]);
  });
});

describe('what a connection was used for, in words', () => {
  const activity: ConnectionActivity = {
    sinceAt: new Date(2026, 10, 3, 12).getTime(),
    answerCount: 14,
    inputTokens: 12_400,
    outputTokens: 3_200,
    estimatedCount: 0,
    uncountedCount: 0,
    costUsd: 0.42,
    unpricedCount: 2,
  };

  it('names what is known and counts what is not', () => {
    expect(usageWords(activity)).toBe(
      'Since 3 Nov 2026: 14 answers · 12,400 tokens in · 3,200 out · $0.42, 2 without price'.replace(
        '3 Nov 2026',
        new Date(activity.sinceAt).toLocaleDateString('en', {
          day: 'numeric',
          month: 'short',
          year: 'numeric',
        }),
      ),
    );
    const unknown = { ...activity, answerCount: 1, inputTokens: 0, outputTokens: 0, costUsd: 0 };
    expect(usageWords({ ...unknown, uncountedCount: 1, unpricedCount: 1 })).toMatch(
      /: 1 answer · 1 answer without token counts · 1 without price$/,
    );
    expect(usageWords({ ...activity, estimatedCount: 3 })).toContain('about 12,400 tokens in');
    expect(usageWords({ ...unknown, answerCount: 0, unpricedCount: 0 })).toBeUndefined();
  });

  it('name the last error, its model and when it was', () => {
    const now = activity.sinceAt;
    const lastError = {
      failure: { kind: 'auth', message: 'no' },
      at: now - 1000,
      modelId: 'gpt-6-sol',
    } as const;
    expect(lastErrorWords({ ...activity, lastError }, now)?.line).toMatch(
      /^The key was rejected · gpt-6-sol · \d\d:\d\d$/,
    );
    expect(lastErrorWords(activity, now)).toBeUndefined();
  });
});

describe('the verdict of a test', () => {
  const connection = connectionSchema.parse({
    ...connectionTo({ vendorId: 'ollama', baseUrl: 'https://api.openai.com/v1' }),
    vendorId: 'openai',
    credential: 'api-key',
  });
  const reached = { name: 'reach', state: 'passed', detail: '' } as const;
  const admitted = { name: 'authenticate', state: 'passed', detail: '' } as const;
  const failing = (kind: FailureKind, name: 'reach' | 'authenticate' | 'stream'): ConnectionTest => ({
    state: 'failed',
    modelId: 'claude-opus-5-5',
    testedAt: 1,
    steps: [
      ...(name === 'reach' ? [] : [reached]),
      ...(name === 'stream' ? [admitted] : []),
      { name, state: 'failed', detail: '', failure: { kind, message: 'Words.' } },
    ],
  });

  it('is one sentence and one action for every kind of failure at every step', () => {
    for (const kind of failureKinds)
      for (const name of ['reach', 'authenticate', 'stream'] as const) {
        const { sentence, action } = testVerdict(failing(kind, name), connection);
        expect(sentence).toMatch(/\.$/);
        expect(action, kind).toBeDefined();
      }
  });

  it('tells a right key from a model that the account may not use', () => {
    expect(testVerdict(failing('permission', 'stream'), connection)).toEqual({
      sentence:
        'The key is right, but this account may not use claude-opus-5-5. Request access at the vendor, or try another model.',
      action: 'try-model',
    });
    expect(testVerdict(failing('auth', 'authenticate'), connection).action).toBe('edit');
    expect(testVerdict(failing('offline', 'reach'), connection).action).toBe('go-online');
  });

  it('asks for a model where the endpoint names none', () => {
    const test: ConnectionTest = { state: 'needs-model', steps: [], testedAt: 1 };
    expect(testVerdict(test, connection)).toEqual({
      sentence: 'This endpoint has no list of models. Say which one to try.',
      action: 'try-model',
    });
  });
});
