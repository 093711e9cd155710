// Whether a sentence affirms or denies: words of negation, and a small list of opposites. Knows no grammar beyond a few fixed turns of phrase.
import { wordsOf } from './segment.ts';
import { wordKey } from './word-key.ts';

export interface Polarity {
  /** The words of negation, as written. */
  negations: string[];
  /** For each pair of opposites that occurs one-sidedly: which side. */
  opposites: Map<number, { side: 0 | 1; raw: string }>;
}

/** Contain a negation and deny nothing. */
const harmless =
  /\bnot (?:only|just|merely|least|to mention)\b|\bwhether or not\b|\bif not\b|\bwhy not\b|\bno (?:more|less|fewer|later|earlier|sooner) than\b|\bnot (?:more|less) than\b|\bno\. ?\d|\bno matter\b|\bno doubt\b|\bnothing but\b|\bnicht nur\b|\bnon seulement\b|\bno sólo\b|\bno solo\b/giu;
const negation =
  /(?<![\p{L}’'-])(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|cannot|without|\p{L}+n[’']t|nicht|nie|niemals|kein(?:e[mnrs]?)?|ohne|jamais|pas|sans|nunca|ningun[oa]|sin)(?!\p{L}|-)|ません|ない(?=[。、でとの]|$)|なかった|不是|没有|不能/giu;

/** Kept small: pairs that turn a statement round in nearly every sentence. */
const pairs: readonly (readonly [string, string])[] = [
  ['increase increases increased increasing', 'decrease decreases decreased decreasing'],
  ['rises rose rising', 'falls fell falling'],
  ['safe', 'unsafe'],
  ['legal', 'illegal'],
  ['possible', 'impossible'],
  ['true', 'false'],
  ['allowed permitted', 'forbidden prohibited'],
  ['allows permits', 'forbids prohibits'],
  ['supported', 'unsupported'],
  ['required mandatory', 'optional'],
  ['mutable', 'immutable'],
  ['synchronous', 'asynchronous'],
  ['enabled', 'disabled'],
  ['enables', 'disables'],
  ['includes included', 'excludes excluded'],
  ['likely', 'unlikely'],
  ['reversible', 'irreversible'],
  ['valid', 'invalid'],
  ['always', 'never'],
  ['higher', 'lower'],
  ['faster', 'slower'],
  ['cheaper', 'costlier dearer'],
  ['succeeded', 'failed'],
  ['accepted', 'rejected'],
];
const sideOf = new Map<string, { pair: number; side: 0 | 1 }>();
pairs.forEach(([one, other], pair) => {
  for (const word of one.split(' ')) sideOf.set(word, { pair, side: 0 });
  for (const word of other.split(' ')) sideOf.set(word, { pair, side: 1 });
});

/** Keys of the words that carry polarity: they do not count when the rest of two sentences is compared. */
export const polarKeys: ReadonlySet<string> = new Set([
  ...[...sideOf.keys()].map(wordKey),
  ...'not no never none nothing neither nor cannot without nicht nie kein keine ohne jamais pas nunca sin'
    .split(' ')
    .map(wordKey),
]);

export const polarityOf = (sentence: string): Polarity => {
  const denying = sentence.replace(harmless, ' ');
  const opposites: Polarity['opposites'] = new Map();
  const onBothSides = new Set<number>();
  for (const word of wordsOf(denying)) {
    const found = sideOf.get(word.toLowerCase());
    if (found === undefined) continue;
    const known = opposites.get(found.pair);
    if (known !== undefined && known.side !== found.side) onBothSides.add(found.pair);
    opposites.set(found.pair, { side: found.side, raw: word });
  }
  for (const pair of onBothSides) opposites.delete(pair);
  return { negations: denying.match(negation) ?? [], opposites };
};

/** What a side says that has no word of negation where the other has one. */
export const noSuchWord = 'no such word';

/** What turns one sentence into the opposite of the other, in words of each; undefined where both lean the same way. */
export const opposition = (one: Polarity, other: Polarity): { one: string; other: string } | undefined => {
  const turned = [...one.opposites].filter(([pair, { side }]) => {
    const theirs = other.opposites.get(pair);
    return theirs !== undefined && theirs.side !== side;
  });
  const isDenied = one.negations.length % 2 !== other.negations.length % 2;
  // "Not safe" and "unsafe" say the same: two turns are none.
  if ((turned.length % 2 === 1) === isDenied) return undefined;
  const [pair] = turned[0] ?? [];
  const quoted = (polarity: Polarity): string => {
    const word = pair === undefined ? undefined : polarity.opposites.get(pair)?.raw;
    const cue = isDenied ? polarity.negations[0] : word;
    return cue === undefined ? noSuchWord : `“${cue}”`;
  };
  return { one: quoted(one), other: quoted(other) };
};
