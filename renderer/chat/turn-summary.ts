import type { Answer } from '../../shared/chat.ts';
import { formatCount, formatDuration, formatUsd } from '../../shared/format.ts';
import { measure, totals } from '../../shared/metrics.ts';

export interface SummaryItem {
  name: 'fastest' | 'cheapest' | 'cost' | 'simulated' | 'tokens' | 'running';
  label: string;
  value: string;
  detail?: string;
}

const plural = (count: number, one: string, many: string): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/**
 * What is to be said of a turn as a whole. `answers`: one per column; `labelOf`: how a column is called.
 * Real money and invented money never share a number, and what has no price is counted, not guessed.
 */
export const turnSummary = (
  answers: Answer[],
  labelOf: (columnId: Answer['columnId']) => string,
): SummaryItem[] => {
  const sums = totals(answers);
  const items: SummaryItem[] = [];
  const find = (id: Answer['id'] | undefined) => answers.find((answer) => answer.id === id);

  const running = answers.filter((each) => each.status === 'waiting' || each.status === 'streaming').length;
  if (running > 0)
    items.push({ name: 'running', label: 'Answering', value: `${running} of ${answers.length}` });

  const fastest = find(sums.fastest);
  const fastestMs = fastest === undefined ? undefined : measure(fastest).totalMs;
  if (fastest !== undefined && fastestMs !== undefined)
    items.push({
      name: 'fastest',
      label: 'Fastest',
      value: `${labelOf(fastest.columnId)}, ${formatDuration(fastestMs)}`,
      detail: 'The shortest total time among complete answers.',
    });

  const cheapest = find(sums.cheapest);
  if (cheapest?.cost?.amountUsd !== undefined)
    items.push({
      name: 'cheapest',
      label: 'Cheapest',
      value: `${labelOf(cheapest.columnId)}, ${formatUsd(cheapest.cost.amountUsd)}${cheapest.asked.isSimulated ? ' invented' : ''}`,
      detail: 'The lowest known cost among complete answers.',
    });

  if (sums.costUsd !== undefined || sums.withoutPrice > 0) {
    const without = sums.withoutPrice === 0 ? '' : `${formatCount(sums.withoutPrice)} without price`;
    const known = sums.costUsd === undefined ? '' : `${sums.isEstimate ? '~' : ''}${formatUsd(sums.costUsd)}`;
    items.push({
      name: 'cost',
      label: 'Total cost',
      value: known === '' ? `unknown, ${without}` : without === '' ? known : `${known} and ${without}`,
      detail: 'The sum of all known costs. Answers without a price are counted apart, never as zero.',
    });
  }
  if (sums.simulatedUsd !== undefined)
    items.push({
      name: 'simulated',
      label: 'Simulated',
      value: `${formatUsd(sums.simulatedUsd)} invented`,
      detail: 'Invented prices of simulated models. Never added to real ones.',
    });
  if (sums.inputTokens + sums.outputTokens > 0)
    items.push({
      name: 'tokens',
      label: 'Tokens',
      value: `${formatCount(sums.inputTokens)} in, ${formatCount(sums.outputTokens)} out`,
      detail: `Over ${plural(answers.length, 'answer', 'answers')}.`,
    });
  return items;
};
