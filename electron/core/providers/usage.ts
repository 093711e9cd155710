// Reads each format's token counts into one meaning: totals that include their details. Counts that cannot be true are left out.
// Which field means what: the vendors' documentation and recorded streams, November 2026. Knows no prices.
import type { Usage } from '../../../shared/usage.ts';
import { asAmount, asCount, asObject, asText, type JsonObject } from './loose-json.ts';

interface Counts {
  input: number | undefined;
  output: number | undefined;
  cacheRead?: number | undefined;
  cacheWrite?: number | undefined;
  cacheWrite1h?: number | undefined;
  reasoning?: number | undefined;
  billedInput?: number | undefined;
  billedOutput?: number | undefined;
  costUsd?: number | undefined;
  serviceTier?: string | undefined;
}

const usage = (counts: Counts, source: Usage['source'] = 'reported'): Usage | undefined => {
  const { input, output } = counts;
  if (input === undefined && output === undefined) return undefined;
  const inputTokens = input ?? 0;
  const outputTokens = output ?? 0;
  const cached = (counts.cacheRead ?? 0) + (counts.cacheWrite ?? 0);
  // Details that exceed their total are wrong, and the total is the better known of the two.
  const hasCache = cached <= inputTokens;
  const details: Partial<Usage> = {};
  if (hasCache && counts.cacheRead !== undefined) details.cacheReadTokens = counts.cacheRead;
  if (hasCache && counts.cacheWrite !== undefined) details.cacheWriteTokens = counts.cacheWrite;
  if (hasCache && counts.cacheWrite1h !== undefined && counts.cacheWrite1h <= (counts.cacheWrite ?? 0))
    details.cacheWrite1hTokens = counts.cacheWrite1h;
  if (counts.reasoning !== undefined && counts.reasoning <= outputTokens)
    details.reasoningTokens = counts.reasoning;
  if (counts.billedInput !== undefined) details.billedInputTokens = counts.billedInput;
  if (counts.billedOutput !== undefined) details.billedOutputTokens = counts.billedOutput;
  if (counts.costUsd !== undefined) details.reportedCostUsd = counts.costUsd;
  if (counts.serviceTier !== undefined) details.serviceTier = counts.serviceTier;
  return {
    inputTokens,
    outputTokens,
    ...details,
    source: input === undefined || output === undefined ? 'partial' : source,
  };
};

const sum = (...values: (number | undefined)[]): number | undefined =>
  values.every((value) => value === undefined)
    ? undefined
    : values.reduce<number>((total, value) => total + (value ?? 0), 0);

/** OpenAI Responses: `usage` of the terminal event's `response`. */
export const usageFromResponses = (raw: unknown, serviceTier?: unknown): Usage | undefined => {
  const body = asObject(raw);
  if (body === undefined) return undefined;
  const inputDetails = asObject(body.input_tokens_details);
  return usage({
    input: asCount(body.input_tokens),
    output: asCount(body.output_tokens),
    cacheRead: asCount(inputDetails?.cached_tokens),
    cacheWrite: asCount(inputDetails?.cache_write_tokens),
    reasoning: asCount(asObject(body.output_tokens_details)?.reasoning_tokens),
    costUsd: costOf(body),
    serviceTier: asText(serviceTier),
  });
};

/** What the endpoint itself says the answer cost: OpenRouter in USD, Perplexity in an object, xAI in ticks of 10^-10 USD. */
const costOf = (body: JsonObject): number | undefined => {
  const ticks = asCount(body.cost_in_usd_ticks);
  if (ticks !== undefined) return asAmount(ticks / 1e10);
  const cost = asAmount(body.cost) ?? asAmount(asObject(body.cost)?.total_cost);
  if (cost === undefined || body.is_byok !== true) return cost;
  // With the user's own key `cost` is OpenRouter's fee alone; the model's price stands apart.
  return asAmount(cost + (asAmount(asObject(body.cost_details)?.upstream_inference_cost) ?? 0));
};

/** Chat Completions: `usage` of a chunk or an answer, of OpenAI and of everybody who imitates it. */
export const usageFromChat = (raw: unknown, serviceTier?: unknown): Usage | undefined => {
  const body = asObject(raw);
  if (body === undefined) return undefined;
  const promptDetails = asObject(body.prompt_tokens_details);
  const input = asCount(body.prompt_tokens);
  let output = asCount(body.completion_tokens);
  const total = asCount(body.total_tokens);
  const stated = asCount(asObject(body.completion_tokens_details)?.reasoning_tokens);
  // At the top level zero is a filler, seen beside streamed reasoning; only a count tells something.
  const reasoning = stated ?? (asCount(body.reasoning_tokens) || undefined);
  // xAI leaves reasoning out of the completion; the total gives it away.
  if (
    input !== undefined &&
    output !== undefined &&
    reasoning !== undefined &&
    reasoning > 0 &&
    total === input + output + reasoning
  )
    output += reasoning;
  return usage({
    input,
    output,
    cacheRead:
      asCount(promptDetails?.cached_tokens) ??
      asCount(body.prompt_cache_hit_tokens) ??
      asCount(body.cached_tokens),
    cacheWrite: asCount(promptDetails?.cache_write_tokens),
    reasoning,
    costUsd: costOf(body),
    serviceTier: asText(serviceTier),
  });
};

/**
 * Anthropic Messages: `usage` of `message_start` merged with that of `message_delta`, later values winning.
 * `source` is `partial` until the delta has come: the output count of the start is of no meaning.
 */
export const usageFromAnthropic = (raw: unknown, source: Usage['source'] = 'reported'): Usage | undefined => {
  const body = asObject(raw);
  if (body === undefined) return undefined;
  const cacheRead = asCount(body.cache_read_input_tokens);
  const cacheWrite = asCount(body.cache_creation_input_tokens);
  const uncached = asCount(body.input_tokens);
  return usage(
    {
      input: uncached === undefined ? undefined : sum(uncached, cacheRead, cacheWrite),
      output: asCount(body.output_tokens),
      cacheRead,
      cacheWrite,
      cacheWrite1h: asCount(asObject(body.cache_creation)?.ephemeral_1h_input_tokens),
      reasoning: asCount(asObject(body.output_tokens_details)?.thinking_tokens),
      serviceTier: asText(body.service_tier),
    },
    source,
  );
};

/** Bedrock Converse: `usage` of the `metadata` event. Reasoning is not reported. */
export const usageFromConverse = (raw: unknown, serviceTier?: unknown): Usage | undefined => {
  const body = asObject(raw);
  if (body === undefined) return undefined;
  const cacheRead = asCount(body.cacheReadInputTokens);
  const cacheWrite = asCount(body.cacheWriteInputTokens);
  const uncached = asCount(body.inputTokens);
  const hours = (Array.isArray(body.cacheDetails) ? body.cacheDetails : []).flatMap((row) => {
    const detail = asObject(row);
    return detail?.ttl === '1h' ? (asCount(detail.inputTokens) ?? []) : [];
  });
  return usage({
    input: uncached === undefined ? undefined : sum(uncached, cacheRead, cacheWrite),
    output: asCount(body.outputTokens),
    cacheRead,
    cacheWrite,
    cacheWrite1h: sum(...hours),
    serviceTier: asText(serviceTier),
  });
};

/**
 * Gemini: `usageMetadata` of a chunk, `partial` until the last. Thoughts stand beside the candidates, tool prompts beside the prompt.
 */
export const usageFromGemini = (raw: unknown, source: Usage['source'] = 'reported'): Usage | undefined => {
  const body = asObject(raw);
  if (body === undefined) return undefined;
  const prompt = asCount(body.promptTokenCount);
  const candidates = asCount(body.candidatesTokenCount);
  const reasoning = asCount(body.thoughtsTokenCount);
  return usage(
    {
      input: prompt === undefined ? undefined : sum(prompt, asCount(body.toolUsePromptTokenCount)),
      // A blocked prompt, or an answer of thoughts alone, has no candidates to count.
      output: sum(candidates, reasoning) ?? (prompt === undefined ? undefined : 0),
      cacheRead: asCount(body.cachedContentTokenCount),
      reasoning,
      serviceTier: asText(body.serviceTier),
    },
    source,
  );
};

/** Cohere: `usage` of `message-end`. What it bills leaves out its own prompt around the user's; reasoning is not reported. */
export const usageFromCohere = (raw: unknown): Usage | undefined => {
  const body = asObject(raw);
  if (body === undefined) return undefined;
  const tokens = asObject(body.tokens);
  const billed = asObject(body.billed_units);
  const billedInput = asCount(billed?.input_tokens);
  const billedOutput = asCount(billed?.output_tokens);
  return usage({
    input: asCount(tokens?.input_tokens) ?? billedInput,
    output: asCount(tokens?.output_tokens) ?? billedOutput,
    cacheRead: asCount(body.cached_tokens) ?? asCount(tokens?.cached_tokens),
    billedInput,
    billedOutput,
  });
};
