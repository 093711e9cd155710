import { findProvider } from '@pydantic/genai-prices';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../shared/capabilities.ts';
import type { Connection } from '../../shared/connection.ts';
import { type ConnectionId, newId } from '../../shared/id.ts';
import { knownModel, knownModelNames, knownModels, plainModelName } from '../../shared/known-models.ts';
import type { ModelInfo } from '../../shared/model.ts';
import { vendors } from '../../shared/vendors.ts';

const id = newId<ConnectionId>();
const facts = (modelId: string, info?: Partial<ModelInfo>, change: Partial<Connection> = {}) => {
  const connection: Connection = {
    id,
    vendorId: 'openai-compatible',
    label: 'A',
    baseUrl: '',
    operator: '',
    headers: {},
    credential: 'none',
    ...change,
  };
  const models = info === undefined ? [] : [{ id: modelId, ...info }];
  return factsOf(
    { connectionId: id, modelId },
    { connections: { [id]: connection }, models: { [id]: { models, listedAt: 1 } } },
  );
};

/** Where the table and the price library differ on a model's context, and why. */
const contextDifferences: readonly { names: RegExp; because: string }[] = [
  { names: /^gpt-5\.3$/, because: 'the library means the chat model, which has a row without limits here' },
];

describe('the table of known models', () => {
  it.each([
    ['us.anthropic.claude-opus-5-5-v1:0', 'claude-opus-5-5-v1:0'],
    ['anthropic/claude-opus-5.5', 'claude-opus-5.5'],
    ['arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-opus-5-5', 'claude-opus-5-5'],
    ['models/gemini-3.8-flash', 'gemini-3.8-flash'],
    ['openai.gpt-5.6-sol', 'gpt-5.6-sol'],
    ['deepseek-ai/DeepSeek-V4-Pro', 'deepseek-v4-pro'],
    ['gpt-5.6-sol', 'gpt-5.6-sol'],
  ])('knows %s as %s', (name, plain) => {
    expect(plainModelName(name)).toBe(plain);
    expect(knownModel(name)).toBeDefined();
  });

  it.each([
    ['claude-opus-4-20250514', 'accepted'],
    ['claude-opus-4-5-20251101', 'accepted'],
    ['claude-opus-4-6', 'accepted'],
    ['claude-opus-4-7', 'refused'],
    ['claude-opus-4-70', 'accepted'],
    ['claude-sonnet-5', 'refused'],
    ['claude-haiku-5-5-20261007', 'refused'],
    ['claude-3-7-sonnet-latest', 'accepted'],
    ['gpt-6-sol', 'without-reasoning'],
    ['gpt-6-astra', 'refused'],
    ['gpt-6.1-sol-2026-10-26', 'refused'],
    ['gpt-5.6-terra', 'refused'],
    ['gpt-5.3-chat-latest', undefined],
    ['o3-mini', 'refused'],
    ['o3', 'refused'],
    ['gpt-4.1', 'accepted'],
    ['gemini-3.1-pro-preview', 'discouraged'],
    ['gemini-2.5-flash', 'accepted'],
    ['deepseek-v4-flash', 'idle-while-reasoning'],
  ])('takes the temperature of %s for %s', (name, rule) => {
    expect(knownModel(name)?.temperature).toBe(rule);
  });

  it.each([
    ['us.anthropic.claude-opus-5-5', 1_000_000, 128_000],
    ['claude-haiku-5-5', 1_000_000, 128_000],
    ['claude-opus-4-6', 1_000_000, 128_000],
    ['claude-opus-4-5-20251101', 200_000, 64_000],
    ['claude-opus-4-1-20250805', 200_000, 32_000],
    ['claude-opus-4@20250514', 200_000, 32_000],
    ['claude-sonnet-4-20250514', 200_000, 64_000],
    ['claude-3-5-haiku-20241022', 200_000, 8192],
    ['claude-3-haiku-20240307', 200_000, 4096],
    ['gpt-6-sol', 1_050_000, 128_000],
    ['gpt-5.4-mini', 400_000, 128_000],
    ['gpt-4o-2024-08-06', 128_000, 16_384],
    ['gpt-4o-realtime-preview', undefined, undefined],
    ['gemini-3.8-flash', 1_048_576, 65_536],
    ['deepseek-ai/DeepSeek-V4-Pro', 1_000_000, 384_000],
    ['xai.grok-4.6', 500_000, undefined],
  ])('allows %s to read %s tokens and to write %s', (name, contextTokens, maxOutputTokens) => {
    expect([knownModel(name)?.contextTokens, knownModel(name)?.maxOutputTokens]).toEqual([
      contextTokens,
      maxOutputTokens,
    ]);
  });

  it('agrees with the price library on how much a model can read', () => {
    const unknown: unknown[] = [];
    const used = new Set<unknown>();
    let compared = 0;
    for (const providerId of [
      'anthropic',
      'openai',
      'google',
      'deepseek',
      'x-ai',
      'mistral',
      'cohere',
      'aws',
    ])
      for (const { id: name, context_window } of findProvider({ providerId })?.models ?? []) {
        const ours = knownModel(name.replace(/^global|^regional/, 'us'))?.contextTokens;
        if (ours === undefined || context_window === undefined) continue;
        compared += 1;
        // Powers of two and round numbers are the same limit.
        if (Math.abs(ours / context_window - 1) < 0.06) continue;
        const known = contextDifferences.find(({ names }) => names.test(name));
        if (known === undefined) unknown.push([name, ours, context_window]);
        else used.add(known);
      }
    expect(unknown).toEqual([]);
    expect(contextDifferences.filter((row) => !used.has(row))).toEqual([]);
    expect(compared).toBeGreaterThanOrEqual(80);
  });

  it.each(['my-gpt-6', 'not-claude-opus-5', 'team-sol', 'ollama', 'o', 'grok', ''])(
    'knows nothing of “%s”',
    (name) => expect(knownModel(name)).toBeUndefined(),
  );

  it('has a date, a source and a reason in every row, and offers only names that it knows itself', () => {
    for (const row of knownModels) {
      expect(row.checkedOn).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(row.source).not.toBe('');
      const needsReason = row.temperature !== undefined && row.temperature !== 'accepted';
      expect(row.temperatureReason !== undefined).toBe(needsReason);
      for (const name of row.names ?? [])
        expect([name, knownModel(name) !== undefined]).toEqual([name, true]);
    }
    expect(new Set(knownModelNames).size).toBe(knownModelNames.length);
  });

  it('is reached by every row: none is hidden behind an earlier one', () => {
    const reached = new Set(knownModelNames.map(knownModel));
    const named = knownModels.filter(({ names }) => names !== undefined);
    expect(named.filter((row) => !reached.has(row))).toEqual([]);
  });

  it('knows the example of every vendor that is a model of these makers', () => {
    const examples = Object.values(vendors)
      .map(({ exampleModelId }) => exampleModelId)
      .filter((name) => /claude|gemini|gpt-[4-6]|deepseek-v4|command-a/i.test(name));
    expect(examples.filter((name) => knownModel(name) === undefined)).toEqual([]);
  });
});

describe('what is said of a model', () => {
  it('is the endpoint’s word before the table’s, and each fact says whose it is', () => {
    const { efforts, thinking, temperature, temperatureReason } = facts('claude-opus-5-5', {
      efforts: ['low'],
      takesTemperature: true,
    });
    expect(efforts).toEqual({ value: ['low'], from: 'listed' });
    expect(thinking).toMatchObject({ value: ['adaptive'], from: 'known', checkedOn: '2026-11-23' });
    const { contextTokens, maxOutputTokens } = facts('claude-opus-5-5', { contextTokens: 9000 });
    expect(contextTokens).toEqual({ value: 9000, from: 'listed' });
    expect(maxOutputTokens).toMatchObject({ value: 128_000, from: 'known', checkedOn: '2026-11-23' });
    expect(temperature).toEqual({ value: 'accepted', from: 'listed' });
    expect(temperatureReason).toBeUndefined();
  });

  it('keeps the table’s finer word where the endpoint only says that there is a temperature', () => {
    const { temperature, temperatureReason } = facts('gpt-6-sol', { takesTemperature: true });
    expect([temperature?.value, temperatureReason]).toEqual([
      'without-reasoning',
      'GPT-6 takes a temperature only while reasoning is off.',
    ]);
  });

  it('is nothing where nobody says anything: not known is not the same as not there', () => {
    expect(facts('team-sol')).toMatchObject({
      baseModelId: 'team-sol',
      efforts: undefined,
      temperature: undefined,
      input: undefined,
      contextTokens: undefined,
    });
  });

  it('goes by the model behind the id: the user’s word before the endpoint’s', () => {
    const info = { baseModelId: 'gemini-2.5-pro' };
    expect(facts('x', info).baseModelId).toBe('gemini-2.5-pro');
    const named = facts('x', info, { namedModels: [{ id: 'x', baseModelId: 'claude-opus-5-5' }] });
    expect([named.baseModelId, named.temperature?.value]).toEqual(['claude-opus-5-5', 'refused']);
  });

  it('is not the table’s word on this computer, where anything runs under any name', () => {
    expect(facts('gpt-6-sol', undefined, { vendorId: 'ollama' }).temperature).toBeUndefined();
  });
});
