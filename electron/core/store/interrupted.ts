// What becomes of answers that were still running when the last process ended. Knows nothing of why it ended.
import type { Answer } from '../../../shared/chat.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { Notice } from '../../../shared/state.ts';

const failure: Failure = {
  kind: 'stream_broken',
  message: 'Collate ended while this answer was streaming.',
};

const hasContent = (answer: Answer): boolean =>
  answer.parts.some((part) => (part.type === 'text' || part.type === 'reasoning') && part.text !== '');

/** The answer as it has to be kept. When it ended is not known, so no time of an end is made up. */
export const interrupt = ({ retry: _, ...answer }: Answer): Answer => ({
  ...answer,
  status: hasContent(answer as Answer) ? 'interrupted' : 'failed',
  failure,
});

export const interruptedNotice = (count: number): Notice => ({
  id: 'answers-interrupted',
  kind: 'answers-interrupted',
  message:
    count === 1
      ? 'One answer was still streaming when Collate last ended. What had arrived was kept.'
      : `${count} answers were still streaming when Collate last ended. What had arrived was kept.`,
});
