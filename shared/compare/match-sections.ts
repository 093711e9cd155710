// Which headings of one answer go with which of another, in order, and where a place in one lies in the other. Knows headings and distances, not pages.
import { wordsOf } from './segment.ts';
import { isJoining, wordKey } from './word-key.ts';

/** Headings by index: first text, second text. Both grow. */
export type SectionPair = readonly [one: number, other: number];

const leastLikeness = 0.5;

const keysOf = (heading: string): Set<string> => {
  const words = wordsOf(heading).filter((word) => !/^\d+$/.test(word));
  const weighty = words.filter((word) => !isJoining(word));
  return new Set((weighty.length === 0 ? words : weighty).map(wordKey));
};

const likeness = (one: Set<string>, other: Set<string>): number => {
  if (one.size + other.size === 0) return 0;
  let shared = 0;
  for (const key of one) if (other.has(key)) shared += 1;
  return (2 * shared) / (one.size + other.size);
};

/** The pairs of headings alike, never crossing, with the most likeness together. */
export const matchSections = (ones: readonly string[], others: readonly string[]): SectionPair[] => {
  const left = ones.map(keysOf);
  const right = others.map(keysOf);
  const width = others.length + 1;
  const total = new Float64Array((ones.length + 1) * width);
  const alike = (row: number, column: number): number => {
    const [mine, theirs] = [left[row], right[column]];
    const value = mine === undefined || theirs === undefined ? 0 : likeness(mine, theirs);
    return value < leastLikeness ? 0 : value;
  };
  for (let row = ones.length - 1; row >= 0; row -= 1)
    for (let column = others.length - 1; column >= 0; column -= 1) {
      const value = alike(row, column);
      total[row * width + column] = Math.max(
        value === 0 ? 0 : value + (total[(row + 1) * width + column + 1] ?? 0),
        total[(row + 1) * width + column] ?? 0,
        total[row * width + column + 1] ?? 0,
      );
    }
  const pairs: SectionPair[] = [];
  let [row, column] = [0, 0];
  while (row < ones.length && column < others.length) {
    const here = total[row * width + column] ?? 0;
    const value = alike(row, column);
    if (value > 0 && here === value + (total[(row + 1) * width + column + 1] ?? 0)) {
      pairs.push([row, column]);
      row += 1;
      column += 1;
    } else if (here === (total[(row + 1) * width + column] ?? 0)) row += 1;
    else column += 1;
  }
  return pairs;
};

/** A column as far as scrolling goes: how far it can, and how far to each of its headings. In pixels. */
export interface ScrolledColumn {
  top: number;
  most: number;
  headings: readonly number[];
}

/**
 * Where the other column must stand so that the same section is in sight: at a matched heading exactly, between two in proportion, and with nothing
 * matched in proportion of the whole. Pixels.
 */
export const matchingTop = (
  from: ScrolledColumn,
  to: Omit<ScrolledColumn, 'top'>,
  pairs: readonly SectionPair[],
): number => {
  const clamp = (value: number): number => Math.max(0, Math.min(to.most, value));
  const stops: [number, number][] = [[0, 0]];
  for (const [one, other] of pairs) {
    const [mine, theirs] = [from.headings[one], to.headings[other]];
    const last = stops.at(-1);
    if (mine === undefined || theirs === undefined || last === undefined) continue;
    const [x, y] = [Math.min(mine, from.most), clamp(theirs)];
    if (x > last[0] && y >= last[1]) stops.push([x, y]);
  }
  stops.push([Math.max(from.most, (stops.at(-1)?.[0] ?? 0) + 1e-9), to.most]);
  const after = stops.findIndex(([x], index) => index > 0 && from.top <= x);
  const [upperX, upperY] = stops[after === -1 ? stops.length - 1 : after] ?? [1, 0];
  const [lowerX, lowerY] = stops[after === -1 ? stops.length - 2 : after - 1] ?? [0, 0];
  const share = Math.min(1, Math.max(0, (from.top - lowerX) / Math.max(1e-9, upperX - lowerX)));
  return clamp(lowerY + share * (upperY - lowerY));
};
