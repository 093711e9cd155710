// The measures of an answer in words, each with its definition, and where its price is from. Definitions follow shared/metrics.ts.
import type { Answer } from '../../../shared/chat.ts';
import { formatCount, formatDuration, formatSpeed, formatUsd } from '../../../shared/format.ts';
import { measure } from '../../../shared/metrics.ts';
import type { Cost } from '../../../shared/price.ts';

export const definitions = {
  'first token':
    'Time to first token: from sending the request that succeeded to the first content received, reasoning or text.',
  'first text':
    'Time from the same moment to the first visible text; later than the first token for models that reason.',
  total: 'Total time: from the first request to the last content. Waiting and retries are included.',
  retries: 'The part of the total that was waited and lost before the request that succeeded.',
  'tokens/s':
    'Output tokens per second between the first and the last content, streamed reasoning included. Left out under 20 tokens or 250 ms.',
  'tokens in': 'Input tokens: system prompt, earlier turns and this prompt, cached or not.',
  'tokens out': 'Output tokens, reasoning included.',
  cached: 'The part of the input tokens that the vendor read from its cache.',
  reasoning: 'The part of the output tokens spent on reasoning, shown or not.',
  cost: 'What the answer cost in US dollars; see “Prices” for where each price is from. An unknown price is not zero and is counted apart.',
} as const;

export type MeasureName = keyof typeof definitions;

export interface MeasureItem {
  name: MeasureName;
  value: string;
}

/** `~` marks what rests on estimated tokens, `≈` a price that is only near. */
export const costInWords = (cost: Cost | undefined): string | undefined => {
  if (cost === undefined) return undefined;
  if (cost.kind === 'unknown') return 'price unknown';
  if (cost.kind === 'local') return 'no charge';
  if (cost.amountUsd === undefined) return undefined;
  const mark = cost.kind === 'approximate' ? '≈' : cost.isEstimate === true ? '~' : '';
  return `${mark}${formatUsd(cost.amountUsd)}${cost.kind === 'simulated' ? ' invented' : ''}`;
};

/** Only what is known, in the order it is read. */
export const measuresInWords = (answer: Answer): MeasureItem[] => {
  const known = measure(answer);
  const speedMark = known.isSpeedEstimated ? '~' : '';
  const tokenMark = known.isUsageEstimated ? '~' : '';
  const speed = known.tokensPerSecond;
  const delay = (known.timeToFirstTextMs ?? 0) - (known.timeToFirstTokenMs ?? 0);
  const rows: [MeasureName, string | undefined][] = [
    ['first token', duration(known.timeToFirstTokenMs)],
    // Where both are the same moment, one says it.
    ['first text', delay > 0 ? duration(known.timeToFirstTextMs) : undefined],
    ['total', duration(known.totalMs)],
    ['retries', duration(known.retriesMs)],
    ['tokens/s', speed === undefined ? undefined : `${speedMark}${formatSpeed(speed)}`],
    ['tokens in', count(known.inputTokens)],
    [
      'tokens out',
      known.outputTokens === undefined ? undefined : `${tokenMark}${formatCount(known.outputTokens)}`,
    ],
    ['cached', count(known.cacheReadTokens || undefined)],
    ['reasoning', count(known.reasoningTokens || undefined)],
    ['cost', costInWords(answer.cost)],
  ];
  return rows.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
};

const duration = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : formatDuration(ms);
const count = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : formatCount(value);

/** One line on where a price is from: the sentence stored with the answer, source and date. */
export const provenanceInWords = ({ provenance }: Cost): string => {
  const { sentence, source, row, asOf, inputUsdPerMillion, outputUsdPerMillion } = provenance;
  const facts = [
    inputUsdPerMillion === undefined ? undefined : `${formatUsd(inputUsdPerMillion)} per million tokens in`,
    outputUsdPerMillion === undefined ? undefined : `${formatUsd(outputUsdPerMillion)} per million out`,
    source,
    row,
    asOf === undefined ? undefined : `as of ${asOf}`,
  ].filter((fact) => fact !== undefined);
  return facts.length === 0 ? sentence : `${sentence} (${facts.join(' · ')})`;
};
