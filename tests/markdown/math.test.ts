// What is a formula and what is not, whole and in pieces.
import { describe, expect, it } from 'vitest';
import { type Fragment, joinFragments } from '../../shared/markdown/fragment.ts';
import { parseMarkdown } from '../../shared/markdown/parse.ts';
import { createMarkdownStream } from '../../shared/markdown/stream.ts';
import type { Block, Inline } from '../../shared/markdown/tree.ts';

const inInline = (inline: Inline): string[] => {
  if (inline.type === 'math') return [inline.tex];
  return 'children' in inline ? inline.children.flatMap(inInline) : [];
};

const inBlock = (block: Block): string[] => {
  switch (block.type) {
    case 'math':
      return [`${block.isOpen === true ? 'open' : 'block'}: ${block.tex}`];
    case 'paragraph':
    case 'heading':
      return block.children.flatMap(inInline);
    case 'quote':
      return block.children.flatMap(inBlock);
    case 'list':
      return block.items.flatMap((item) => item.children.flatMap(inBlock));
    case 'table':
      return [block.head, ...block.rows].flat(2).flatMap(inInline);
    default:
      return [];
  }
};

const formulasIn = (text: string): string[] => parseMarkdown(text).flatMap(inBlock);

const none = (texts: string[]): [string, string[]][] => texts.map((text) => [text, []]);

const cases: [text: string, formulas: string[]][] = [
  // Between dollar signs.
  ['$x$', ['x']],
  ['the $n$th of $x_1, …, x_n$', ['n', 'x_1, …, x_n']],
  ['$a$-axis, ($b$), "$c$".', ['a', 'b', 'c']],
  ['triangle $ABC$', ['ABC']],
  ['$a_b$ and $c_d$', ['a_b', 'c_d']],
  ['$a*b$ and $c*d$', ['a*b', 'c*d']],
  ['$\\$5 + x$', ['\\$5 + x']],
  ['$x <\ny$', ['x <\ny']],
  ['**bold $x^2$**', ['x^2']],
  ['[link $x$](https://a.b)', ['x']],
  ['面积为$x^2$。', ['x^2']],
  ['# Of $E = mc^2$', ['E = mc^2']],
  ['| a |\n|---|\n| $x^2$ |', ['x^2']],
  ['- item $x$', ['x']],
  ['> quoted $x$', ['x']],
  ['inline $$x^2$$ here', ['x^2']],
  ['inline $$ x $$ here', ['x']],
  // Money, variables and other dollars.
  ...none([
    '$5 and $6',
    '$5, or 5$',
    'from $5 to 10$ a day',
    'US$50 and HK$60',
    '$5-$6',
    '$1,000,000 is $1M',
    'costs $ 5 and $ 6',
    '$ x $',
    '$x $',
    '$ x$',
    '$x$5',
    'A$AP and Ke$ha',
    '$AAPL and $TSLA',
    '$HOME/bin:$PATH',
    'lone $',
    '$$ $$ here',
    '$$$x$$$',
    '\\$x\\$',
    '\\$5 and $6',
    'either or $a word and another$',
    '`$x$`',
    '``a $x$ b``',
    '    $x$',
    '```\n$x$\n```',
    '```\n$$\nx\n$$\n```',
    '$5 `a$`',
    'https://a.b/$x$',
    '<b>$</b>',
    '$$ is the process',
  ]),
  // Round and square brackets.
  ['\\(x\\)', ['x']],
  ['\\( x + y \\)', ['x + y']],
  ['\\(f(x)\\) of \\(n \\in S\\)', ['f(x)', 'n \\in S']],
  ['see \\[x^2\\] here', ['x^2']],
  ...none([
    '\\(see below\\)',
    '\\(\\)',
    '\\\\(x\\\\)',
    '`\\(x\\)`',
    '\\[note\\]',
    '\\[1\\]',
    '\\[x\\] done',
    '- \\[ \\] to do',
    '\\[foo\\]: /url',
    '\\(open',
    '\\[\\\\\\]',
  ]),
  // On lines of their own.
  ['$$\nx^2\n$$', ['block: x^2']],
  ['$$x^2$$', ['block: x^2']],
  ['$$ x^2\n+ y $$', ['block: x^2\n+ y']],
  ['\\[\nx\n\\]', ['block: x']],
  ['\\[ x = 1 \\]', ['block: x = 1']],
  ['Thus:\n$$\nx\n$$\nso', ['block: x']],
  ['Thus:\n\\[\nx\n\\]\nso', ['block: x']],
  ['- item\n\n  $$\n  x\n  $$\n- $y$', ['block: x', 'y']],
  ['> $$\n> x\n> $$', ['block: x']],
  ['$$\n\\begin{a}\nx\n\ny\n\\end{a}\n$$', ['block: \\begin{a}\nx\n\ny\n\\end{a}']],
  ['$$\n# x\n- y\n$$', ['block: # x\n- y']],
  ['$$x$$ and $y$', ['x', 'y']],
  ['$$', ['open: ']],
  ['$$\nx', ['open: x']],
  ['$$\nx\n\nText with $y$.', ['open: x', 'y']],
  ['- $$\n  x\n\nText', ['open: x']],
];

describe('formulas', () => {
  it.each(cases)('in %j are %j', (text, formulas) => {
    expect(formulasIn(text)).toEqual(formulas);
  });

  it('end the same, streamed in pieces of any size', () => {
    for (const [text] of cases)
      for (const size of [1, 2, 3, 5]) {
        const stream = createMarkdownStream();
        const fragments: Fragment[] = [];
        const whole = `${text}\n\nA line between.\n\n${text}`;
        for (let at = 0; at < whole.length; at += size) {
          stream.append(whole.slice(at, at + size));
          fragments.push(...stream.read().settled);
        }
        fragments.push(...stream.end());
        expect(joinFragments(fragments).flatMap(inBlock), `${JSON.stringify(text)} by ${size}`).toEqual(
          formulasIn(whole),
        );
      }
  });

  it('cost time in proportion to a hostile text', () => {
    for (const unit of ['$', '$a', '\\(', '\\[x', '$$\n', '$\\', '\\[\n', '$$ \\begin{a}\n']) {
      const startedAt = performance.now();
      parseMarkdown(unit.repeat(Math.floor(90_000 / unit.length)));
      expect(performance.now() - startedAt, unit).toBeLessThan(2000);
    }
  });
});
