// An answer of middle length with a list: what an even, unhurried model sends.
import type { PromptFacts } from '../prompt-facts.ts';
import {
  count,
  counted,
  disclaimer,
  joinSentences,
  pick,
  quoted,
  settingSentences,
  turnSentence,
} from './phrases.ts';

export const steadyText = (facts: PromptFacts): string =>
  [
    disclaimer,
    joinSentences([
      `You wrote ${counted(facts)} on ${count(facts.lines, 'line')}, beginning with ${quoted(facts.opening, facts.isOpeningCut)}.`,
      turnSentence(facts),
      ...settingSentences(facts),
    ]),
    'A model of this kind would now go through the prompt in order:',
    [
      '1. **Restate** what is asked, in one sentence.',
      '2. **Answer** it, with the reason next to each claim.',
      '3. **Bound** it: say what was assumed and what was left out.',
    ].join('\n'),
    pick(facts, 2, [
      'Watch the speed of this column rather than its words: every token comes after the same pause.',
      'The words matter less than the rhythm here: the tokens of this column arrive evenly.',
    ]),
    'Nothing above says anything about the world. Add a connection to compare real models.',
  ].join('\n\n');
