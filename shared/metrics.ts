// The definitions of every measure shown: pure functions over an answer's timings, usage and cost.
// A measure that cannot be told honestly is undefined; nothing is ever shown as zero for want of data.
import type { Answer, Turn } from './chat.ts';
import type { GrowingText } from './growing-text.ts';
import { estimateGrowingTokens } from './usage.ts';

/** Under these the quotient says more about chance than about the model. */
const minSpeedWindowMs = 250;
const minSpeedTokens = 20;

export interface Measures {
  /** First content (reasoning or text) after the request that succeeded was sent. */
  timeToFirstTokenMs?: number;
  /** First visible text after the same moment; differs for reasoning models. */
  timeToFirstTextMs?: number;
  /** From the first request to the last content, or to the end where there was none. Includes retries. */
  totalMs?: number;
  /** Waited and lost in retries before the request that succeeded. */
  retriesMs?: number;
  /** Output tokens (reasoning included where it was streamed) per second between first and last content. */
  tokensPerSecond?: number;
  /** The speed rests on estimated token counts. */
  isSpeedEstimated: boolean;
  inputTokens?: number;
  outputTokens?: number;
  cacheReadTokens?: number;
  reasoningTokens?: number;
  /** Output tokens were estimated from the text, not reported. */
  isUsageEstimated: boolean;
}

const partsOf = (answer: Answer, type: 'text' | 'reasoning'): GrowingText[] =>
  answer.parts.flatMap((part) => (part.type === type ? [part] : []));

/** All measures of one answer as far as they are known now; may be called while it streams. */
export const measure = (answer: Answer): Measures => {
  const { timings, usage } = answer;
  const measures: Measures = {
    isSpeedEstimated: usage?.source !== 'reported',
    isUsageEstimated: usage !== undefined && usage.source !== 'reported',
  };
  if (timings.firstContentMs !== undefined)
    measures.timeToFirstTokenMs = timings.firstContentMs - timings.sentMs;
  if (timings.firstTextMs !== undefined) measures.timeToFirstTextMs = timings.firstTextMs - timings.sentMs;
  const endMs = timings.lastContentMs ?? timings.endedMs;
  if (timings.endedMs !== undefined && endMs !== undefined) measures.totalMs = endMs;
  if (timings.sentMs > 0) measures.retriesMs = timings.sentMs;
  if (usage !== undefined) {
    measures.inputTokens = usage.inputTokens;
    measures.outputTokens = usage.outputTokens;
    if (usage.cacheReadTokens !== undefined) measures.cacheReadTokens = usage.cacheReadTokens;
    if (usage.reasoningTokens !== undefined) measures.reasoningTokens = usage.reasoningTokens;
  }
  const speed = outputSpeed(answer);
  if (speed !== undefined) measures.tokensPerSecond = speed;
  return measures;
};

const outputSpeed = (answer: Answer): number | undefined => {
  const { timings, usage } = answer;
  const { firstContentMs, firstTextMs, lastContentMs } = timings;
  if (firstContentMs === undefined || lastContentMs === undefined) return undefined;
  const reasoning = partsOf(answer, 'reasoning');
  let tokens =
    usage?.outputTokens ?? estimateGrowingTokens(partsOf(answer, 'text')) + estimateGrowingTokens(reasoning);
  let fromMs = firstContentMs;
  // Reasoning that was counted but not streamed happened before the window: leave it out of both.
  const isReasoningHidden = (usage?.reasoningTokens ?? 0) > 0 && reasoning.every(({ text }) => text === '');
  if (isReasoningHidden) {
    tokens -= usage?.reasoningTokens ?? 0;
    fromMs = firstTextMs ?? firstContentMs;
  }
  const windowMs = lastContentMs - fromMs;
  if (windowMs < minSpeedWindowMs || tokens < minSpeedTokens) return undefined;
  return (tokens / windowMs) * 1000;
};

export interface TurnTotals {
  /** Sum of known amounts of real models, USD. Undefined where none is known. */
  costUsd?: number;
  /** Sum of invented amounts of simulated models; never added to real ones. */
  simulatedUsd?: number;
  /** Answers that have ended and have no price. */
  withoutPrice: number;
  inputTokens: number;
  outputTokens: number;
  isEstimate: boolean;
  fastest?: Answer['id'];
  cheapest?: Answer['id'];
}

const leader = (
  answers: Answer[],
  value: (answer: Answer) => number | undefined,
): Answer['id'] | undefined => {
  const known = answers.flatMap((answer) => {
    const amount = value(answer);
    return amount === undefined ? [] : [{ id: answer.id, amount }];
  });
  if (known.length < 2) return undefined;
  known.sort((one, other) => one.amount - other.amount);
  const [first, second] = known;
  return first !== undefined && second !== undefined && first.amount < second.amount ? first.id : undefined;
};

/**
 * Totals over the given answers (those that count: one per column). Fastest and cheapest only among complete ones, only without a
 * tie, and among real ones as soon as there is one: invented speed and prices do not compete with real ones.
 */
export const totals = (answers: Answer[]): TurnTotals => {
  const sums: TurnTotals = { withoutPrice: 0, inputTokens: 0, outputTokens: 0, isEstimate: false };
  for (const answer of answers) {
    sums.inputTokens += answer.usage?.inputTokens ?? 0;
    sums.outputTokens += answer.usage?.outputTokens ?? 0;
    const { cost } = answer;
    if (cost === undefined) continue;
    if (cost.kind === 'unknown') sums.withoutPrice += 1;
    else if (cost.kind === 'simulated') sums.simulatedUsd = (sums.simulatedUsd ?? 0) + (cost.amountUsd ?? 0);
    else if (cost.kind !== 'local') {
      sums.costUsd = (sums.costUsd ?? 0) + (cost.amountUsd ?? 0);
      if (cost.isEstimate === true || cost.kind === 'approximate') sums.isEstimate = true;
    }
  }
  const real = answers.filter((answer) => !answer.asked.isSimulated);
  const complete = (real.length === 0 ? answers : real).filter(
    ({ status, finish }) =>
      // A refusal is quick and cheap, and no answer.
      status === 'complete' && finish?.reason !== 'refusal' && finish?.reason !== 'content_filter',
  );
  const fastest = leader(complete, (answer) => measure(answer).totalMs);
  const cheapest = leader(complete, (answer) =>
    answer.cost?.kind === 'unknown' ? undefined : answer.cost?.amountUsd,
  );
  if (fastest !== undefined) sums.fastest = fastest;
  if (cheapest !== undefined) sums.cheapest = cheapest;
  return sums;
};

/** The answers of a turn that count: of each column its latest. */
export const currentAnswers = (turn: Turn): Answer[] => [
  ...new Map(turn.answers.map((answer) => [answer.columnId, answer])).values(),
];
