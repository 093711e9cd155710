// The tail of a running answer: the events since its body was written, merged so that writing costs what is new and not what
// has come so far. Folded back by the one reducer, so what is read cannot differ from what was shown.
import type { Answer } from '../../../shared/chat.ts';
import type { AnswerEvent } from '../../../shared/event.ts';
import { reduceAnswer } from '../../../shared/reduce-answer.ts';

/** Appends in place. Neighbouring deltas of one part become one; a repeated usage report replaces the one before. */
export const addToTail = (events: AnswerEvent[], event: AnswerEvent): void => {
  const last = events.at(-1);
  if (
    last?.type === 'answer-delta' &&
    event.type === 'answer-delta' &&
    last.part === event.part &&
    last.reasoningKind === event.reasoningKind
  )
    events[events.length - 1] = { ...last, text: last.text + event.text, lastMs: event.lastMs };
  else if (last?.type === 'answer-usage-reported' && event.type === last.type)
    events[events.length - 1] = event;
  else events.push(event);
};

export const foldTail = (answer: Answer, events: readonly AnswerEvent[]): Answer =>
  events.reduce(reduceAnswer, answer);
