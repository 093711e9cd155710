import { describe, expect, it } from 'vitest';
import { connectionTo, localOffers } from '../../renderer/connections/local-offers.ts';
import { secretWords } from '../../renderer/connections/secret-words.ts';
import { keyProblem, suggestVendor } from '../../renderer/connections/suggest-vendor.ts';
import { passphraseProblem, vaultWords } from '../../renderer/connections/vault-words.ts';
import { type Connection, connectionSchema, secretValueSchema } from '../../shared/connection.ts';

describe('a pasted key', () => {
  it('tells its vendor by its prefix', () => {
    const keys = {
      'sk-ant-api03-x': 'anthropic',
      'sk-proj-x': 'openai',
      'sk-x': 'openai',
      ' ABSKx': 'bedrock',
      'sk-or-v1-x': 'openrouter',
      gsk_x: 'groq',
      'xai-x': 'xai',
      AIzaSyx: 'gemini',
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
