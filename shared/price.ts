// What an answer cost and why we say so. The price tables and the choice between them live in the core.
import { modelRefSchema } from './model.ts';
import { z } from './zod.ts';

/** How an amount was found, best first. `unknown` has no amount and is never shown or summed as zero. */
export const costKinds = [
  'reported',
  'override',
  'supplement',
  'library',
  'approximate',
  'local',
  'simulated',
  'unknown',
] as const;

export const costSchema = z.object({
  kind: z.enum(costKinds),
  /** Absent for `unknown` and `local`. */
  amountUsd: z.number().optional(),
  /** The tokens it was computed from were (partly) estimated. */
  isEstimate: z.boolean().optional(),
  provenance: z.object({
    /** One sentence for a person: where the price is from and what it leaves out. */
    sentence: z.string(),
    /** Price row, library version and publication date, where there are such. */
    row: z.string().optional(),
    source: z.string().optional(),
    /** ISO date the price data was published or entered. */
    asOf: z.string().optional(),
    inputUsdPerMillion: z.number().optional(),
    outputUsdPerMillion: z.number().optional(),
  }),
});
export type Cost = z.infer<typeof costSchema>;

const amount = z.number().min(0).max(1_000_000);

/** The user's own price of a model at a connection, USD per million tokens. */
export const ownPriceSchema = z.object({
  model: modelRefSchema,
  inputUsdPerMillion: amount,
  outputUsdPerMillion: amount,
  cacheReadUsdPerMillion: amount.optional(),
  cacheWriteUsdPerMillion: amount.optional(),
  note: z.string().max(200).optional(),
  /** ISO date it was entered. */
  enteredOn: z.string(),
});
export type OwnPrice = z.infer<typeof ownPriceSchema>;
