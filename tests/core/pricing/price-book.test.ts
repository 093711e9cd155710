import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPriceBook, type PriceInput } from '../../../electron/core/pricing/price-book.ts';
import { priceLibrary } from '../../../electron/core/pricing/price-engine.ts';
import { type ConnectionId, newId } from '../../../shared/id.ts';
import type { OwnPrice } from '../../../shared/price.ts';
import type { Usage } from '../../../shared/usage.ts';
import { type Vendor, vendors } from '../../../shared/vendors.ts';

const at = Date.parse('2026-11-23T12:00:00Z');
const connectionId = newId<ConnectionId>();
const million: Usage = { inputTokens: 1_000_000, outputTokens: 1_000_000, source: 'reported' };
/** Small enough to be under every tier. */
const small: Usage = { inputTokens: 10_000, outputTokens: 10_000, source: 'reported' };
const azure: Vendor = { ...vendors.openai, label: 'Azure', priceProviderId: 'azure' };

const { price } = createPriceBook();
const ask = (vendor: Vendor, modelId: string, change: Partial<PriceInput> = {}) =>
  price({ vendor, modelRef: { connectionId, modelId }, usage: small, at, ownPrices: [], ...change });

/** The rates a price of the small usage amounts to. */
const rates = async (vendor: Vendor, modelId: string) => {
  const { kind, provenance } = await ask(vendor, modelId);
  return [kind, provenance.inputUsdPerMillion, provenance.outputUsdPerMillion];
};

describe('the library is exact only for the model itself', () => {
  test.each([
    ['openai', 'gpt-6-astra', 10, 50],
    ['openai', 'gpt-6-sol', 2, 10],
    ['openai', 'gpt-6-sol-2026-10-01', 2, 10],
    ['openai', 'gpt-6-luna', 0.1, 0.5],
    ['openai', 'gpt-5.6-sol', 4, 20],
    ['openai', 'gpt-5.6-terra', 2, 12],
    ['anthropic', 'claude-opus-5-5', 4, 20],
    ['anthropic', 'claude-fable-5-1', 10, 50],
    ['anthropic', 'claude-sonnet-5', 2, 10],
    ['anthropic', 'claude-opus-5', 5, 25],
    ['anthropic', 'claude-sonnet-4-20250514', 3, 15],
    ['bedrock', 'global.anthropic.claude-opus-5-5', 4, 20],
    ['bedrock', 'us.anthropic.claude-opus-5-5', 4.4, 22],
    ['bedrock', 'anthropic.claude-opus-5-5-v1:0', 4.4, 22],
    ['bedrock', 'global.anthropic.claude-sonnet-5-v1:0', 2, 10],
    ['bedrock', 'eu.anthropic.claude-sonnet-5-v1:0', 2.2, 11],
    ['bedrock', 'global.amazon.nova-2-lite-v1:0', 0.3, 2.5],
    ['bedrock', 'us.amazon.nova-2-lite-v1:0', 0.33, 2.75],
    ['bedrock', 'amazon.nova-pro-v1:0', 0.8, 3.2],
    ['bedrock', 'arn:aws:bedrock:us-east-1:1234:inference-profile/us.anthropic.claude-opus-5-5', 4.4, 22],
  ] as const)('%s %s costs %d / %d', async (vendor, model, input, output) => {
    expect(await rates(vendors[vendor], model)).toEqual(['library', input, output]);
    expect((await ask(vendors[vendor], model)).amountUsd).toBeCloseTo((input + output) / 100, 10);
  });

  test.each([
    ['bedrock', 'us.anthropic.claude-sonnet-5-5', 'regional.anthropic.claude-sonnet-5-v1:0'],
    ['bedrock', 'anthropic.claude-sonnet-5-5-v1:0', 'regional.anthropic.claude-sonnet-5-v1:0'],
    ['openai', 'gpt-5.3-chat-latest', 'gpt-5.3'],
    ['anthropic', 'claude-sonnet-5-7', 'claude-sonnet-5'],
  ] as const)('%s %s only looks like a row: approximate', async (vendor, model, row) => {
    const cost = await ask(vendors[vendor], model);
    expect(cost.kind).toBe('approximate');
    expect(cost.provenance.row).toBe(row);
    expect(cost.provenance.sentence).toContain(`Approximate: priced as ${row}`);
  });

  test.each([
    ['openai', 'gpt-7-nova'],
    ['anthropic', 'claude-fable-5-2'],
    ['bedrock', 'openai.gpt-6-sol'],
    ['openai-compatible', 'gpt-6-sol'],
  ] as const)('%s %s has no price and no amount', async (vendor, model) => {
    const cost = await ask(vendors[vendor], model);
    expect(cost.kind).toBe('unknown');
    expect(cost).not.toHaveProperty('amountUsd');
    expect(cost.provenance.sentence).toContain(model);
  });

  test('what the endpoint says it served is what is priced', async () => {
    const served = (modelId: string, reportedModel: string) =>
      ask(vendors.anthropic, modelId, { reportedModel });
    expect(await served('claude-opus-latest', 'claude-opus-5-5')).toMatchObject({
      kind: 'library',
      provenance: { row: 'claude-opus-5-5' },
    });
    expect(await served('claude-opus-5-5', 'claude-sonnet-5-7')).toMatchObject({
      kind: 'approximate',
      provenance: { row: 'claude-sonnet-5' },
    });
    expect(await served('claude-opus-5-5', 'something-else')).toMatchObject({
      kind: 'approximate',
      provenance: { row: 'claude-opus-5-5' },
    });
    expect(await served('claude-opus-5-5', '')).toMatchObject({ kind: 'library' });
  });
});

describe('how tokens count', () => {
  const amount = async (usage: Partial<Usage>, model = 'claude-opus-5-5', vendor = vendors.anthropic) =>
    (await ask(vendor, model, { usage: { ...million, ...usage } })).amountUsd;

  test('cached tokens cost their own price, writes for an hour theirs', async () => {
    expect(await amount({ inputTokens: 1000, outputTokens: 0, cacheReadTokens: 400 })).toBeCloseTo(
      (600 * 4 + 400 * 0.2) / 1e6,
      12,
    );
    expect(
      await amount({ inputTokens: 1000, outputTokens: 10, cacheWriteTokens: 100, cacheWrite1hTokens: 50 }),
    ).toBeCloseTo((900 * 4 + 50 * 5 + 50 * 8 + 10 * 20) / 1e6, 12);
  });

  test('above a tier the whole request costs more, and the rate told is the one applied', async () => {
    const sol = async (inputTokens: number) =>
      ask(vendors.openai, 'gpt-6-sol', { usage: { ...million, inputTokens, outputTokens: 1000 } });
    expect((await sol(272_000)).amountUsd).toBeCloseTo((272_000 * 2 + 1000 * 10) / 1e6, 10);
    expect((await sol(272_001)).amountUsd).toBeCloseTo((272_001 * 4 + 1000 * 15) / 1e6, 10);
    expect((await sol(272_001)).provenance).toMatchObject({ inputUsdPerMillion: 4, outputUsdPerMillion: 15 });
  });

  test('a price that changed is the one of its day', async () => {
    const sol = (day: string) => ask(vendors.openai, 'gpt-5.6-sol', { at: Date.parse(day) });
    expect((await sol('2026-08-20T00:00:00Z')).provenance).toMatchObject({
      inputUsdPerMillion: 5,
      outputUsdPerMillion: 30,
    });
    expect((await sol('2026-08-22T00:00:00Z')).provenance).toMatchObject({
      inputUsdPerMillion: 4,
      outputUsdPerMillion: 20,
    });
  });

  test('what is billed counts where it differs from what was used', async () => {
    expect(
      await amount({ billedInputTokens: 100, billedOutputTokens: 10, cacheReadTokens: 500 }),
    ).toBeCloseTo((100 * 0.2 + 10 * 20) / 1e6, 12);
  });

  test('partly counted tokens make an estimate', async () => {
    for (const [source, isEstimate] of [
      ['reported', undefined],
      ['partial', true],
      ['estimated', true],
    ] as const)
      expect((await ask(vendors.openai, 'gpt-6-sol', { usage: { ...small, source } })).isEstimate).toBe(
        isEstimate,
      );
  });

  test('another service tier is not told as the list price', async () => {
    const tier = (serviceTier: string) =>
      ask(vendors.openai, 'gpt-6-sol', { usage: { ...small, serviceTier } });
    expect((await tier('default')).kind).toBe('library');
    expect(await tier('flex')).toMatchObject({ kind: 'approximate' });
    expect((await tier('flex')).provenance.sentence).toContain('“flex”');
  });

  test('no tokens, no price', async () => {
    expect(await ask(vendors.openai, 'gpt-6-sol', { usage: undefined })).toEqual({
      kind: 'unknown',
      provenance: { sentence: 'The endpoint reported no token counts.' },
    });
  });
});

describe('whose price comes first', () => {
  const own: OwnPrice = {
    model: { connectionId, modelId: 'gpt-6-sol' },
    inputUsdPerMillion: 1,
    outputUsdPerMillion: 3,
    note: 'our contract',
    enteredOn: '2026-11-01',
  };

  test("the endpoint's own figure before the user's, the user's before the list", async () => {
    const ownPrices = [own];
    expect(
      await ask(vendors.openai, 'gpt-6-sol', { ownPrices, usage: { ...small, reportedCostUsd: 0.5 } }),
    ).toMatchObject({
      kind: 'reported',
      amountUsd: 0.5,
    });
    expect(await ask(vendors.openai, 'gpt-6-sol', { ownPrices })).toEqual({
      kind: 'override',
      amountUsd: expect.closeTo(0.04, 10),
      provenance: {
        sentence: 'Your own price, entered on 2026-11-01. Your note: our contract',
        source: 'own price',
        asOf: '2026-11-01',
        inputUsdPerMillion: 1,
        outputUsdPerMillion: 3,
      },
    });
  });

  test('an own price holds for its model at its connection only, and for cached tokens as entered', async () => {
    const elsewhere = { ...own, model: { ...own.model, connectionId: newId<ConnectionId>() } };
    expect((await ask(vendors.openai, 'gpt-6-sol', { ownPrices: [elsewhere] })).kind).toBe('library');
    expect((await ask(vendors.openai, 'gpt-6-luna', { ownPrices: [own] })).kind).toBe('library');
    const usage: Usage = {
      inputTokens: 1000,
      outputTokens: 0,
      cacheReadTokens: 500,
      cacheWriteTokens: 100,
      source: 'reported',
    };
    const cached = { ...own, cacheReadUsdPerMillion: 0.1, cacheWriteUsdPerMillion: 2 };
    expect((await ask(vendors.openai, 'gpt-6-sol', { usage, ownPrices: [cached] })).amountUsd).toBeCloseTo(
      (400 * 1 + 500 * 0.1 + 100 * 2) / 1e6,
      12,
    );
    const without = await ask(vendors.openai, 'gpt-6-sol', { usage, ownPrices: [own] });
    expect(without.amountUsd).toBeCloseTo(1000 / 1e6, 12);
    expect(without.provenance.sentence).toContain('count as ordinary input');
  });

  test('an own price makes unknown and local endpoints known, and may be zero', async () => {
    const free = { ...own, inputUsdPerMillion: 0, outputUsdPerMillion: 0 };
    for (const vendor of [vendors['openai-compatible'], vendors.ollama])
      expect(await ask(vendor, 'gpt-6-sol', { ownPrices: [free] })).toMatchObject({
        kind: 'override',
        amountUsd: 0,
      });
  });

  test.each([
    ['openai', 'gpt-6.1-sol', 2, 10],
    ['openai', 'gpt-6.1-terra', 1, 5],
    ['anthropic', 'claude-sonnet-5-5', 2, 10],
    ['anthropic', 'claude-haiku-5-5', 0.1, 0.5],
  ] as const)(
    'the supplement knows %s %s, and says that it is second-hand',
    async (vendor, model, input, output) => {
      expect(await rates(vendors[vendor], model)).toEqual(['supplement', input, output]);
      const { provenance } = await ask(vendors[vendor], model);
      expect(provenance.sentence).toMatch(/secondary source quoting .* looked at on 2026-11-23/);
    },
  );

  test('a supplement row does not reach back before its first day', async () => {
    const before = await ask(vendors.anthropic, 'claude-sonnet-5-5', { at: Date.parse('2026-09-01') });
    expect(before.kind).toBe('approximate');
  });

  test('a supplement row has tiers too', async () => {
    const haiku = (inputTokens: number) =>
      ask(vendors.anthropic, 'claude-haiku-5-5', { usage: { ...small, inputTokens, outputTokens: 0 } });
    expect((await haiku(100_000)).amountUsd).toBeCloseTo(0.01, 10);
    expect((await haiku(100_001)).amountUsd).toBeCloseTo(0.0500005, 10);
  });

  test('local servers cost nothing and have no amount, counted or not', async () => {
    for (const usage of [small, undefined])
      expect(await ask(vendors.ollama, 'qwen3:8b', { usage })).toEqual({
        kind: 'local',
        provenance: { sentence: 'Runs on your own computer: no charge.' },
      });
  });

  test('simulated amounts are their own kind, whatever else is given', async () => {
    const simulatedPrice = { inputUsdPerMillion: 1, outputUsdPerMillion: 2 };
    const usage = { ...small, reportedCostUsd: 9 };
    expect(
      await ask(vendors.simulator, 'sim-fast', { simulatedPrice, usage, ownPrices: [own] }),
    ).toMatchObject({
      kind: 'simulated',
      amountUsd: 0.03,
    });
    expect(await ask(vendors.simulator, 'sim-fast')).not.toHaveProperty('amountUsd');
  });
});

describe('what is told of a price', () => {
  test('the library, its version and day, the row, the list and what is left out', async () => {
    const cost = await ask(vendors.anthropic, 'claude-opus-5-5', { at: Date.parse('2026-10-01') });
    expect(cost.provenance).toEqual({
      sentence:
        'USD list price, genai-prices 0.1.8 (published 2026-09-23), row claude-opus-5-5, list of Anthropic. ' +
        'It leaves out taxes, discounts and service tiers.',
      row: 'claude-opus-5-5',
      source: 'genai-prices 0.1.8',
      asOf: '2026-09-23',
      inputUsdPerMillion: 4,
      outputUsdPerMillion: 20,
    });
  });

  test('data older than 60 days is said to be', async () => {
    const sentence = async (day: string) =>
      (await ask(vendors.anthropic, 'claude-opus-5-5', { at: Date.parse(day) })).provenance.sentence;
    expect(await sentence('2026-11-22T23:00:00Z')).not.toContain('old');
    expect(await sentence('2026-11-23T01:00:00Z')).toContain('61 days old');
  });

  test('a borrowed list is named as such', async () => {
    const borrowed = await ask(azure, 'gpt-6-sol');
    expect(borrowed.kind).toBe('library');
    expect(borrowed.provenance.sentence).toMatch(/list price of OpenAI; .*Azure.* has no list of its own/);
    expect((await ask(azure, 'mai-ds-r1')).provenance.sentence).not.toContain('no list of its own');
  });

  test('the version told is the one installed', () => {
    const entry = createRequire(import.meta.url).resolve('@pydantic/genai-prices');
    const { version } = JSON.parse(readFileSync(join(dirname(entry), '../package.json'), 'utf8'));
    expect(priceLibrary.version).toBe(version);
  });
});

test('no usage and no name whatever gives an amount that is negative or not a number, or a rejection', async () => {
  const tokens = fc.oneof(
    fc.double(),
    fc.integer(),
    fc.nat(2_000_000),
    fc.constantFrom(0, -1, Number.NaN, Infinity),
  );
  const some = fc.option(tokens, { nil: undefined });
  const usage = fc.record({
    inputTokens: tokens,
    outputTokens: tokens,
    cacheReadTokens: some,
    cacheWriteTokens: some,
    cacheWrite1hTokens: some,
    billedInputTokens: some,
    billedOutputTokens: some,
    reportedCostUsd: some,
    source: fc.constantFrom('reported', 'partial', 'estimated'),
  });
  const name = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'gpt-6-sol',
      'claude-opus-5-5',
      'claude-haiku-5-5',
      'global.amazon.nova-2-lite-v1:0',
      '__proto__',
    ),
  );
  const vendor = fc.constantFrom(...Object.values(vendors), azure);
  await fc.assert(
    fc.asyncProperty(
      vendor,
      name,
      fc.option(name, { nil: undefined }),
      usage,
      async (who, modelId, reportedModel, counts) => {
        const cost = await ask(who, modelId, {
          reportedModel,
          usage: counts as Usage,
          simulatedPrice: { inputUsdPerMillion: 1, outputUsdPerMillion: 1 },
        });
        if (cost.amountUsd === undefined) expect(['unknown', 'local']).toContain(cost.kind);
        else {
          expect(Number.isFinite(cost.amountUsd)).toBe(true);
          expect(cost.amountUsd).toBeGreaterThanOrEqual(0);
        }
      },
    ),
    { numRuns: 400 },
  );
});

interface UsageBody {
  model?: string;
  extracted: {
    usage: Record<string, number>;
    extractors: { provider_id: string; input_price?: string; output_price?: string }[];
  }[];
}

const bodiesFile = join(import.meta.dirname, '../../../../shared/usage-bodies/usage-bodies.jsonl');

test.skipIf(!existsSync(bodiesFile))(
  'real usage of many models costs what the list computes, to the cent (skipped where the recorded bodies are absent)',
  async () => {
    // The bodies were priced just before the lists changed on 2026-08-21.
    const vendorOf: Record<string, Vendor> = {
      openai: vendors.openai,
      anthropic: vendors.anthropic,
      aws: vendors.bedrock,
      azure,
    };
    const counts = { equal: 0, differs: [] as string[], notExact: [] as string[] };
    for (const line of readFileSync(bodiesFile, 'utf8').trim().split('\n')) {
      const body = JSON.parse(line) as UsageBody;
      if (body.model === undefined) continue;
      for (const { usage: raw, extractors } of body.extracted) {
        const plain = Object.keys(raw).every((key) =>
          /^(input|output|cache_read|cache_write|cache_write_1h|output_reasoning)_tokens$/.test(key),
        );
        if (!plain) continue;
        const usage: Usage = {
          inputTokens: raw.input_tokens ?? 0,
          outputTokens: raw.output_tokens ?? 0,
          cacheReadTokens: raw.cache_read_tokens,
          cacheWriteTokens: raw.cache_write_tokens,
          cacheWrite1hTokens: raw.cache_write_1h_tokens,
          source: 'reported',
        };
        for (const { provider_id, input_price, output_price } of extractors) {
          const vendor = vendorOf[provider_id];
          if (vendor === undefined || (input_price === undefined && output_price === undefined)) continue;
          const cost = await ask(vendor, body.model, { usage, at: Date.parse('2026-08-20T12:00:00Z') });
          const expected = Number(input_price ?? 0) + Number(output_price ?? 0);
          const label = `${provider_id} ${body.model}`;
          if (cost.kind !== 'library') counts.notExact.push(`${label} ${cost.kind} ${cost.provenance.row}`);
          if (Math.abs((cost.amountUsd ?? Number.NaN) - expected) < 0.005) counts.equal += 1;
          else counts.differs.push(`${label} ${cost.amountUsd} ${expected}`);
        }
      }
    }
    expect(counts.differs).toEqual([]);
    expect(counts.notExact).toEqual([]);
    expect(counts.equal).toBeGreaterThan(1000);
  },
);
