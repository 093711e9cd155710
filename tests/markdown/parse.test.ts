import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../shared/markdown/parse.ts';
import type { Block, Inline } from '../../shared/markdown/tree.ts';
import { hostileSchemes, hostileTexts, spellings } from './hostile-texts.ts';

const text = (value: string): Inline => ({ type: 'text', text: value });
const paragraph = (...children: Inline[]): Block => ({ type: 'paragraph', children });
const link = (href: string, host: string, ...children: Inline[]): Inline => ({
  type: 'link',
  link: { href, host, warnings: [] },
  children,
});

/** All nodes of a tree, whatever their kind. */
const nodes = (value: unknown): Record<string, unknown>[] => {
  if (Array.isArray(value)) return value.flatMap(nodes);
  if (typeof value !== 'object' || value === null) return [];
  const own = value as Record<string, unknown>;
  return [...('type' in own ? [own] : []), ...Object.values(own).flatMap(nodes)];
};

/** Everything a reader would see as characters. */
const visible = (value: unknown): string =>
  nodes(value)
    .map((node) => [node.text, node.alt, node.address].filter((part) => typeof part === 'string').join(' '))
    .join('');

const depthOf = (value: unknown): number => {
  if (Array.isArray(value)) return Math.max(0, ...value.map(depthOf));
  if (typeof value !== 'object' || value === null) return 0;
  const children =
    (value as { children?: unknown; items?: unknown }).children ?? (value as { items?: unknown }).items;
  return children === undefined ? 1 : 1 + depthOf(children);
};

describe('parseMarkdown', () => {
  it('knows paragraphs, emphasis, code, breaks and strikethrough', () => {
    expect(parseMarkdown('a *b **c*** `d`  \ne ~~f~~\ng')).toEqual([
      paragraph(
        text('a '),
        { type: 'emphasis', children: [text('b '), { type: 'strong', children: [text('c')] }] },
        text(' '),
        { type: 'code', text: 'd' },
        { type: 'line-break' },
        text('e '),
        { type: 'strikethrough', children: [text('f')] },
        text('\ng'),
      ),
    ]);
  });

  it('gives headings the level as written and a depth that never skips one', () => {
    const headings = parseMarkdown('### a\n\n##### b\n\n> ## c\n\n# d\n\ne\n===').flatMap(nodes);
    expect(
      headings.filter((node) => node.type === 'heading').map(({ level, depth }) => [level, depth]),
    ).toEqual([
      [3, 1],
      [5, 2],
      [2, 1],
      [1, 1],
      [1, 1],
    ]);
  });

  it('knows nested lists, their first number, tightness and tasks', () => {
    const [list] = parseMarkdown('3. [x] a\n   - b\n\n4. [ ] c');
    expect(list).toEqual({
      type: 'list',
      isOrdered: true,
      start: 3,
      isTight: false,
      items: [
        {
          isChecked: true,
          children: [
            paragraph(text('a')),
            {
              type: 'list',
              isOrdered: false,
              start: 1,
              isTight: true,
              items: [{ children: [paragraph(text('b'))] }],
            },
          ],
        },
        { isChecked: false, children: [paragraph(text('c'))] },
      ],
    });
  });

  it('knows tables with alignment, escaped bars and short rows', () => {
    expect(parseMarkdown('| a | b |\n|:-:|--:|\n| 1 \\| 2 |\n')).toEqual([
      {
        type: 'table',
        alignments: ['center', 'right'],
        head: [[text('a')], [text('b')]],
        rows: [[[text('1 | 2')], []]],
      },
    ]);
  });

  it('knows fences, their language, indented code, quotes and rules, and says which fence was never closed', () => {
    expect(parseMarkdown('```ts {1}\na\n\n```\n\n    b\n\n> c\n\n---\n~~~\nd')).toEqual([
      { type: 'code', language: 'ts', text: 'a\n' },
      { type: 'code', language: '', text: 'b' },
      { type: 'quote', children: [paragraph(text('c'))] },
      { type: 'rule' },
      { type: 'code', language: '', text: 'd', isOpen: true },
    ]);
  });

  it('resolves definitions wherever they stand, the first of a label winning', () => {
    const expected = link('https://a.b/', 'a.b', text('r'));
    expect(parseMarkdown('[r]\n\n> [R]: https://a.b\n\n[r]: https://c.d')[0]).toEqual(paragraph(expected));
  });

  it.each([
    ['see https://a.b/c_d.', 'https://a.b/c_d', '.'],
    ['(https://a.b/x_(y))', 'https://a.b/x_(y)', ')'],
    ['**http://a.b**', 'http://a.b/', ''],
    ['读https://a.b/路。好', 'https://a.b/%E8%B7%AF', '。好'],
  ])('links the bare address in %s', (source, href, after) => {
    const found = nodes(parseMarkdown(source)).find((node) => node.type === 'link');
    expect(found?.link).toMatchObject({ href });
    expect(visible(parseMarkdown(source)).endsWith(after)).toBe(true);
  });

  it.each(['xhttps://a.b', 'ftp://a.b', 'www.a.b', 'a@b.example', 'https://', '`https://a.b`'])(
    'leaves %s as it is',
    (source) => {
      expect(nodes(parseMarkdown(source)).filter((node) => node.type === 'link')).toEqual([]);
    },
  );

  it('shows raw HTML as the text it is, and ends it at a blank line', () => {
    expect(parseMarkdown('<!-- <b>x</b>\n\n*y* <b onclick=z>w</b>')).toEqual([
      { type: 'html', text: '<!-- <b>x</b>' },
      paragraph({ type: 'emphasis', children: [text('y')] }, text(' <b onclick=z>w</b>')),
    ]);
  });

  it('names an image and never makes it a link', () => {
    expect(
      parseMarkdown('![a *b*](https://h.example:8443/p.png?q=1 "t") ![](data:image/png;base64,AA)'),
    ).toEqual([
      paragraph(
        { type: 'image', alt: 'a b', host: 'h.example:8443', address: 'https://h.example:8443/p.png?q=1' },
        text(' '),
        { type: 'image', alt: '', host: '', address: 'data:image/png;base64,AA' },
      ),
    ]);
  });

  it('keeps the label and the address of a link it refuses', () => {
    expect(parseMarkdown('[a *b*](javascript:x) <irc:c> [d](#e) Map<std::string>')).toEqual([
      paragraph(
        text('a '),
        { type: 'emphasis', children: [text('b')] },
        text(' (javascript:x) <irc:c> d (#e) Map<std::string>'),
      ),
    ]);
  });

  it('makes no link of any hostile scheme, however it is spelled or brought in', () => {
    const wrong: string[] = [];
    for (const scheme of hostileSchemes)
      for (const spell of spellings) {
        const address = spell(scheme);
        // An https: address inside another may become a link to itself, never to what stands around it.
        for (const source of [
          `[x](${address})`,
          `[x](<${address}>)`,
          `<${address}>`,
          `[x]\n\n[x]: ${address}`,
          address,
        ])
          for (const node of nodes(parseMarkdown(source)))
            if (node.type === 'link' && !(node.link as { href: string }).href.startsWith('https://a.b'))
              wrong.push(source);
      }
    expect(wrong).toEqual([]);
  });

  it('judges every link it does make', () => {
    for (const source of hostileTexts)
      for (const node of nodes(parseMarkdown(source)))
        if (node.type === 'link')
          expect((node.link as { href: string }).href).toMatch(/^(https?:\/\/|mailto:)[^\s"'<>]+$/);
  });

  it('shows tag characters, control characters, and changes of direction where they deceive', () => {
    const tagged = [...'hi'].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('');
    const england = '\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}';
    expect(
      parseMarkdown(`a${tagged}\u0007 ${england} \u202eb\u202c \`\u202ec\` [\u202ed](https://a.b)`),
    ).toEqual([
      paragraph(
        text(`a⟦hi⟧\u2407 ${england} \u202eb\u202c `),
        { type: 'code', text: '⟦U+202E⟧c' },
        text(' '),
        link('https://a.b/', 'a.b', text('⟦U+202E⟧d')),
      ),
    ]);
  });

  it('shows what has no width in code and in links, where each sign counts, and leaves it in prose', () => {
    expect(
      parseMarkdown(
        'so\u00adft\u200b 👩\u200d💻 `pass\u200bword\u2060` [ba\u200bnk\u00ad](https://a.b)\n\n    a\ufeffb 👩\u200d💻',
      ),
    ).toEqual([
      paragraph(
        text('so\u00adft\u200b 👩\u200d💻 '),
        { type: 'code', text: 'pass⟦U+200B⟧word⟦U+2060⟧' },
        text(' '),
        link('https://a.b/', 'a.b', text('ba⟦U+200B⟧nk⟦U+00AD⟧')),
      ),
      { type: 'code', language: '', text: 'a⟦U+FEFF⟧b 👩\u200d💻' },
    ]);
  });

  it.each([
    ['quotes', '>'.repeat(30_000), 'deep'],
    ['list items', '- '.repeat(20_000), 'deep'],
    ['emphasis', '*a **b '.repeat(3000), `deep${' c** d*'.repeat(3000)}`],
    ['brackets', '['.repeat(10_000), `deep${']'.repeat(10_000)}`],
    [
      'quoted lists on many lines',
      Array.from({ length: 300 }, (_, at) => `${'> - '.repeat(at)}x`).join('\n'),
      '\n\ndeep',
    ],
  ])('nests %s at most a hundred deep and loses no text', (_name, before, after) => {
    const tree = parseMarkdown(before + after);
    expect(depthOf(tree)).toBeLessThan(210);
    expect(visible(tree)).toContain('deep');
  });

  it('ends a table at five thousand cells, shows its further lines as source, and goes on after it', () => {
    const row = `${'| a '.repeat(50)}|`;
    const source = [row, `${'|---'.repeat(50)}|`, ...Array.from({ length: 99 }, () => row)].join('\n');
    expect(parseMarkdown(source)[0]?.type).toBe('table');
    expect(parseMarkdown(`${source}\n${row}\n${row}\n\nafter`).slice(1)).toEqual([
      { type: 'code', language: '', text: `${row}\n${row}` },
      paragraph(text('after')),
    ]);
  });

  const generators: [string, (size: number) => string][] = [
    ['an address full of stars', (size) => `https://a.b/${'*'.repeat(size)}x`],
    ['addresses closed too often', (size) => `https://a.b/${')'.repeat(size)} `.repeat(3)],
    ['schemes without end', (size) => 'https://'.repeat(size / 8)],
    ['open comments', (size) => '</<!--'.repeat(size / 6)],
    ['open angle brackets', (size) => '<'.repeat(size)],
    ['stars and letters', (size) => `a**b${'c* '.repeat(size / 3)}`],
    ['open brackets', (size) => '['.repeat(size)],
    ['open images', (size) => '!['.repeat(size / 2)],
    ['links in links', (size) => `${'[a](b '.repeat(size / 6)}`],
    [
      'backticks of all lengths',
      (size) => Array.from({ length: Math.sqrt(size) }, (_, at) => '`'.repeat(at)).join(' '),
    ],
    ['definitions that never end', (size) => `[a]: b "${'x\n'.repeat(size / 2)}`],
    ['definitions', (size) => '[a]: b\n'.repeat(size / 7)],
    ['labels that never end', (size) => `[${'x\n'.repeat(size / 2)}`],
    ['entities', (size) => '&'.repeat(size)],
    ['escapes', (size) => '\\'.repeat(size)],
    ['tildes', (size) => '~~a'.repeat(size / 3)],
    ['underscores', (size) => '_a__'.repeat(size / 4)],
    ['a ragged table', (size) => `|a|b|c|\n|-|-|-|\n${'|\n'.repeat(size / 2)}`],
    ['delimiter rows', (size) => '|-|-|\n'.repeat(size / 6)],
    ['nested quotes on many lines', (size) => `${'>'.repeat(60)}\n`.repeat(size / 61)],
    ['list markers', (size) => '- - - - a\n'.repeat(size / 10)],
    ['rules and underlines', (size) => 'a\n---\n'.repeat(size / 6)],
    ['tag characters', (size) => '\u{E0041}'.repeat(size / 2)],
    ['autolinks', (size) => '<a:'.repeat(size / 3)],
  ];

  // A guard against hanging, not a measurement: the worst of them takes a tenth of this on a slow machine.
  it.each(generators)('does not hang on %s', (_name, generate) => {
    const startedAt = performance.now();
    parseMarkdown(generate(40_000));
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  it('never throws, and never loses a word', () => {
    const pieces = [
      '*',
      '_',
      '`',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '#',
      '-',
      '\n',
      '\n\n',
      '    ',
      '|',
      '~',
      '!',
      '\\',
      '&',
      ':',
      '"',
      '\t',
      '\r',
    ];
    const source = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.stringMatching(/^[a-z]{3}$/)), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(source, (parts) => {
        const tree = parseMarkdown(parts.join(''));
        const seen = visible(tree) + JSON.stringify(tree);
        // Words right after a fence are its language, of which one is shown; those in definitions are not printed at all.
        if (/[`~]{3}|\]:/.test(parts.join(''))) return;
        for (const word of parts) if (/^[a-z]{3}$/.test(word)) expect(seen).toContain(word);
      }),
      { numRuns: 1000 },
    );
  });
});
