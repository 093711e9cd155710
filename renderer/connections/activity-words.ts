// What a connection was used for, in words for its row in the list. Pure.
import type { ConnectionActivity } from '../../shared/connection-activity.ts';
import { formatCount, formatUsd, formatWhen } from '../../shared/format.ts';
import { failureSentence } from '../chat/failure-sentence.ts';

const day = (at: number): string =>
  new Date(at).toLocaleDateString('en', { day: 'numeric', month: 'short', year: 'numeric' });

const counted = (count: number, one: string, many: string): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/** "Since 3 Nov 2026: 14 answers · 12,400 tokens in · 3,200 out · $0.42, 2 without price"; undefined before the first answer. */
export const usageWords = (activity: ConnectionActivity): string | undefined => {
  const { answerCount, inputTokens, outputTokens, estimatedCount, uncountedCount, costUsd, unpricedCount } =
    activity;
  if (answerCount === 0 && inputTokens + outputTokens === 0) return undefined;
  const about = estimatedCount > 0 ? 'about ' : '';
  const hasTokens = inputTokens + outputTokens > 0;
  const tokens = hasTokens
    ? [`${about}${formatCount(inputTokens)} tokens in`, `${about}${formatCount(outputTokens)} out`]
    : [];
  if (uncountedCount > 0) tokens.push(`${counted(uncountedCount, 'answer', 'answers')} without token counts`);
  const cost = [
    costUsd > 0 && `${about}${formatUsd(costUsd)}`,
    unpricedCount > 0 && `${formatCount(unpricedCount)} without price`,
  ].filter(Boolean);
  return `Since ${day(activity.sinceAt)}: ${[
    counted(answerCount, 'answer', 'answers'),
    ...tokens,
    cost.length > 0 && cost.join(', '),
  ]
    .filter(Boolean)
    .join(' · ')}`;
};

export interface ErrorWords {
  /** "The key was rejected · gpt-6-sol · 14:05" */
  line: string;
  sentence: string;
}

export const lastErrorWords = (activity: ConnectionActivity, now: number): ErrorWords | undefined => {
  const { lastError } = activity;
  if (lastError === undefined) return undefined;
  const { title, sentence } = failureSentence(lastError.failure);
  return { line: `${title} · ${lastError.modelId} · ${formatWhen(lastError.at, now)}`, sentence };
};
