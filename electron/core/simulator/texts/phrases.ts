// Sentences that several simulated models share, each true of the prompt and of nothing else.
import type { PromptFacts } from '../prompt-facts.ts';

/** Every answer opens with it, so that nobody can take the text for a model's. */
export const disclaimer = '**Simulated answer.** No model was asked; this text is only about your prompt.';

/** Backslashes before what Markdown would read as markup, so that quoted words stay words. */
const escapeMarkdown = (text: string): string => text.replaceAll(/[\\`*_[\]|<>~#]/g, '\\$&');

export const quoted = (opening: string, isCut: boolean): string =>
  `“${escapeMarkdown(opening)}${isCut ? ' …' : ''}”`;

export const count = (value: number, noun: string): string =>
  `${value.toLocaleString('en')} ${noun}${value === 1 ? '' : 's'}`;

export const counted = (facts: PromptFacts): string =>
  `${count(facts.words, 'word')} and ${count(facts.characters, 'character')}`;

/** The same prompt always picks the same one. `salt` keeps two picks of one text apart. */
export const pick = (facts: PromptFacts, salt: number, choices: readonly [string, ...string[]]): string =>
  choices[((facts.seed >>> (salt * 3)) % 997) % choices.length] ?? choices[0];

export const turnSentence = (facts: PromptFacts): string =>
  facts.previousOpening === undefined
    ? 'It is the first turn of this chat.'
    : `It is turn ${facts.turn} of this chat; the prompt before it began with ${quoted(facts.previousOpening, false)}.`;

/** One sentence for each thing that came with the prompt; none when nothing did. */
export const settingSentences = (facts: PromptFacts): string[] => [
  ...(facts.systemWords > 0 ? [`A system prompt of ${count(facts.systemWords, 'word')} came with it.`] : []),
  ...(facts.temperature === undefined
    ? []
    : [`Temperature ${facts.temperature} was set; a simulated model has nothing to vary.`]),
  ...(facts.effort === undefined
    ? []
    : [`Reasoning effort “${escapeMarkdown(facts.effort)}” was asked for.`]),
  ...(facts.maxOutputTokens === undefined
    ? []
    : [`At most ${count(facts.maxOutputTokens, 'output token')} were allowed.`]),
];

export const joinSentences = (sentences: readonly string[]): string => sentences.join(' ');
