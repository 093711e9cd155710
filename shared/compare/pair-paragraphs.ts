// Which paragraphs of one text became which of another: equal ones first, then the most alike between them, in order. Knows paragraphs, not words' order.
import { diffArrays } from 'diff';
import { wordsOf } from './segment.ts';
import { wordKey } from './word-key.ts';

/** A paragraph of either text with its counterpart, by index. At least one is set; together they go through both texts in order. */
export interface ParagraphPair {
  one?: number;
  other?: number;
}

/** Below this a paragraph was not changed but replaced. */
const leastLikeness = 0.3;
/** A run of changed paragraphs with more pairs than this is paired in order: comparing each with each would take too long. */
const mostPairs = 40_000;

const bagOf = (paragraph: string): Map<string, number> => {
  const bag = new Map<string, number>();
  for (const word of wordsOf(paragraph)) {
    const key = wordKey(word);
    bag.set(key, (bag.get(key) ?? 0) + 1);
  }
  return bag;
};

const sizeOf = (bag: Map<string, number>): number => {
  let size = 0;
  for (const count of bag.values()) size += count;
  return size;
};

/** The share of words two paragraphs have in common. */
const likeness = (one: Map<string, number>, other: Map<string, number>): number => {
  const [few, many] = one.size <= other.size ? [one, other] : [other, one];
  let shared = 0;
  for (const [key, count] of few) shared += Math.min(count, many.get(key) ?? 0);
  const total = sizeOf(one) + sizeOf(other);
  return total === 0 ? 0 : (2 * shared) / total;
};

/** Pairs a run of paragraphs that have no equal, in order, so that the likeness of all pairs together is greatest. */
const pairRun = (ones: readonly string[], others: readonly string[]): ParagraphPair[] => {
  const [rows, columns] = [ones.length, others.length];
  if (rows * columns > mostPairs) {
    const pairs: ParagraphPair[] = [];
    for (let at = 0; at < Math.max(rows, columns); at += 1)
      pairs.push({ ...(at < rows && { one: at }), ...(at < columns && { other: at }) });
    return pairs;
  }
  const left = ones.map(bagOf);
  const right = others.map(bagOf);
  const width = columns + 1;
  const gain = new Float64Array(rows * columns);
  const total = new Float64Array((rows + 1) * width);
  for (let row = rows - 1; row >= 0; row -= 1)
    for (let column = columns - 1; column >= 0; column -= 1) {
      const [mine, theirs] = [left[row], right[column]];
      const alike = mine === undefined || theirs === undefined ? 0 : likeness(mine, theirs);
      gain[row * columns + column] = alike < leastLikeness ? -1 : alike;
      const paired = alike < leastLikeness ? -1 : alike + (total[(row + 1) * width + column + 1] ?? 0);
      total[row * width + column] = Math.max(
        paired,
        total[(row + 1) * width + column] ?? 0,
        total[row * width + column + 1] ?? 0,
      );
    }
  const pairs: ParagraphPair[] = [];
  let [row, column] = [0, 0];
  while (row < rows || column < columns) {
    const here = total[row * width + column] ?? 0;
    const alike = row < rows && column < columns ? (gain[row * columns + column] ?? -1) : -1;
    if (alike >= 0 && here === alike + (total[(row + 1) * width + column + 1] ?? 0)) {
      pairs.push({ one: row, other: column });
      row += 1;
      column += 1;
    } else if (row < rows && (column === columns || here === (total[(row + 1) * width + column] ?? 0))) {
      pairs.push({ one: row });
      row += 1;
    } else {
      pairs.push({ other: column });
      column += 1;
    }
  }
  return pairs;
};

export const pairParagraphs = (ones: readonly string[], others: readonly string[]): ParagraphPair[] => {
  const pairs: ParagraphPair[] = [];
  let [one, other] = [0, 0];
  let run: { ones: string[]; others: string[] } = { ones: [], others: [] };
  const closeRun = (): void => {
    for (const pair of pairRun(run.ones, run.others))
      pairs.push({
        ...(pair.one !== undefined && { one: one - run.ones.length + pair.one }),
        ...(pair.other !== undefined && { other: other - run.others.length + pair.other }),
      });
    run = { ones: [], others: [] };
  };
  for (const change of diffArrays([...ones], [...others])) {
    if (change.removed) {
      run.ones.push(...change.value);
      one += change.value.length;
    } else if (change.added) {
      run.others.push(...change.value);
      other += change.value.length;
    } else {
      closeRun();
      for (const _ of change.value) {
        pairs.push({ one, other });
        one += 1;
        other += 1;
      }
    }
  }
  closeRun();
  return pairs;
};
