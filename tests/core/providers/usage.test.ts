import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

interface Extracted {
  extractors: { provider_id: string; api_flavor: string }[];
  usage: Record<string, number | undefined>;
}
interface Row {
  model?: string;
  body: { usage?: Record<string, unknown>; usageMetadata?: Record<string, unknown> };
  extracted: Extracted[];
}

type Reader = (raw: unknown) => Usage | undefined;

/** The format a body is in, by its fields, and whose reading of the oracle is meant for it. */
const judge = (
  row: Row,
): { read: Reader; body: unknown; providers: string[]; flavors: string[] } | undefined => {
  const judged = judgeFormat(row);
  return judged && { body: row.body.usage ?? row.body.usageMetadata, ...judged };
};

const judgeFormat = (row: Row): { read: Reader; providers: string[]; flavors: string[] } | undefined => {
  const { usage, usageMetadata } = row.body;
  if (usageMetadata !== undefined)
    return { read: usageFromGemini, providers: ['google'], flavors: ['default'] };
  if (usage === undefined) return undefined;
  if ('tokens' in usage && 'billed_units' in usage)
    return { read: usageFromCohere, providers: ['cohere'], flavors: ['tokens'] };
  if ('inputTokens' in usage && 'outputTokens' in usage)
    return { read: usageFromConverse, providers: ['aws'], flavors: ['default'] };
  if ('prompt_tokens' in usage && 'completion_tokens' in usage)
    return {
      read: usageFromChat,
      // DeepSeek's, Mistral's and Moonshot's own fields are read by their own extractors only.
      providers: ['x-ai', 'deepseek', 'moonshotai', 'mistral', 'openai', 'openrouter', 'groq'],
      flavors: ['chat', 'default'],
    };
  if ('cache_creation_input_tokens' in usage)
    return { read: usageFromAnthropic, providers: ['anthropic'], flavors: ['default'] };
  if ('input_tokens_details' in usage)
    return { read: usageFromResponses, providers: ['openai'], flavors: ['responses'] };
  return undefined;
};

const comparable = (usage: Usage | undefined) => ({
  input: usage?.inputTokens,
  output: usage?.outputTokens,
  cacheRead: usage?.cacheReadTokens || undefined,
  cacheWrite: usage?.cacheWriteTokens || undefined,
  reasoning: usage?.reasoningTokens || undefined,
});

describe.skipIf(!hasMaterial('usage-bodies'))('real usage bodies', () => {
  it('are read as the price library’s extractors read them', () => {
    const rows = readFileSync(join(materialFolder, 'usage-bodies', 'usage-bodies.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Row);
    const compared: Record<string, number> = {};
    const differences: unknown[] = [];
    for (const row of rows) {
      const judged = judge(row);
      if (judged === undefined) continue;
      const oracles = row.extracted.filter(({ extractors }) =>
        extractors.some(
          ({ provider_id, api_flavor }) =>
            judged.providers.includes(provider_id) && judged.flavors.includes(api_flavor),
        ),
      );
      if (oracles.length === 0) continue;
      const ours = comparable(judged.read(judged.body));
      // Several extractors read the same body; ours must agree with the one that reads the most of it.
      const theirs = oracles.map(({ usage }) => ({
        // It leaves zeros out.
        input: usage.input_tokens ?? 0,
        output: usage.output_tokens ?? 0,
        cacheRead: usage.cache_read_tokens || undefined,
        cacheWrite: usage.cache_write_tokens || undefined,
        reasoning: usage.output_reasoning_tokens || undefined,
      }));
      const name = judged.read.name;
      compared[name] = (compared[name] ?? 0) + 1;
      const matches = theirs.some((one) => JSON.stringify(one) === JSON.stringify(ours));
      if (!matches) differences.push({ model: row.model, body: judged.body, ours, theirs });
    }
    expect(differences).toEqual([]);
    // The data set grows; that each format is compared at all must not depend on luck.
    expect(Object.keys(compared).sort()).toEqual([
      'usageFromAnthropic',
      'usageFromChat',
      'usageFromCohere',
      'usageFromConverse',
      'usageFromGemini',
      'usageFromResponses',
    ]);
    const { usageFromCohere: cohere, ...others } = compared;
    expect(Math.min(...Object.values(others))).toBeGreaterThanOrEqual(100);
    expect(cohere).toBeGreaterThanOrEqual(6);
  });
});
