// A long Markdown answer with everything a column must be able to show: headings, lists, a table, code, a quote, links, a picture
// that must not be loaded, and characters of several bytes. Its contents are counts of the prompt.
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

const table = (facts: PromptFacts): string => {
  const withoutSpaces = facts.characters - Math.max(0, facts.words - 1);
  const rows: readonly (readonly [measure: string, value: number, how: string])[] = [
    ['Words', facts.words, 'counted'],
    ['Characters', facts.characters, 'counted'],
    ['Characters less a space between words', withoutSpaces, '*computed*'],
    ['Lines', facts.lines, 'counted'],
    ['Turns so far', facts.turn, 'counted'],
  ];
  return [
    '| Measure of the prompt | Value | How | As code |',
    '| :-- | --: | :-: | --- |',
    ...rows.map(
      ([measure, value, how]) => `| ${measure} | ${value.toLocaleString('en')} | ${how} | \`${value}\` |`,
    ),
  ].join('\n');
};

const code = (facts: PromptFacts): string =>
  [
    '```ts',
    'interface Prompt {',
    '  opening: string;',
    '  words: number;',
    '  characters: number;',
    '}',
    '',
    '// Counts of the prompt above, and nothing else.',
    'const prompt: Prompt = {',
    `  opening: ${JSON.stringify(facts.opening)},`,
    `  words: ${facts.words},`,
    `  characters: ${facts.characters},`,
    '};',
    "console.log(prompt.words, 'words,', prompt.characters / prompt.words, 'characters each');",
    '```',
    '',
    'The same in another language, indented by four:',
    '',
    '```python',
    `prompt = {"words": ${facts.words}, "characters": ${facts.characters}, "turn": ${facts.turn}}`,
    '',
    'def longest(pairs):',
    '    """Return the name of the largest count."""',
    '    return max(pairs, key=lambda name: pairs[name])',
    '',
    'print(longest(prompt))',
    '```',
    '',
    'And as a query, in a table that does not exist:',
    '',
    '```sql',
    'SELECT turn, words, characters',
    '  FROM prompts',
    ` WHERE words >= ${facts.words}`,
    ' ORDER BY turn DESC',
    ' LIMIT 1;',
    '```',
  ].join('\n');

export const longText = (facts: PromptFacts): string =>
  [
    disclaimer,
    '# A long simulated answer',
    joinSentences([
      `The prompt begins with ${quoted(facts.opening, facts.isOpeningCut)}.`,
      `It has ${counted(facts)} on ${count(facts.lines, 'line')}.`,
      turnSentence(facts),
      ...settingSentences(facts),
    ]),
    '## What a long answer is made of',
    [
      '- An **opening** that says what comes',
      '- A *middle* in several parts',
      '  - some of them nested',
      '    - and some nested deeper',
      '  - with ~~words taken back~~ and `code in the line`',
      '- An end that ***repeats*** the opening',
    ].join('\n'),
    '### In order',
    [
      '1. Count the words.',
      '2. Count the characters.',
      '   1. Leave the spaces in.',
      '   2. Leave the line breaks in.',
      '3. Put both into a table.',
    ].join('\n'),
    '### Done and not done',
    [
      `- [x] Counted ${count(facts.words, 'word')}`,
      `- [x] Counted ${count(facts.characters, 'character')}`,
      '- [ ] Understood any of them',
    ].join('\n'),
    '## The counts as a table',
    table(facts),
    '## The counts as code',
    code(facts),
    '## A quote, links and a picture',
    `> The prompt, quoted from its beginning: ${quoted(facts.opening, facts.isOpeningCut)}\n>\n> > And a quote inside the quote.`,
    'Links to addresses reserved for examples: [a page](https://example.com/page?from=simulator), <https://example.org/>, and [a mail address](mailto:someone@example.com).',
    'A picture stands below. It is never fetched: only its place and its host are shown.',
    '![A picture that must not be loaded](https://images.example.com/simulated.png "Simulated picture")',
    '---',
    '## Characters of several bytes',
    'Accents: àéîõü ßøå. Greek: αβγ. Cyrillic: абв. Han: 提示词的字数. Kana: これは模擬です。 Hangul: 모의 답변. Right to left: שלום, مرحبا. Emoji: 🙂 👩‍💻 🏳️‍🌈 🇪🇺. Mathematics: ∑ ≤ √ 𝑥.',
    'That is the whole of it. A real model would now say the same again in other words; this one stops.',
  ].join('\n\n');
