// Names in a sentence: capitalised words that are not capitalised by their place alone. What counts as such is learnt from all the texts that are
// compared. In texts that capitalise every noun, as German does, nothing is taken for a name.
import { calendarWords } from './moments.ts';
import { tokensOf } from './segment.ts';
import { isJoining } from './word-key.ts';

export interface Name {
  /** As written. */
  raw: string;
  /** Its words in lower case. */
  words: string[];
  /** It opens the sentence, and so may be what the sentence is about. */
  isFirst: boolean;
  /** It stands in a list of names, where a difference is one of choice and not of fact. */
  isListed: boolean;
}

export interface NameSense {
  /** Words in lower case that are written without a capital somewhere. */
  plain: ReadonlySet<string>;
  /** Words in lower case that are written with a capital inside a sentence. */
  inner: ReadonlySet<string>;
  /** The texts capitalise nouns: names cannot be told. */
  isBlind: boolean;
}

const isCapital = (word: string): boolean => /^\p{Lu}/u.test(word);
const opensAfter = /(?:^|[.!?:;•–—"“„«‘(|]\s?)$/u;
const joins = new Set(['of', 'de', 'van', 'von', 'da', 'la', 'del', 'for']);
/** Above this share of capitals inside sentences it is the language and not the names. */
const nounCapitalShare = 0.28;

interface Capital {
  text: string;
  isOpening: boolean;
  start: number;
  end: number;
}

const wordsWithPlace = (sentence: string): Capital[] => {
  let at = 0;
  const words: Capital[] = [];
  for (const token of tokensOf(sentence)) {
    if (token.isWord)
      words.push({
        text: token.text,
        isOpening: opensAfter.test(sentence.slice(0, at)),
        start: at,
        end: at + token.text.length,
      });
    at += token.text.length;
  }
  return words;
};

/** What all the texts together say about capitals. */
export const learnNames = (sentences: readonly string[]): NameSense => {
  const plain = new Set<string>();
  const inner = new Set<string>();
  let capitals = 0;
  let weighty = 0;
  for (const sentence of sentences)
    for (const { text, isOpening } of wordsWithPlace(sentence)) {
      if (/^\p{Ll}/u.test(text)) plain.add(text.toLowerCase());
      else if (isCapital(text) && !isOpening) inner.add(text.toLowerCase());
      if (isOpening || isJoining(text) || !/^\p{L}/u.test(text)) continue;
      weighty += 1;
      if (/^\p{Lu}\p{Ll}/u.test(text)) capitals += 1;
    }
  return {
    plain,
    inner,
    isBlind: false,
    ...(weighty >= 12 && { isBlind: capitals / weighty > nounCapitalShare }),
  };
};

const copula = /^(?:is|are|was|were|has|had|uses|supports|offers)$/u;

const isNameWord = (word: Capital, sense: NameSense, next?: Capital): boolean => {
  const lower = word.text.toLowerCase();
  if (!isCapital(word.text) || lower === 'i' || isJoining(lower) || calendarWords.has(lower)) return false;
  if (!word.isOpening) return true;
  if (sense.plain.has(lower)) return false;
  return sense.inner.has(lower) || /\p{L}.*[\p{Lu}\d]/u.test(word.text) || copula.test(next?.text ?? '');
};

const listMark = /^\s?(?:,|\/|&|,? and|,? or|,? und|,? oder)\s?$/u;

/** Words in lower case that are names wherever they stand. */
export const nameWords = (sense: NameSense): ReadonlySet<string> =>
  sense.isBlind ? new Set() : new Set([...sense.inner].filter((word) => !sense.plain.has(word)));

/** The names of one sentence, in order. */
export const namesIn = (sentence: string, sense: NameSense): Name[] => {
  if (sense.isBlind) return [];
  const words = wordsWithPlace(sentence);
  const spans: { first: number; last: number }[] = [];
  words.forEach((word, index) => {
    const previous = words[index - 1];
    const open = spans.at(-1);
    const gap = previous === undefined ? '' : sentence.slice(previous.end, word.start);
    const isNext = open !== undefined && open.last === index - 1 && /^[ .’'-]{1,2}$/u.test(gap);
    // A capital that follows a name belongs to it, also where it would not be one alone.
    const isPart = isNext && (isNameWord(word, sense) || (/^\d/.test(word.text) && gap.length === 1));
    if (isPart && open !== undefined) open.last = index;
    else if (
      open !== undefined &&
      open.last === index - 2 &&
      previous !== undefined &&
      joins.has(previous.text) &&
      isNameWord(word, sense)
    )
      open.last = index;
    else if (isNameWord(word, sense, words[index + 1])) spans.push({ first: index, last: index });
  });
  const places = spans.map(({ first, last }) => ({
    first,
    last,
    start: words[first]?.start ?? 0,
    end: words[last]?.end ?? 0,
  }));
  return places.map(({ first, last, start, end }, index) => {
    const before = places[index - 1];
    const after = places[index + 1];
    return {
      raw: sentence.slice(start, end),
      words: words.slice(first, last + 1).map(({ text }) => text.toLowerCase()),
      isFirst: words.slice(0, first).every(({ text }) => isJoining(text)),
      isListed:
        (before !== undefined && listMark.test(sentence.slice(before.end, start))) ||
        (after !== undefined && listMark.test(sentence.slice(end, after.start))),
    };
  });
};

const initials = (words: readonly string[]): string =>
  words
    .filter((word) => !joins.has(word))
    .map((word) => word[0])
    .join('');

/** Whether two names may be one: the same, a part of the other, its initials, or a shorter form. */
export const isSameName = (one: Name, other: Name): boolean => {
  const [short, long] = one.words.length <= other.words.length ? [one, other] : [other, one];
  if (short.words.every((word) => long.words.includes(word))) return true;
  const compact = short.words.join('').replaceAll('.', '');
  if (long.words.length > 1 && compact === initials(long.words)) return true;
  const whole = long.words.join('');
  return compact.length >= 4 && (whole.startsWith(compact) || compact.startsWith(whole));
};
