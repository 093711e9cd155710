// What counts as a word when searching, and where the words of a query occur in a text. Knows no database.

/**
 * A word is a run of letters, digits and marks. Scripts written without spaces would be one word per sentence, so each of
 * their characters stands alone, and a query of several is looked for as a sequence.
 */
const wordPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[[\p{L}\p{N}\p{M}\p{Co}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]]+/gv;
const unspacedPattern = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gv;

/** Words that must follow each other, the last one by its beginning. */
export type Phrase = string[];

export interface Piece {
  text: string;
  isMatch: boolean;
}

/** A text with unspaced scripts spread out, so that SQLite's tokenizer sees the words this file means. */
export const spreadWords = (text: string): string => text.replace(unspacedPattern, ' $& ');

/** Case and accents do not matter. A little coarser than the index's own folding, so that all it finds is marked. */
const fold = (word: string): string =>
  /^\w*$/.test(word) ? word.toLowerCase() : word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** One phrase per blank-separated piece of the query; pieces without letters or digits are left out. */
export const phrasesOf = (query: string): Phrase[] => {
  const phrases = new Map<string, Phrase>();
  for (const piece of query.split(/[\s\0]+/)) {
    const phrase = (piece.match(wordPattern) ?? []).filter((word) => fold(word) !== '');
    if (phrase.length > 0) phrases.set(phrase.join(' '), phrase);
  }
  return [...phrases.values()];
};

/** Enough to see why it was found, short enough for one or two lines of a list. */
const snippetLength = 160;
const contextLength = 48;

/** Words of a very long text looked at for a snippet; beyond, its beginning is shown. */
const maxWords = 100_000;

interface Word {
  folded: string;
  start: number;
  end: number;
}

/** Where the phrase begins when it ends with the last of these words. */
const startOf = (words: readonly Word[], phrase: Phrase): number | undefined => {
  const first = words.length - phrase.length;
  for (const [offset, wanted] of phrase.entries()) {
    const word = words[first + offset];
    if (word === undefined) return undefined;
    const isLast = offset === phrase.length - 1;
    if (isLast ? !word.folded.startsWith(wanted) : word.folded !== wanted) return undefined;
  }
  return words[first]?.start;
};

/** Cuts a piece of text around the first match and marks every match in it. Plain text throughout. Reads no further than it shows. */
export const snippetOf = (text: string, phrases: readonly Phrase[]): Piece[] => {
  const wanted = phrases.map((phrase) => phrase.map(fold));
  const words: Word[] = [];
  const found: { start: number; end: number }[] = [];
  let from = 0;
  for (const match of text.matchAll(wordPattern)) {
    const word = { folded: fold(match[0]), start: match.index, end: match.index + match[0].length };
    if ((found.length > 0 && word.start > from + snippetLength) || words.length === maxWords) break;
    words.push(word);
    const starts = wanted.flatMap((phrase) => startOf(words, phrase) ?? []);
    if (starts.length === 0) continue;
    const start = Math.min(...starts);
    if (found.length === 0 && start > contextLength)
      from = words[words.findLastIndex((each) => each.start < start - contextLength) + 1]?.start ?? start;
    const last = found.at(-1);
    if (last !== undefined && start < last.end) last.end = word.end;
    else found.push({ start, end: word.end });
  }
  return cut(text, from, found);
};

const cut = (text: string, from: number, found: readonly { start: number; end: number }[]): Piece[] => {
  const until = Math.min(text.length, Math.max(from + snippetLength, found[0]?.end ?? 0));
  const pieces: Piece[] = [];
  const add = (piece: string, isMatch: boolean) => {
    // Half of a surrogate pair at a cut would be shown as a broken character.
    const whole = piece.toWellFormed().replaceAll('\ufffd', '');
    if (whole !== '') pieces.push({ text: whole.replace(/\s+/g, ' '), isMatch });
  };
  if (from > 0) add('…', false);
  let at = from;
  for (const { start, end } of found) {
    if (start >= until) break;
    add(text.slice(at, start), false);
    add(text.slice(start, Math.min(end, until)), true);
    at = Math.min(end, until);
  }
  add(text.slice(at, until), false);
  if (until < text.length) add('…', false);
  return pieces;
};
