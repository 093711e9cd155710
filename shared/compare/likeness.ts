// How alike sentences are by their words: rare words weigh more, joining words nothing, numbers little. Knows neither order nor meaning.
import { polarKeys } from './polarity.ts';
import { wordsOf } from './segment.ts';
import { numberWords } from './units.ts';
import { isJoining, wordKey } from './word-key.ts';

export interface Profile {
  /** Weight by word, of length 1 together. */
  weights: Map<string, number>;
  /** The same without the words of negation and opposites. */
  neutral: Map<string, number>;
  /** Groups of three letters of the words of weight. */
  trigrams: Set<string>;
}

const numberMark = '#';
/** Numbers say that there is one; which one is compared apart. */
const numberWeight = 0.3;

const keysOf = (text: string): string[] => {
  const words = wordsOf(text);
  const toKey = (word: string): string =>
    /^\p{N}/u.test(word) || numberWords.has(word.toLowerCase()) ? numberMark : wordKey(word);
  const weighty = words.filter((word) => !isJoining(word) || polarKeys.has(wordKey(word)));
  return (weighty.length === 0 ? words : weighty).map(toKey);
};

const trigramsOf = (keys: readonly string[]): Set<string> => {
  const found = new Set<string>();
  for (const key of keys) {
    if (key === numberMark) continue;
    const padded = ` ${key} `;
    for (let at = 0; at + 3 <= padded.length; at += 1) found.add(padded.slice(at, at + 3));
  }
  return found;
};

/** Names tell what a sentence is about; which ones is compared apart. */
const nameWeight = 0.55;
/** Names are nearly always rare; without an end to it they would outweigh all that is said of them. */
const mostNameRarity = Math.log(4);

const weigh = (keys: readonly string[], rarity: (key: string) => number): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  let square = 0;
  for (const [key, count] of counts) {
    const weight = (1 + Math.log(count)) * (key === numberMark ? numberWeight : rarity(key));
    counts.set(key, weight);
    square += weight * weight;
  }
  const length = Math.sqrt(square);
  if (length > 0) for (const [key, weight] of counts) counts.set(key, weight / length);
  return counts;
};

/** The profiles of all sentences that are compared with each other: what is rare is rare among them. `names`: words in lower case. */
export const profilesOf = (sentences: readonly string[], names: ReadonlySet<string>): Profile[] => {
  const nameKeys = new Set([...names].map(wordKey));
  const keys = sentences.map(keysOf);
  const frequency = new Map<string, number>();
  for (const each of keys) for (const key of new Set(each)) frequency.set(key, (frequency.get(key) ?? 0) + 1);
  const rarity = (key: string): number => {
    const rare = Math.log(1.5 + sentences.length / (frequency.get(key) ?? 1));
    return nameKeys.has(key) ? nameWeight * Math.min(rare, mostNameRarity) : rare;
  };
  return keys.map((each) => {
    const neutral = each.filter((key) => !polarKeys.has(key));
    return { weights: weigh(each, rarity), neutral: weigh(neutral, rarity), trigrams: trigramsOf(each) };
  });
};

const cosine = (one: Map<string, number>, other: Map<string, number>): number => {
  const [few, many] = one.size <= other.size ? [one, other] : [other, one];
  let sum = 0;
  // In one order for both directions, or the last digits would differ.
  const shared = [...few.keys()].filter((key) => many.has(key)).sort();
  for (const key of shared) sum += (few.get(key) ?? 0) * (many.get(key) ?? 0);
  return sum;
};

const dice = (one: Set<string>, other: Set<string>): number => {
  const [few, many] = one.size <= other.size ? [one, other] : [other, one];
  if (many.size === 0) return 1;
  let shared = 0;
  for (const each of few) if (many.has(each)) shared += 1;
  return (2 * shared) / (few.size + many.size);
};

const trigramShare = 0.3;
const blend = (byWords: number, byLetters: number): number =>
  byWords * (1 - trigramShare) + byLetters * trigramShare;

/** 0 (nothing in common) to 1 (the same words). */
export const likeness = (one: Profile, other: Profile): number =>
  blend(cosine(one.weights, other.weights), dice(one.trigrams, other.trigrams));

/** The same, as if nothing were denied in either. */
export const neutralLikeness = (one: Profile, other: Profile): number =>
  Math.max(
    cosine(one.neutral, other.neutral),
    blend(cosine(one.neutral, other.neutral), dice(one.trigrams, other.trigrams)),
  );
