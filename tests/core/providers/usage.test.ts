import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractUsage, findProvider } from '@pydantic/genai-prices';
import { describe, expect, it } from 'vitest';
import {
  usageFromAnthropic,
  usageFromChat,
  usageFromCohere,
  usageFromConverse,
  usageFromGemini,
  usageFromResponses,
} from '../../../electron/core/providers/usage.ts';
import type { Usage } from '../../../shared/usage.ts';
import { hasMaterial, materialFolder } from '../../helpers/replay-server.ts';

describe('token counts', () => {
  it('of Responses are read with their details and tier', () => {
    expect(
      usageFromResponses(
        {
          input_tokens: 100,
          output_tokens: 50,
          input_tokens_details: { cached_tokens: 60, cache_write_tokens: 30 },
          output_tokens_details: { reasoning_tokens: 40 },
        },
        'priority',
      ),
    ).toEqual({
      inputTokens: 100,
      outputTokens: 50,
      cacheReadTokens: 60,
      cacheWriteTokens: 30,
      reasoningTokens: 40,
      serviceTier: 'priority',
      source: 'reported',
    });
  });

  it('of Messages and Converse include what was read from and written to the cache', () => {
    expect(
      usageFromAnthropic({
        input_tokens: 10,
        cache_creation_input_tokens: 20,
        cache_read_input_tokens: 30,
        output_tokens: 5,
        cache_creation: { ephemeral_5m_input_tokens: 5, ephemeral_1h_input_tokens: 15 },
        output_tokens_details: { thinking_tokens: 3 },
      }),
    ).toEqual({
      inputTokens: 60,
      outputTokens: 5,
      cacheReadTokens: 30,
      cacheWriteTokens: 20,
      cacheWrite1hTokens: 15,
      reasoningTokens: 3,
      source: 'reported',
    });
    expect(
      usageFromConverse({
        inputTokens: 10,
        outputTokens: 5,
        cacheReadInputTokens: 30,
        cacheWriteInputTokens: 20,
        cacheDetails: [
          { ttl: '5m', inputTokens: 5 },
          { ttl: '1h', inputTokens: 15 },
        ],
      }),
    ).toEqual({
      inputTokens: 60,
      outputTokens: 5,
      cacheReadTokens: 30,
      cacheWriteTokens: 20,
      cacheWrite1hTokens: 15,
      source: 'reported',
    });
  });

  it('of Gemini add thoughts to the answer and tool prompts to the prompt', () => {
    expect(
      usageFromGemini({
        promptTokenCount: 9,
        toolUsePromptTokenCount: 4,
        cachedContentTokenCount: 5,
        candidatesTokenCount: 23,
        thoughtsTokenCount: 302,
      }),
    ).toEqual({
      inputTokens: 13,
      outputTokens: 325,
      cacheReadTokens: 5,
      reasoningTokens: 302,
      source: 'reported',
    });
    expect(usageFromGemini({ promptTokenCount: 7 })).toEqual({
      inputTokens: 7,
      outputTokens: 0,
      source: 'reported',
    });
  });

  it('of Cohere keep what is billed apart from what is counted', () => {
    const billed_units = { input_tokens: 8, output_tokens: 50 };
    expect(
      usageFromCohere({
        billed_units,
        tokens: { input_tokens: 1394, output_tokens: 54 },
        cached_tokens: 1360,
      }),
    ).toEqual({
      inputTokens: 1394,
      outputTokens: 54,
      cacheReadTokens: 1360,
      billedInputTokens: 8,
      billedOutputTokens: 50,
      source: 'reported',
    });
    expect(usageFromCohere({ billed_units })).toMatchObject({ inputTokens: 8, outputTokens: 50 });
  });

  it('add reasoning to the completion only where the total says it was left out', () => {
    const body = (total: number) => ({
      prompt_tokens: 12,
      completion_tokens: 1,
      total_tokens: total,
      completion_tokens_details: { reasoning_tokens: 290 },
    });
    expect(usageFromChat(body(303))?.outputTokens).toBe(291);
    const inclusive = { ...body(313), completion_tokens: 301 };
    expect(usageFromChat(inclusive)?.outputTokens).toBe(301);
  });

  it('keep what is not reported apart from zero', () => {
    expect(
      usageFromChat({
        prompt_tokens: 1,
        completion_tokens: 2,
        prompt_tokens_details: null,
        reasoning_tokens: 0,
      }),
    ).toEqual({
      inputTokens: 1,
      outputTokens: 2,
      source: 'reported',
    });
    expect(
      usageFromChat({
        prompt_tokens: 1,
        completion_tokens: 2,
        completion_tokens_details: { reasoning_tokens: 0 },
      })?.reasoningTokens,
    ).toBe(0);
  });

  it('read the cost OpenRouter, Perplexity and xAI state', () => {
    const cost = (rest: object) =>
      usageFromChat({ prompt_tokens: 1, completion_tokens: 1, ...rest })?.reportedCostUsd;
    expect(cost({ cost: 0.00014 })).toBe(0.00014);
    expect(cost({ cost: 0.001, is_byok: true, cost_details: { upstream_inference_cost: 0.02 } })).toBeCloseTo(
      0.021,
    );
    expect(cost({ cost: { total_cost: 0.5 } })).toBe(0.5);
    expect(cost({ cost_in_usd_ticks: 1_466_250 })).toBeCloseTo(0.000146625, 12);
    for (const wrong of [-1, Number.NaN, Number.POSITIVE_INFINITY, '1', null])
      expect(cost({ cost: wrong })).toBeUndefined();
  });

  it('that cannot be true are left out', () => {
    for (const wrong of [-1, 1.5, 1e300, Number.NaN, Number.POSITIVE_INFINITY, '7', null, {}]) {
      expect(usageFromChat({ prompt_tokens: wrong, completion_tokens: 7 })).toEqual({
        inputTokens: 0,
        outputTokens: 7,
        source: 'partial',
      });
      for (const read of [
        usageFromChat,
        usageFromResponses,
        usageFromAnthropic,
        usageFromConverse,
        usageFromGemini,
        usageFromCohere,
      ])
        expect(
          read({
            prompt_tokens: wrong,
            completion_tokens: wrong,
            input_tokens: wrong,
            output_tokens: wrong,
            inputTokens: wrong,
            outputTokens: wrong,
            promptTokenCount: wrong,
            candidatesTokenCount: wrong,
            thoughtsTokenCount: wrong,
            tokens: { input_tokens: wrong, output_tokens: wrong },
            billed_units: { input_tokens: wrong, output_tokens: wrong },
          }),
        ).toBeUndefined();
    }
    expect(
      usageFromChat({
        prompt_tokens: 5,
        completion_tokens: 5,
        prompt_tokens_details: { cached_tokens: 9 },
        completion_tokens_details: { reasoning_tokens: 99 },
      }),
    ).toEqual({
      inputTokens: 5,
      outputTokens: 5,
      source: 'reported',
    });
    for (const nothing of [undefined, null, 'x', 7, []]) expect(usageFromChat(nothing)).toBeUndefined();
  });
});

interface Row {
  model?: string;
  body: { usage?: Record<string, unknown>; usageMetadata?: Record<string, unknown> };
  extracted: { extractors: { provider_id: string; api_flavor: string }[] }[];
}

/** The format a body is in, by its fields. */
const readerOf = (body: Row['body']): ((raw: unknown) => Usage | undefined) | undefined => {
  const { usage, usageMetadata } = body;
  if (usageMetadata !== undefined) return usageFromGemini;
  if (usage === undefined) return undefined;
  if ('billed_units' in usage) return usageFromCohere;
  if ('inputTokens' in usage) return usageFromConverse;
  if ('prompt_tokens' in usage) return usageFromChat;
  if ('cache_creation_input_tokens' in usage) return usageFromAnthropic;
  return 'input_tokens' in usage ? usageFromResponses : undefined;
};

/** Which of the price library’s extractors are made for a format, by provider and flavour. */
const extractorsOf: Record<string, RegExp> = {
  usageFromChat: /^(?!embeddings).+\/chat$|^(groq|huggingface_groq|mistral|x-ai|perplexity)\/default$/,
  usageFromResponses: /\/responses$/,
  usageFromAnthropic: /^(anthropic|minimax)\/default$|\/anthropic$/,
  usageFromConverse: /^aws\/default$/,
  usageFromGemini: /^google\/default$/,
  usageFromCohere: /^cohere\/(default|tokens)$/,
};

interface Facts {
  input: number | undefined;
  output: number | undefined;
  cacheRead: number | undefined;
  cacheWrite: number | undefined;
  reasoning: number | undefined;
}

/** Where the two readings differ, and who is right. What is not here must be equal. */
const usageDifferences: readonly {
  extractor: RegExp;
  field: keyof Facts;
  isKnown(ours: Facts, theirs: Facts, raw: unknown): boolean;
  because: string;
}[] = [
  ...(['cacheRead', 'cacheWrite', 'reasoning'] as const).map((field) => ({
    extractor: /./,
    field,
    isKnown: (ours: Facts, theirs: Facts, raw: unknown) =>
      theirs[field] === undefined && JSON.stringify(raw).includes(`:${ours[field]}`),
    because: 'the body states it; the extractor is of a vendor that does not, and leaves it out',
  })),
  {
    extractor: /^x-ai\/chat$/,
    field: 'output',
    isKnown: (ours, theirs, raw) =>
      theirs.output === (ours.output ?? 0) + (ours.reasoning ?? 0) &&
      (raw as { total_tokens: number }).total_tokens === (ours.input ?? 0) + (ours.output ?? 0),
    because: 'made for xAI, which leaves reasoning out; the total of this body says that it is in',
  },
];

const factsOf = (usage: Usage | undefined, isBilled: boolean): Facts => ({
  input: isBilled ? usage?.billedInputTokens : usage?.inputTokens,
  output: isBilled ? usage?.billedOutputTokens : usage?.outputTokens,
  cacheRead: isBilled ? undefined : usage?.cacheReadTokens || undefined,
  cacheWrite: usage?.cacheWriteTokens || undefined,
  reasoning: usage?.reasoningTokens || undefined,
});

describe.skipIf(!hasMaterial('usage-bodies'))('real usage bodies', () => {
  it('are read as the price library reads them, by every extractor made for their format', () => {
    const rows = readFileSync(join(materialFolder, 'usage-bodies', 'usage-bodies.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Row);
    const compared: Record<string, number> = {};
    const extractors = new Set<string>();
    const unknown: unknown[] = [];
    const used = new Set<unknown>();
    let readings = 0;
    let known = 0;
    for (const { model, body, extracted } of rows) {
      const read = readerOf(body);
      if (read === undefined) continue;
      const raw = body.usage ?? body.usageMetadata;
      const usage = read(raw);
      const before = readings;
      for (const { provider_id, api_flavor } of extracted.flatMap((each) => each.extractors)) {
        const extractor = `${provider_id}/${api_flavor}`;
        const provider = findProvider({ providerId: provider_id });
        if (provider === undefined || extractorsOf[read.name]?.test(extractor) !== true) continue;
        const said = extractUsage(provider, body, api_flavor).usage;
        const ours = factsOf(usage, extractor === 'cohere/default');
        const theirs: Facts = {
          // It leaves zeros out.
          input: said.input_tokens ?? 0,
          output: said.output_tokens ?? 0,
          cacheRead: said.cache_read_tokens || undefined,
          cacheWrite: said.cache_write_tokens || undefined,
          reasoning: said.output_reasoning_tokens || undefined,
        };
        readings += 1;
        extractors.add(extractor);
        for (const field of Object.keys(ours) as (keyof Facts)[]) {
          if (ours[field] === theirs[field]) continue;
          const row = usageDifferences.find(
            (each) =>
              each.field === field && each.extractor.test(extractor) && each.isKnown(ours, theirs, raw),
          );
          if (row === undefined) unknown.push({ model, extractor, field, raw, ours, theirs });
          else {
            used.add(row);
            known += 1;
          }
        }
      }
      if (readings > before) compared[read.name] = (compared[read.name] ?? 0) + 1;
    }
    const total = Object.values(compared).reduce((sum, count) => sum + count, 0);
    console.info(
      `Usage bodies compared: ${total} of ${rows.length} rows, ${readings} readings by ${extractors.size} extractors, ${known} differences of known sorts, ${unknown.length} others`,
    );
    expect(unknown).toEqual([]);
    expect(usageDifferences.filter((row) => !used.has(row))).toEqual([]);
    // The data set grows; that each format is compared at all must not depend on luck.
    expect(Object.keys(compared).sort()).toEqual(Object.keys(extractorsOf).sort());
    const { usageFromCohere: cohere, ...others } = compared;
    expect(Math.min(...Object.values(others))).toBeGreaterThanOrEqual(100);
    expect(cohere).toBeGreaterThanOrEqual(6);
  });
});
