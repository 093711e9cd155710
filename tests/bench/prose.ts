// Text whose words are distributed as in written English: few words are most of it, and words come in families that begin alike.
import { randomFrom } from './streaming/corpus.ts';

/** The commonest words of English, in their order: half of any text. */
const commonWords =
  'the of and to a in that is was he for it with as his on be at by i this had not are but from or have an they which one you were all her she there would their we him been has when who will no more if out so up said what its about than into them can only other time new some could these two may first then do any like my now over such our man me even most made after also well did many before must through years where much your way down should because long each just state those people too world very make still see work between'.split(
    ' ',
  );

const beginnings =
  'con com in inter re pre pro dis de ex un over under trans sub per im ad ob out for mis en em ac ap'.split(
    ' ',
  );
const onsets =
  's c p m d b t r f l g h st w n v pr tr br gr ch sp cl cr fl sh str bl pl th dr gl sc qu j k'.split(' ');
const vowels = 'a e i o u ea ou ai oo ee'.split(' ');
const codas = ' n r l t nd s m c ct st d nt p g rt ss ll ck nk rm lt x v'.split(' ');
const endings =
  ' s ed ing er ers ion ions ation ations ment ments ly able al ally ive ness ity ic ical ist ous ance ent'.split(
    ' ',
  );

const distinctWords = 60_000;

export interface Prose {
  /** So many words, commoner ones oftener. */
  text(words: number): string;
  /** A word as often as it is written. */
  word(): string;
  /** One of the rarer half of the vocabulary. */
  rareWord(): string;
  below(count: number): number;
}

/** The same for the same seed. */
export const createProse = (seed: number): Prose => {
  const random = randomFrom(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const pick = (parts: readonly string[]): string => parts[below(parts.length)] ?? '';
  const syllable = (): string => `${pick(onsets)}${pick(vowels)}${pick(codas)}`;
  const roots = Array.from({ length: 4000 }, () => (below(3) === 0 ? syllable() + syllable() : syllable()));
  const words = new Set(commonWords);
  while (words.size < distinctWords)
    words.add(`${below(5) < 2 ? pick(beginnings) : ''}${pick(roots)}${pick(endings)}`);
  const vocabulary = [...words];
  // Zipf's law, with the offset at which the commonest three are as common as in English.
  let sum = 0;
  const upTo = vocabulary.map((_, rank) => {
    sum += 1 / (rank + 1.4);
    return sum;
  });
  const word = (): string => {
    const wanted = random() * sum;
    let [low, high] = [0, vocabulary.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return vocabulary[low] ?? '';
  };
  return {
    text: (count) => Array.from({ length: count }, word).join(' '),
    word,
    rareWord: () => vocabulary[distinctWords / 2 + below(distinctWords / 2)] ?? '',
    below,
  };
};
