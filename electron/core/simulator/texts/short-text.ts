// A few sentences: what a small, quick model sends.
import type { PromptFacts } from '../prompt-facts.ts';
import {
  counted,
  disclaimer,
  joinSentences,
  pick,
  quoted,
  settingSentences,
  turnSentence,
} from './phrases.ts';

export const shortText = (facts: PromptFacts): string =>
  [
    disclaimer,
    joinSentences([
      `The prompt begins with ${quoted(facts.opening, facts.isOpeningCut)} and has ${counted(facts)}.`,
      turnSentence(facts),
      ...settingSentences(facts),
    ]),
    pick(facts, 1, [
      'A small model would stand here: quick to begin, quick to end, two or three sentences.',
      'This is the shape of a short answer: one point, one reason, and then it stops.',
      'A quick model shows its first words almost at once and leaves the details out.',
    ]),
  ].join('\n\n');
