// Where two sentences that say nearly the same differ in a fact: a number, a date, a name, a denial. Every finding can be explained by what each
// side says. Knows words, not truth; when in doubt it finds nothing.
import { isSameMoment, type Moment, momentsIn } from './moments.ts';
import { isSameName, type Name, type NameSense, namesIn } from './names.ts';
import { opposition, type Polarity, polarityOf } from './polarity.ts';
import { type Quantity, quantitiesIn } from './quantities.ts';
import { isComparable, isSameQuantity } from './same-quantity.ts';

export type ConflictKind = 'number' | 'date' | 'name' | 'denial';

export interface Difference {
  kind: ConflictKind;
  /** What each side says, as written. For a denial, the word that makes it, or "no such word". */
  one: string;
  other: string;
}

/** What a sentence states, found once and compared often. */
export interface Claims {
  moments: Moment[];
  quantities: Quantity[];
  names: Name[];
  polarity: Polarity;
}

/** The sentence with blanks where dates and numbers stand: "Q1" and "°C" are no names. */
const without = (sentence: string, places: readonly { start: number; end: number }[]): string =>
  places.reduce(
    (text, { start, end }) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end),
    sentence,
  );

/** `isTitle`: capitals there are a matter of style, and nothing is denied. */
export const claimsOf = (sentence: string, sense: NameSense, isTitle: boolean): Claims => {
  const moments = momentsIn(sentence);
  const quantities = quantitiesIn(sentence, moments);
  return {
    moments,
    quantities,
    names: isTitle ? [] : namesIn(without(sentence, [...moments, ...quantities]), sense),
    polarity: polarityOf(isTitle ? '' : sentence),
  };
};

/** Those of `mine` that nothing in `theirs` agrees with. */
const leftOver = <Item>(mine: Item[], theirs: Item[], agrees: (one: Item, other: Item) => boolean): Item[] =>
  mine.filter((each) => !theirs.some((other) => agrees(each, other)));

/**
 * Pairs what is left on both sides: in order where both have as many, otherwise by the word that stands before. What only one side mentions is a
 * detail, never a conflict.
 */
const pairUp = <Item extends { before: string }>(
  mine: Item[],
  theirs: Item[],
  isAbout: (one: Item, other: Item) => boolean,
): [Item, Item][] => {
  if (mine.length === theirs.length)
    return mine.flatMap((one, index) => {
      const other = theirs[index];
      return other !== undefined && isAbout(one, other) ? [[one, other] as [Item, Item]] : [];
    });
  return mine.flatMap((one) => {
    const fitting = theirs.filter(
      (other) => one.before !== '' && one.before === other.before && isAbout(one, other),
    );
    const [other] = fitting;
    return fitting.length === 1 && other !== undefined ? [[one, other] as [Item, Item]] : [];
  });
};

const differentNames = (one: Claims, other: Claims): Difference[] => {
  const mine = leftOver(one.names, other.names, isSameName);
  const theirs = leftOver(other.names, one.names, isSameName);
  const [left] = mine;
  const [right] = theirs;
  if (mine.length !== 1 || theirs.length !== 1 || left === undefined || right === undefined) return [];
  if (left.isListed || right.isListed) return [];
  const hasSharedName = one.names.length > 1 && other.names.length > 1;
  // At the head of a sentence a name is its subject: two subjects are two statements, unless another name ties them.
  if ((left.isFirst || right.isFirst) && !hasSharedName) return [];
  return [{ kind: 'name', one: left.raw, other: right.raw }];
};

/**
 * Whether two sentences of like words are about different things: they share no name, and either each opens with one or each names several.
 * Such sentences are neither shared nor in conflict.
 */
export const isAboutOthers = (one: Claims, other: Claims): boolean => {
  if (one.names.length === 0 || other.names.length === 0) return false;
  const mine = leftOver(one.names, other.names, isSameName);
  const theirs = leftOver(other.names, one.names, isSameName);
  if (mine.length < one.names.length || theirs.length < other.names.length)
    return (
      mine.some(({ isFirst }) => isFirst) &&
      theirs.some(({ isFirst }) => isFirst) &&
      mine.length + theirs.length > 2
    );
  const bothOpen = one.names[0]?.isFirst === true && other.names[0]?.isFirst === true;
  return bothOpen || (mine.length > 1 && theirs.length > 1);
};

/** How alike the rest must be before a denial counts: below it the sentences may well speak of different things. */
const denialLikeness = 0.72;

/** `likeness`: how alike the two are without the words of negation, 0 to 1. */
export const differencesBetween = (one: Claims, other: Claims, likeness: number): Difference[] => {
  const found: Difference[] = [];
  const dates = pairUp(
    leftOver(one.moments, other.moments, isSameMoment),
    leftOver(other.moments, one.moments, isSameMoment),
    () => true,
  );
  for (const [mine, theirs] of dates) found.push({ kind: 'date', one: mine.raw, other: theirs.raw });
  const agrees = (mine: Quantity, theirs: Quantity): boolean =>
    isComparable(mine, theirs) && isSameQuantity(mine, theirs);
  const numbers = pairUp(
    leftOver(one.quantities, other.quantities, agrees),
    leftOver(other.quantities, one.quantities, agrees),
    isComparable,
  );
  for (const [mine, theirs] of numbers) found.push({ kind: 'number', one: mine.raw, other: theirs.raw });
  found.push(...differentNames(one, other));
  const denial = likeness < denialLikeness ? undefined : opposition(one.polarity, other.polarity);
  if (denial !== undefined) found.push({ kind: 'denial', ...denial });
  return found;
};
