// Token counts of one answer, in one meaning for every vendor. Which field of which vendor they come from is the providers' business.
import { createTally, type GrowingText } from './growing-text.ts';
import { z } from './zod.ts';

/** Totals are always inclusive: details are subsets. `undefined` means not reported, which is not zero. */
export const usageSchema = z.object({
  /** Uncached + cache read + cache write. */
  inputTokens: z.number(),
  /** Visible + reasoning. */
  outputTokens: z.number(),
  cacheReadTokens: z.number().optional(),
  cacheWriteTokens: z.number().optional(),
  cacheWrite1hTokens: z.number().optional(),
  reasoningTokens: z.number().optional(),
  /** What the vendor bills, where that differs from what it counts (Cohere). */
  billedInputTokens: z.number().optional(),
  billedOutputTokens: z.number().optional(),
  /** A cost in USD stated by the endpoint itself (OpenRouter, xAI). */
  reportedCostUsd: z.number().optional(),
  serviceTier: z.string().optional(),
  /** `reported` by the vendor in full; `partial`: input reported, output estimated; `estimated` from the text alone. */
  source: z.enum(['reported', 'partial', 'estimated']),
});
export type Usage = z.infer<typeof usageSchema>;

interface Size {
  /** Characters of CJK, kana and hangul. */
  wide: number;
  /** UTF-8 bytes of all others. */
  bytes: number;
}

const sizeOf = (text: string): Size => {
  let bytes = 0;
  let wide = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (
      (code >= 0x3040 && code <= 0x30ff) ||
      (code >= 0x3400 && code <= 0x9fff) ||
      (code >= 0xac00 && code <= 0xd7af)
    )
      wide += 1;
    else bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xd800 && code <= 0xdfff ? 2 : 3;
  }
  return { wide, bytes };
};

const sum = (one: Size, other: Size): Size => ({
  wide: one.wide + other.wide,
  bytes: one.bytes + other.bytes,
});

const tokensOf = ({ wide, bytes }: Size): number => wide + Math.ceil(bytes / 4);

/**
 * Tokens in a text when nobody reported any: one per wide (CJK, kana, hangul) character, else one per four UTF-8 bytes.
 * Good to about ±20 % on prose; always to be shown as an estimate.
 */
export const estimateTokens = (text: string): number => tokensOf(sizeOf(text));

const sizeOfGrowing = createTally(sizeOf, sum);

/** The same for all texts together, of which only what was added since the last time is looked at. */
export const estimateGrowingTokens = (texts: readonly GrowingText[]): number =>
  tokensOf(texts.map(sizeOfGrowing).reduce(sum, { wide: 0, bytes: 0 }));
