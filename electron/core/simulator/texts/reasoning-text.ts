// Reasoning parts and the answer after them: what a slow reasoning model sends. More effort, more parts.
import type { PromptFacts } from '../prompt-facts.ts';
import {
  count,
  counted,
  disclaimer,
  joinSentences,
  quoted,
  settingSentences,
  turnSentence,
} from './phrases.ts';

/** Parts by the effort word of the request; an unknown word counts as none given. */
const partsByEffort: Readonly<Record<string, number>> = {
  none: 0,
  off: 0,
  minimal: 1,
  low: 2,
  medium: 3,
  high: 5,
  xhigh: 7,
  max: 9,
};
const usualParts = 3;

const headings = [
  'Reading the prompt',
  'Counting',
  'Choosing a shape',
  'Looking at the opening',
  'Looking for a question',
  'Comparing with the turn before',
  'Weighing the length',
  'Checking the settings',
  'Deciding to stop',
] as const;

const thoughts = (facts: PromptFacts): readonly string[] => [
  `It begins with ${quoted(facts.opening, facts.isOpeningCut)}.`,
  `It has ${counted(facts)} to go through.`,
  'Three short paragraphs will do for a simulated answer.',
  `The first words are ${count(facts.opening.length, 'character')} long.`,
  'Whether there is a question in it cannot be judged here: nothing in this text understands it.',
  facts.previousOpening === undefined
    ? 'There is no turn before this one, so there is nothing to compare with.'
    : `The turn before began with ${quoted(facts.previousOpening, false)}.`,
  `The prompt stands on ${count(facts.lines, 'line')}; the answer should not be much longer.`,
  settingSentences(facts)[0] ?? 'No settings came with the prompt.',
  'More effort would only add more parts like these.',
];

/** One string for each part of the reasoning; empty when reasoning was switched off. */
export const reasoningParts = (facts: PromptFacts): string[] => {
  const parts = thoughts(facts);
  return headings
    .slice(0, partsByEffort[facts.effort ?? ''] ?? usualParts)
    .map((heading, index) => `**${heading}**\n\n${parts[index] ?? ''}`);
};

export const reasoningText = (facts: PromptFacts): string => {
  const parts = reasoningParts(facts).length;
  return [
    disclaimer,
    parts === 0
      ? 'Reasoning was switched off for this prompt, so the answer came without it.'
      : `Before this sentence the simulated model wrote ${count(parts, 'part')} of reasoning, shown apart from the answer and counted apart as well.`,
    joinSentences([
      `The prompt has ${counted(facts)}; it begins with ${quoted(facts.opening, facts.isOpeningCut)}.`,
      turnSentence(facts),
      ...settingSentences(facts),
    ]),
    'A reasoning model lets you wait for the first word and then answers in few of them. Compare its time to first token with its time to first text.',
  ].join('\n\n');
};
