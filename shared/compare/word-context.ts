// The words of weight around a place in a sentence: what a number counts, what a date is the date of.
import { wordsOf } from './segment.ts';
import { isJoining, wordKey } from './word-key.ts';

const reach = 60;

/** The key of the last word of weight before a place, or nothing. */
export const contextBefore = (text: string, at: number): string => {
  const word = wordsOf(text.slice(Math.max(0, at - reach), at)).findLast(
    (each) => !isJoining(each) && !/^\d/.test(each),
  );
  return word === undefined ? '' : wordKey(word);
};

/** The keys of up to three words of weight that follow a place without a mark or a verb between. */
export const contextAfter = (text: string, at: number): string[] => {
  const rest = text.slice(at, at + reach);
  const clause = /^[\s-]*[^.,;:!?()|[\]–—\n\d]*/u.exec(rest)?.[0] ?? '';
  const keys: string[] = [];
  for (const word of wordsOf(clause)) {
    if (isJoining(word)) break;
    keys.push(wordKey(word));
    if (keys.length === 3) break;
  }
  return keys;
};
