import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CompareInput, compareTexts, type DiffRow } from '../../../shared/compare/compare-texts.ts';
import { readMarkdown } from '../../../shared/compare/reading.ts';

const compare = (one: string, other: string, granularity: CompareInput['granularity'] = 'word') => {
  const rows: DiffRow[] = [];
  const parts: number[] = [];
  const counts = compareTexts({ one, other, granularity }, (part) => {
    rows.push(...part.rows);
    parts.push(part.rows.length);
  });
  return { rows, counts, parts };
};

const side = (rows: DiffRow[], without: 'one' | 'other'): string[] =>
  rows
    .filter(({ kind }) => kind !== without)
    .map(({ parts }) =>
      parts
        .filter((part) => part.in !== without)
        .map(({ text }) => text)
        .join(''),
    );

const shown = ({ rows }: { rows: DiffRow[] }): string =>
  rows
    .map(({ parts }) =>
      parts
        .map(({ in: where, text }) =>
          where === 'both' ? text : where === 'one' ? `[-${text}-]` : `{+${text}+}`,
        )
        .join(''),
    )
    .join('\n');

describe('the differences of two texts', () => {
  it.each([
    ['one word', 'Opened in 2019 by day.', 'Opened in 2021 by day.', 'Opened in [-2019-]{+2021+} by day.'],
    [
      'a phrase',
      'It is about early days and more.',
      'It is about history and more.',
      'It is about [-early days-]{+history+} and more.',
    ],
    ['marks alone', 'A **bold** word.', 'A bold word.', 'A bold word.'],
    ['a paragraph more', 'First one.\n\nSecond one.', 'First one.', 'First one.\n[-Second one.-]'],
    ['Japanese', '高さは333メートルです。', '高さは332メートルです。', '高さは[-333-]{+332+}メートルです。'],
    ['German', 'Der Turm ist groß.', 'Der Turm ist hoch.', 'Der Turm ist [-groß-]{+hoch+}.'],
  ])('shows %s', (_, one, other, expected) => {
    expect(shown(compare(one, other))).toBe(expected);
  });

  it('compares sentence by sentence where asked to', () => {
    expect(shown(compare('One stays. Two goes.', 'One stays. Three comes.', 'sentence'))).toBe(
      'One stays. [-Two goes.-]{+Three comes.+}',
    );
  });

  it('counts words on each side and in both', () => {
    expect(compare('The old bridge stands.', 'The new stone bridge stands.').counts).toEqual({
      wordsInBoth: 3,
      wordsInOne: 1,
      wordsInOther: 2,
      coarser: 0,
    });
  });

  it('gives back both texts whole, whatever they are', () => {
    const text = fc
      .array(
        fc.oneof(
          fc.string({ unit: 'grapheme', maxLength: 60 }),
          fc.constantFrom('# A', '- b c', 'same words here', '```\nx = 1\n```'),
        ),
        { maxLength: 8 },
      )
      .map((blocks) => blocks.join('\n\n'));
    fc.assert(
      fc.property(
        text,
        text,
        fc.constantFrom('word' as const, 'sentence' as const, 'paragraph' as const),
        (one, other, by) => {
          const { rows } = compare(one, other, by);
          expect(side(rows, 'other')).toEqual(readMarkdown(one).map((block) => block.text));
          expect(side(rows, 'one')).toEqual(readMarkdown(other).map((block) => block.text));
        },
      ),
    );
  });

  it('delivers a long comparison in parts, and says where it had to be coarser', () => {
    const paragraph = (at: number, word: string) => `Paragraph ${at} has one ${word} inside.`;
    const many = (word: string) => Array.from({ length: 200 }, (_, at) => paragraph(at, word)).join('\n\n');
    expect(compare(many('apple'), many('pear')).parts).toEqual(Array(8).fill(25));
    const words = (prefix: string) =>
      Array.from({ length: 3000 }, (_, at) => `${at % 3 === 0 ? 'common' : prefix + at}`).join(' ');
    const { rows, counts } = compare(words('a'), words('b'));
    expect([rows[0]?.granularity, counts.coarser]).toEqual(['sentence', 1]);
  });
});
