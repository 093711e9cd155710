// The differences between two texts as rows of paragraphs side by side, with words kept, left out and added. Delivered as they are found. Pure: its
// limits are numbers of steps, not clocks, so the same texts always give the same rows.
import { diffArrays } from 'diff';
import { type ParagraphPair, pairParagraphs } from './pair-paragraphs.ts';
import { type ReadingBlock, readMarkdown } from './reading.ts';
import { sentencesOf, tokensOf, wordsOf } from './segment.ts';

export interface DiffPart {
  /** `one`: only in the first text. `other`: only in the second. */
  in: 'both' | 'one' | 'other';
  text: string;
}

export type Granularity = 'word' | 'sentence' | 'paragraph';

export interface DiffRow {
  kind: 'same' | 'changed' | 'one' | 'other';
  /** How the paragraph looks; of the second text where both have it. */
  block: ReadingBlock['kind'];
  depth: number;
  marker?: string;
  /** All parts but those `in: 'other'` are the first text's paragraph, all but those `in: 'one'` the second's. */
  parts: DiffPart[];
  /** What the parts are: coarser than asked for where the paragraphs differ too much to be compared finer in reasonable time. */
  granularity: Granularity;
}

export interface DiffCounts {
  wordsInBoth: number;
  wordsInOne: number;
  wordsInOther: number;
  /** Paragraphs compared more coarsely than asked for. */
  coarser: number;
}

export interface CompareInput {
  /** Markdown. */
  one: string;
  other: string;
  granularity: Granularity;
}

/** Rows in order, following those of the parts before. */
export interface ComparePart {
  rows: DiffRow[];
  done: number;
  of: number;
}

/** Changes beyond this many in one paragraph make its comparison slow, and unreadable in any case. */
const mostChanges = { word: 2500, sentence: 1500 };
const rowsPerPart = 25;

const piecesOf = (text: string, granularity: 'word' | 'sentence'): string[] =>
  granularity === 'word' ? tokensOf(text).map((token) => token.text) : sentencesOf(text);

const isBlank = (part: DiffPart | undefined): boolean => part?.in === 'both' && part.text.trim() === '';

/** Within a change, what is left out stands before what is added; single spaces between two changes belong to both. */
const tidy = (parts: readonly DiffPart[]): DiffPart[] => {
  const tidied: DiffPart[] = [];
  let one = '';
  let other = '';
  const close = (): void => {
    // A space that ends both belongs to neither change.
    const space = one.endsWith(' ') && other.endsWith(' ') ? ' ' : '';
    const cut = (text: string): string => (space === '' ? text : text.slice(0, -1));
    if (cut(one) !== '') tidied.push({ in: 'one', text: cut(one) });
    if (cut(other) !== '') tidied.push({ in: 'other', text: cut(other) });
    if (space !== '') tidied.push({ in: 'both', text: space });
    one = '';
    other = '';
  };
  parts.forEach((part, index) => {
    const isInside = one !== '' && other !== '' && index + 1 < parts.length;
    if (part.in === 'one') one += part.text;
    else if (part.in === 'other') other += part.text;
    else if (isInside && isBlank(part) && part.text.length <= 2) {
      one += part.text;
      other += part.text;
    } else {
      close();
      const last = tidied.at(-1);
      if (last?.in === 'both') last.text += part.text;
      else tidied.push({ ...part });
    }
  });
  close();
  return tidied;
};

const compareParagraph = (
  one: string,
  other: string,
  wanted: Granularity,
): { parts: DiffPart[]; granularity: Granularity } => {
  const finest: readonly ('word' | 'sentence')[] = wanted === 'word' ? ['word', 'sentence'] : ['sentence'];
  for (const granularity of wanted === 'paragraph' ? [] : finest) {
    const changes = diffArrays(piecesOf(one, granularity), piecesOf(other, granularity), {
      maxEditLength: mostChanges[granularity],
    });
    if (changes === undefined) continue;
    const parts = changes.map(
      (change): DiffPart => ({
        in: change.added ? 'other' : change.removed ? 'one' : 'both',
        text: change.value.join(''),
      }),
    );
    return { parts: tidy(parts), granularity };
  }
  return {
    parts: [
      { in: 'one', text: one },
      { in: 'other', text: other },
    ],
    granularity: 'paragraph',
  };
};

const rowOf = (
  { one, other }: ParagraphPair,
  ones: readonly ReadingBlock[],
  others: readonly ReadingBlock[],
  wanted: Granularity,
): DiffRow | undefined => {
  const left = one === undefined ? undefined : ones[one];
  const right = other === undefined ? undefined : others[other];
  const shown = right ?? left;
  if (shown === undefined) return undefined;
  const looks = {
    block: shown.kind,
    depth: shown.depth,
    ...(shown.marker !== undefined && { marker: shown.marker }),
  };
  if (left === undefined || right === undefined) {
    const only = left === undefined ? 'other' : 'one';
    return { kind: only, ...looks, parts: [{ in: only, text: shown.text }], granularity: wanted };
  }
  if (left.text === right.text)
    return { kind: 'same', ...looks, parts: [{ in: 'both', text: left.text }], granularity: wanted };
  return { kind: 'changed', ...looks, ...compareParagraph(left.text, right.text, wanted) };
};

const count = (counts: DiffCounts, row: DiffRow, wanted: Granularity): void => {
  for (const part of row.parts) {
    const words = wordsOf(part.text).length;
    if (part.in === 'both') counts.wordsInBoth += words;
    else if (part.in === 'one') counts.wordsInOne += words;
    else counts.wordsInOther += words;
  }
  if (row.granularity !== wanted) counts.coarser += 1;
};

/** Compares the visible texts of two pieces of Markdown. All rows come as parts; the counts are the result. */
export const compareTexts = (input: CompareInput, onPart: (part: ComparePart) => void): DiffCounts => {
  const ones = readMarkdown(input.one);
  const others = readMarkdown(input.other);
  const pairs = pairParagraphs(
    ones.map((block) => block.text),
    others.map((block) => block.text),
  );
  const counts: DiffCounts = { wordsInBoth: 0, wordsInOne: 0, wordsInOther: 0, coarser: 0 };
  let rows: DiffRow[] = [];
  pairs.forEach((pair, index) => {
    const row = rowOf(pair, ones, others, input.granularity);
    if (row !== undefined) {
      rows.push(row);
      count(counts, row, input.granularity);
    }
    if (rows.length < rowsPerPart && index + 1 < pairs.length) return;
    onPart({ rows, done: index + 1, of: pairs.length });
    rows = [];
  });
  return counts;
};
