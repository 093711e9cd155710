// Prices the library does not have yet. Every row says where it is from and when it was looked at; all are from secondary sources
// that quote the vendors' pages, which the provenance tells.

/** USD per million tokens; above `above` input tokens the whole request costs `then`. */
export type SupplementPrice = number | { upTo: number; above: number; then: number };

export interface SupplementRow {
  /** What the library calls the vendor. */
  providerId: string;
  model: string;
  source: string;
  /** ISO dates. Before `effectiveFrom` the row does not apply; where no start is known, it is the day it was looked at. */
  checkedOn: string;
  effectiveFrom: string;
  input: SupplementPrice;
  output: SupplementPrice;
  cacheRead?: SupplementPrice;
  cacheWrite?: SupplementPrice;
  cacheWrite1h?: SupplementPrice;
}

const longPrompt = (upTo: number, then: number): SupplementPrice => ({ upTo, above: 272_000, then });
const over100k = (upTo: number, then: number): SupplementPrice => ({ upTo, above: 100_000, then });

const checkedOn = '2026-11-23';
const quotesOpenai = "a secondary source quoting OpenAI's price page";
const quotesAnthropic = "a secondary source quoting Anthropic's price page";

/** The last row of a model that is in effect counts. */
export const supplement: readonly SupplementRow[] = [
  {
    providerId: 'openai',
    model: 'gpt-6.1-sol',
    source: quotesOpenai,
    checkedOn,
    effectiveFrom: checkedOn,
    input: longPrompt(2, 4),
    cacheRead: longPrompt(0.1, 0.2),
    output: longPrompt(10, 15),
  },
  {
    providerId: 'openai',
    model: 'gpt-6.1-terra',
    source: quotesOpenai,
    checkedOn,
    effectiveFrom: '2026-10-26',
    input: longPrompt(1, 2),
    cacheRead: longPrompt(0.05, 0.1),
    cacheWrite: 1.25,
    output: longPrompt(5, 7.5),
  },
  {
    providerId: 'anthropic',
    model: 'claude-sonnet-5-5',
    source: quotesAnthropic,
    checkedOn,
    effectiveFrom: '2026-10-07',
    input: 2,
    cacheRead: 0.1,
    cacheWrite: 2.5,
    cacheWrite1h: 4,
    output: 10,
  },
  {
    providerId: 'anthropic',
    model: 'claude-haiku-5-5',
    source: quotesAnthropic,
    checkedOn,
    effectiveFrom: '2026-10-07',
    input: over100k(0.1, 0.5),
    cacheRead: over100k(0.01, 0.05),
    cacheWrite: 0.125,
    cacheWrite1h: 0.2,
    output: over100k(0.5, 2.5),
  },
];
