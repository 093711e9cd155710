// GitHub's extensions, against an independent implementation: react-markdown with remark-gfm, by structure and text.
import fc from 'fast-check';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import ReactMarkdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../shared/markdown/parse.ts';
import { asCommonmark, asOurs } from './as-commonmark.ts';

const plugins = [remarkGfm];

/** What the other one makes of it, in the words of our own comparison. */
const theirs = (markdown: string): string =>
  asOurs(
    renderToStaticMarkup(createElement(ReactMarkdown, { remarkPlugins: plugins }, markdown))
      .replace(/<input type="checkbox" disabled="" checked=""\/> ?/g, '[x] ')
      .replace(/<input type="checkbox" disabled=""\/> ?/g, '[ ] ')
      .replace(/ class="(?:contains-task-list|task-list-item)"/g, '')
      .replace(/ style="text-align:(\w+)"/g, ' align="$1"')
      .replaceAll('<br/>', '<br />')
      .replaceAll('<hr/>', '<hr />')
      .replace(/<img src="([^"]*)" alt="([^"]*)"\/>/g, '<img src="$1" alt="$2" />')
      .replaceAll('&#x27;', "'")
      .replace(/\s*(<\/?(?:table|thead|tbody|tr|th|td)(?: [^>]*)?>)\s*/g, '$1'),
  );

const ours = (markdown: string): string => asCommonmark(parseMarkdown(markdown));

const agreeing: readonly string[] = [
  // tables
  '| foo | bar |\n| --- | --- |\n| baz | bim |',
  '| abc | defghi |\n:-: | -----------:\nbar | baz',
  '| f\\|oo  |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |',
  '| abc | def |\n| --- | --- |\n| bar | baz |\n> bar',
  '| abc | def |\n| --- | --- |\n| bar | baz |\nbar\n\nbar',
  '| abc | def |\n| --- |\n| bar |',
  '| abc | def |\n| --- | --- |\n| bar |\n| bar | baz | boo |',
  '| abc | def |\n| --- | --- |',
  'a | b\n:- | -:\n*c* | `d`',
  '- x\n\n  | a | b |\n  | - | - |\n  | 1 | 2 |',
  '> | a | b |\n> | - | - |\n> | 1 | 2 |',
  '| a | b |\n| - | - |\n| [x](https://example.org/) | ~~y~~ |\n\nAfter.',
  '| a |\n| - |\n# Heading',
  '| a | b |\n| - | - |\n| 1 | 2 |\n- item',
  // task lists
  '- [ ] foo\n- [x] bar',
  '- [x] foo\n  - [ ] bar\n  - [x] baz\n- [ ] bim',
  '1. [X] one\n2. [ ] two',
  '- [x]not one\n- [y] not one either',
  // strikethrough
  'This ~~has a\n\nnew paragraph~~.',
  '~~Hi~~ Hello, world!',
  '~~**bold** and *soft*~~',
  'about ~5 and ~6 of them',
  'a~~b~~c and x ~~ y ~~ z',
  // addresses in text
  'https://encrypted.google.com/search?q=Markup+(business)',
  'http://commonmark.org and (https://example.org/x)',
  '`https://example.org/` stays code',
  '[https://example.org/](https://example.org/a)',
  // raw HTML is text in both
  'a <b>c</b>',
];

/** Where we differ on purpose, and must go on doing so. */
const deliberate: Record<string, readonly string[]> = {
  'notes at the foot are shown where they are written': ['Text[^1].\n\n[^1]: The note.'],
  'one tilde is read as “about”, so two strike out': ['Hello, ~there~ world!', 'This will ~~~not~~~ strike.'],
  'what has no scheme is no link: nobody’s guess decides where one leads': [
    'Visit www.commonmark.org/help for more.',
    'Write to foo@bar.baz today.',
  ],
};

describe('GitHub’s Markdown', () => {
  it.each(agreeing)('%j reads as it does elsewhere', (markdown) => {
    expect(ours(markdown)).toBe(theirs(markdown));
  });

  it.each(
    Object.entries(deliberate).flatMap(([reason, texts]) => texts.map((text) => [reason, text] as const)),
  )('differs on purpose: %s', (_reason, markdown) => {
    expect(ours(markdown)).not.toBe(theirs(markdown));
  });

  const word = fc.constantFrom('alpha', 'beta', 'gamma', 'delta', 'Epsilon', 'zeta7', 'eta');
  const phrase = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
  const inline = fc
    .array(
      fc.oneof(
        phrase,
        phrase.map((text) => `**${text}**`),
        phrase.map((text) => `*${text}*`),
        phrase.map((text) => `~~${text}~~`),
        phrase.map((text) => `\`${text}\``),
        word.map((text) => `[${text}](https://example.org/${text})`),
        word.map((text) => `https://example.org/${text}`),
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((parts) => parts.join(' '));
  const row = (cells: number) =>
    fc.array(inline, { minLength: cells, maxLength: cells }).map((texts) => `| ${texts.join(' | ')} |`);
  const rule = (cells: number) =>
    fc
      .array(fc.constantFrom('---', ':--', '--:', ':-:'), { minLength: cells, maxLength: cells })
      .map((marks) => `| ${marks.join(' | ')} |`);
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((cells) => fc.tuple(row(cells), rule(cells), fc.array(row(cells), { maxLength: 4 })))
    .map(([head, marks, rows]) => [head, marks, ...rows].join('\n'));
  const list = fc
    .tuple(fc.constantFrom('- ', '* ', '- [ ] ', '- [x] '), fc.array(inline, { minLength: 1, maxLength: 4 }))
    .map(([mark, items]) => items.map((item) => mark + item).join('\n'));
  const numbered = fc
    .array(inline, { minLength: 1, maxLength: 4 })
    .map((items) => items.map((item, index) => `${index + 1}. ${item}`).join('\n'));
  const block = fc.oneof(
    inline,
    table,
    list,
    numbered,
    inline.map((text) => `## ${text}`),
    inline.map((text) => `> ${text}`),
    fc.constant('```ts\nconst x = 1;\n```'),
    fc.constant('---'),
  );
  const document = fc.array(block, { minLength: 1, maxLength: 6 }).map((blocks) => blocks.join('\n\n'));

  it('reads 2,000 made documents as the other does', () => {
    fc.assert(
      fc.property(document, (markdown) => {
        expect(ours(markdown)).toBe(theirs(markdown));
      }),
      { numRuns: 2000, seed: 20261124 },
    );
  });
});
