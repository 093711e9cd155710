import type { answerStatuses } from '../../shared/chat.ts';

export type Status = (typeof answerStatuses)[number];

/** An answer that has just got another status. */
export interface StatusChange {
  /** Name of the column, unique in the chat. */
  label: string;
  status: Status;
}

/** Up to so many answers are named; more are counted. */
const maxNamed = 2;

const words: Record<Status, string | undefined> = {
  waiting: undefined,
  streaming: 'started',
  complete: 'done',
  stopped: 'stopped',
  interrupted: 'interrupted',
  failed: 'failed',
};

/** What is counted rather than named when it happens to many at once. */
const counted: readonly Status[] = ['streaming', 'complete', 'stopped'];

/**
 * One breath about what happened to the answers of a turn since the last one: "Ash started. Birch failed", "8 answers started",
 * "3 of 8 done". `ended` of `count` answers are no longer running.
 */
export const announcementOf = (
  changes: readonly StatusChange[],
  { ended, count }: { ended: number; count: number },
): string => {
  const sentences: string[] = [];
  for (const status of Object.keys(words) as Status[]) {
    const labels = changes.filter((change) => change.status === status).map(({ label }) => label);
    const word = words[status];
    if (word === undefined || labels.length === 0) continue;
    if (labels.length <= maxNamed || !counted.includes(status))
      sentences.push(...labels.map((label) => `${label} ${word}`));
    else if (status === 'complete') sentences.push(`${ended} of ${count} done`);
    else sentences.push(`${labels.length} answers ${word}`);
  }
  return sentences.join('. ');
};
