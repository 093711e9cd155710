import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
  '\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}\u{E0041}',
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
  const settled: Block[] = [];
  for (const chunk of chunks) {
    growing.append(chunk);
    settled.push(...growing.read().settled);
  }
  settled.push(...growing.end());
  for (const { index, block } of growing.corrections()) settled[index] = block;
  return settled;
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
      { numRuns: 5000 },
    );
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

  it('settles a block as soon as nothing that follows can change it', () => {
    const growing = createMarkdownStream();
    const steps: [string, string[]][] = [
      ['# a\n', ['heading']],
      ['text', []],
      ['\n\n', ['paragraph']],
      ['- b\n', []],
      ['- c\n\n', []],
      ['```\nx', []],
      ['\n', ['list']],
      ['y\n```\n', ['code']],
      ['a | b\n-|-\n1 | 2\n\n', ['table']],
    ];
    for (const [text, settled] of steps) {
      growing.append(text);
      expect(growing.read().settled.map((block) => block.type)).toEqual(settled);
    }
  });

  it('shows an open fence as it grows, holding back a line that may close it', () => {
    const growing = createMarkdownStream();
    const seen = ['```js\nlet', ' a\n', '``', '` b', '\n'].map((chunk) => {
      growing.append(chunk);
      return growing.read().open;
    });
    expect(seen.map(([block]) => (block?.type === 'code' ? block.text : undefined))).toEqual([
      'let',
      'let a',
      'let a',
      'let a\n``` b',
      'let a\n``` b',
    ]);
  });

  it('mends links whose definitions come later, and only blocks that have brackets', () => {
    const growing = createMarkdownStream();
    growing.append('plain\n\nsee [r]\n\nmore\n\n[r]: https://a.b\n');
    growing.read();
    growing.append('\nlast [r]\n\n[q]: https://c.d');
    growing.read();
    growing.end();
    expect([...growing.corrections()].map(({ index }) => index)).toEqual([1, 3]);
  });

  it('reads only what is open: a long settled past costs nothing', () => {
    const growing = createMarkdownStream();
    for (let at = 0; at < 2000; at += 1) {
      growing.append(`paragraph ${at}\n\n`);
      expect(growing.read()).toEqual({
        settled: [{ type: 'paragraph', children: [{ type: 'text', text: `paragraph ${at}` }] }],
        open: [],
      });
    }
  });
});
