// What the answers of one connection add up to, and how one answer adds to it. Knows nothing of where the sums are kept.
import { type Answer, isRunning } from './chat.ts';
import { simulatorConnectionId } from './connection.ts';
import type { Failure } from './failure.ts';
import type { ModelRef } from './model.ts';

export interface LastError {
  failure: Failure;
  /** Epoch ms. */
  at: number;
  modelId: ModelRef['modelId'];
}

/** Sums over every answer that ended, whether or not its chat is still there. What is not known is counted, never taken for zero. */
export interface ConnectionActivity {
  /** Epoch ms: when the first of them was asked. */
  sinceAt: number;
  /** Answers of which something arrived. */
  answerCount: number;
  inputTokens: number;
  outputTokens: number;
  /** Answers whose tokens are partly or wholly estimated. */
  estimatedCount: number;
  /** Answers without token counts of any kind. */
  uncountedCount: number;
  /** Of the answers with a price. */
  costUsd: number;
  /** Answers of which no price is known; what runs on this computer has none and costs nothing. */
  unpricedCount: number;
  lastError?: LastError;
}

/** Collate's own end, not the endpoint's doing. */
const isOwnEnd = ({ kind, host }: Failure): boolean => kind === 'stream_broken' && host === undefined;

const errorOf = ({ asked, failure, timings }: Answer): LastError | undefined =>
  failure === undefined || isOwnEnd(failure)
    ? undefined
    : { failure, at: timings.startedAt + (timings.endedMs ?? 0), modelId: asked.model.modelId };

/** What one answer adds; undefined for one that runs, was simulated, or ended before anything came of it. */
export const activityOf = (answer: Answer): ConnectionActivity | undefined => {
  const { asked, usage, cost, status, parts, timings } = answer;
  if (isRunning(answer) || asked.isSimulated || asked.model.connectionId === simulatorConnectionId)
    return undefined;
  const lastError = errorOf(answer);
  const isAnswer = status !== 'failed' && (status === 'complete' || parts.length > 0 || usage !== undefined);
  const isUse = isAnswer || usage !== undefined;
  if (!isUse && lastError === undefined) return undefined;
  const count = (isCounted: boolean): number => (isUse && isCounted ? 1 : 0);
  return {
    sinceAt: timings.startedAt,
    answerCount: isAnswer ? 1 : 0,
    inputTokens: usage?.inputTokens ?? 0,
    outputTokens: usage?.outputTokens ?? 0,
    estimatedCount: count(usage !== undefined && usage.source !== 'reported'),
    uncountedCount: count(usage === undefined),
    costUsd: cost?.amountUsd ?? 0,
    unpricedCount: count(cost?.amountUsd === undefined && cost?.kind !== 'local'),
    ...(lastError !== undefined && { lastError }),
  };
};

const laterOf = (one: LastError | undefined, other: LastError | undefined): LastError | undefined =>
  one === undefined || (other !== undefined && other.at >= one.at) ? other : one;

/** Both together; `undefined` is nothing yet. */
export const addActivity = (
  sum: ConnectionActivity | undefined,
  added: ConnectionActivity,
): ConnectionActivity => {
  if (sum === undefined) return added;
  const lastError = laterOf(sum.lastError, added.lastError);
  return {
    sinceAt: Math.min(sum.sinceAt, added.sinceAt),
    answerCount: sum.answerCount + added.answerCount,
    inputTokens: sum.inputTokens + added.inputTokens,
    outputTokens: sum.outputTokens + added.outputTokens,
    estimatedCount: sum.estimatedCount + added.estimatedCount,
    uncountedCount: sum.uncountedCount + added.uncountedCount,
    costUsd: sum.costUsd + added.costUsd,
    unpricedCount: sum.unpricedCount + added.unpricedCount,
    ...(lastError !== undefined && { lastError }),
  };
};
