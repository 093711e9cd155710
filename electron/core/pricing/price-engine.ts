// The one way to the price library: loaded when first needed, fed only what it takes, never asked for newer data over the network.
// Knows nothing of whose price is preferred.
import type { calcPrice, findProvider, ModelPrice, PriceCalculation, Provider } from '@pydantic/genai-prices';
import type { Usage } from '../../../shared/usage.ts';

/** The library's package, as installed; a test compares them. The data carries no dates of its own, so this is how old it is. */
export const priceLibrary = { name: 'genai-prices', version: '0.1.8', publishedOn: '2026-09-23' } as const;

/** Token counts as the library takes them: finite, not negative, details within their totals. */
export type Tokens = {
  input_tokens: number;
  output_tokens: number;
  cache_read_tokens?: number;
  cache_write_tokens?: number;
  cache_write_1h_tokens?: number;
};

const count = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isFinite(value) && value >= 0 ? value : undefined;

/** Undefined when the totals make no sense. The library throws where cached tokens exceed the input, so they are cut to it. */
export const toTokens = (usage: Usage): Tokens | undefined => {
  const input = count(usage.billedInputTokens ?? usage.inputTokens);
  const output = count(usage.billedOutputTokens ?? usage.outputTokens);
  if (input === undefined || output === undefined) return undefined;
  const tokens: Tokens = { input_tokens: input, output_tokens: output };
  const cacheRead = count(usage.cacheReadTokens);
  if (cacheRead !== undefined) tokens.cache_read_tokens = Math.min(cacheRead, input);
  const room = input - (tokens.cache_read_tokens ?? 0);
  const write1h = count(usage.cacheWrite1hTokens);
  const cacheWrite = count(usage.cacheWriteTokens) ?? write1h;
  if (cacheWrite !== undefined) tokens.cache_write_tokens = Math.min(cacheWrite, room);
  if (write1h !== undefined) tokens.cache_write_1h_tokens = Math.min(write1h, tokens.cache_write_tokens ?? 0);
  return tokens;
};

export interface PriceEngine {
  /** The library's price by its own lists, or undefined. The row it found may be for another model: see `model-name.ts`. */
  fromLists(tokens: Tokens, model: string, providerId: string, at: number): PriceCalculation | undefined;
  /** The same calculation with a price of ours. */
  fromPrices(tokens: Tokens, prices: ModelPrice): PriceCalculation | undefined;
  /** Whose list the row is from: a provider may borrow another's. */
  listOwner(found: PriceCalculation): Provider;
}

const isUsable = (found: PriceCalculation): boolean =>
  Number.isFinite(found.total_price) && found.total_price >= 0;

type Library = { calcPrice: typeof calcPrice; findProvider: typeof findProvider };

const createEngine = (library: Library): PriceEngine => {
  const calculate = (...input: Parameters<typeof calcPrice>): PriceCalculation | undefined => {
    const found = library.calcPrice(...input);
    return found !== null && isUsable(found) ? found : undefined;
  };
  return {
    fromLists: (tokens, model, providerId, at) =>
      calculate(tokens, model, { providerId, timestamp: new Date(at) }),
    fromPrices: (tokens, prices) => {
      const models = [{ id: 'given', match: { equals: 'given' }, prices }];
      return calculate(tokens, 'given', {
        provider: { id: 'given', name: 'given', api_pattern: 'x', models },
      });
    },
    listOwner: (found) => {
      if (found.provider.models.includes(found.model)) return found.provider;
      const lenders = (found.provider.fallback_model_providers ?? []).flatMap(
        (providerId) => library.findProvider({ providerId }) ?? [],
      );
      return lenders.find((lender) => lender.models.includes(found.model)) ?? found.provider;
    },
  };
};

/** Loads the library (50 ms, measured 2026-11) on the first call. */
export const loadPriceEngine = (): Promise<PriceEngine> => {
  engine ??= import('@pydantic/genai-prices').then(createEngine);
  return engine;
};
let engine: Promise<PriceEngine> | undefined;
