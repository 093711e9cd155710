// Numbers in a sentence with what makes them comparable: unit, scale, rate, what is counted, "about" and "at least". Dates are not numbers: the
// places they take are left out. Knows one sentence at a time.

import { numberWords, periods, scales, units } from './units.ts';
import { contextAfter, contextBefore } from './word-context.ts';

export interface Quantity {
  /** As written, with its unit. */
  raw: string;
  start: number;
  end: number;
  /** What it may mean in the base unit: "1.200" is 1.2 or 1200. The first is what English means. */
  values: number[];
  /** The upper end of a range in the base unit. */
  upTo?: number;
  /** Of the unit; `count` where it has none, then `counted` tells what. */
  dimension: string;
  unit: string;
  counted: string[];
  before: string;
  /** Half of what its last digit stands for, in the base unit. */
  halfStep: number;
  isRounded: boolean;
  bound?: 'least' | 'most';
  /** Seconds of "per month" and the like. */
  periodS?: number;
}

const space = "[\\u00a0\\u202f\\u2009' ’]";
const digits = `\\d{1,3}(?:${space}\\d{3})+(?:[.,]\\d+)?(?!\\d)|\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?(?!\\d)|\\d{1,3}(?:\\.\\d{3})+(?:,\\d+)?(?!\\d)|\\d+(?:[.,]\\d+)?`;
const words = [...numberWords.keys()].sort((one, other) => other.length - one.length).join('|');
const numeral = new RegExp(
  `(?<![\\p{L}\\p{N}_]|\\d[.,:/]|\\p{L}-)(US\\$|[$€£¥₹])?\\s?([-−])?(${digits}|(?:${words})(?!\\p{L}|-))`,
  'giu',
);
const unitNames = [...units.keys()]
  .sort((one, other) => other.length - one.length)
  .map((name) => name.replace(/[$/.]/g, '\\$&'))
  .join('|');
const scaleNames = [...scales.keys()]
  .filter((name) => name !== 'k')
  .sort((one, other) => other.length - one.length)
  .join('|');
const scaleAfter = new RegExp(`^(?:(k|M|B)(?![\\p{L}/])|[\\s-]?(${scaleNames})\\b\\.?|(千|万|億|亿))`, 'iu');
const unitAfter = new RegExp(`^[\\s-]?(${unitNames})(?![\\p{L}\\p{N}]|/\\p{L})`, 'iu');
const unitAfterCjk = /^(円|日間|年間)/u;
const rateAfter = /^\s?(?:\/|per |pro |an? (?=month|year|day|week|hour)|each |every )\s?(\p{L}+)/iu;
const roundedBefore =
  /(?:about|around|approximately|approx\.?|roughly|nearly|almost|circa|ca\.|some|close to|etwa|rund|ungefähr|environ|unos|約|~|≈)\s?[$€£]?$/iu;
const leastBefore =
  /(?:more than|over|at least|above|greater than|no less than|minimum of|exceeds?|mehr als|über|mindestens|plus de|más de|>|≥)\s?[$€£]?$/iu;
const mostBefore =
  /(?:less than|under|up to|at most|below|fewer than|no more than|maximum of|within|weniger als|unter|höchstens|bis zu|moins de|<|≤)\s?[$€£]?$/iu;
/** Numbers that only point to a place: "Step 3", "Figure 2", "[4]". */
const labelBefore =
  /(?:^|[\s(])(?:step|figure|fig\.?|table|section|chapter|page|pp?\.|note|option|phase|part|no\.|nr\.|schritt|abbildung|seite|kapitel|#)\s?$|\[$/iu;

const decimalsOf = (text: string): number => /[.,](\d+)$/.exec(text)?.[1]?.length ?? 0;

/** What digits with their separators may mean, English first. */
export const readNumber = (text: string): { values: number[]; decimals: number } => {
  const compact = text.replace(new RegExp(space, 'gu'), '');
  const hasBoth = compact.includes(',') && compact.includes('.');
  const decimal = compact.lastIndexOf(',') > compact.lastIndexOf('.') ? ',' : '.';
  const asDecimal = Number(
    decimal === ',' ? compact.replaceAll('.', '').replace(',', '.') : compact.replaceAll(',', ''),
  );
  if (hasBoth) return { values: [asDecimal], decimals: decimalsOf(compact) };
  const groups = /^[1-9]\d{0,2}(?:([.,])\d{3})(?:[.,]\d{3})*$/.exec(compact);
  if (groups === null) return { values: [asDecimal], decimals: decimalsOf(compact) };
  const asThousands = Number(compact.replace(/[.,]/g, ''));
  if (compact.split(/[.,]/).length > 2) return { values: [asThousands], decimals: 0 };
  return groups[1] === '.'
    ? { values: [asDecimal, asThousands], decimals: 3 }
    : { values: [asThousands, asDecimal], decimals: 0 };
};

interface Tail {
  end: number;
  scale: number;
  unit: string | undefined;
  periodS: number | undefined;
}

const readTail = (text: string, from: number, currency: string | undefined): Tail => {
  let end = from;
  let scale = 1;
  const scaled = scaleAfter.exec(text.slice(end));
  const letter = scaled?.[1];
  // "5m" is metres and "5 B" is a size; a letter alone scales where it is a capital, follows a currency, or is k.
  const isScale = scaled !== null && (letter === undefined || letter !== 'b') && letter !== 'm';
  if (scaled !== null && (isScale || currency !== undefined)) {
    const name = (letter ?? scaled[2] ?? scaled[3] ?? '').toLowerCase();
    scale = { m: 1e6, b: 1e9 }[name] ?? scales.get(name) ?? 1;
    end += scaled[0].length;
  }
  let unit = currency?.toLowerCase();
  if (unit === undefined) {
    const found = unitAfter.exec(text.slice(end)) ?? unitAfterCjk.exec(text.slice(end));
    const name = found?.[1];
    // "in" is a preposition far more often than inches.
    if (found && name !== undefined && !(name === 'in' && /^\sin\b/.test(found[0]))) {
      unit = name.toLowerCase();
      // MW and mW, Mb and MB: case tells powers apart and nothing else here.
      end += found[0].length;
    }
  }
  const rate = rateAfter.exec(text.slice(end));
  const periodS = periods.get(rate?.[1]?.toLowerCase() ?? '');
  if (rate && periodS !== undefined) end += rate[0].length;
  return { end, scale, unit, periodS };
};

const isAttached = (text: string, end: number): boolean =>
  /^(?:\p{L}|-\p{L}|[/:]\d|\.\d)/u.test(text.slice(end)) &&
  !/^[\p{sc=Han}\p{sc=Hiragana}]/u.test(text.slice(end));

const readQuantity = (text: string, match: RegExpMatchArray): Quantity | undefined => {
  const start = match.index ?? 0;
  const written = match[3] ?? '';
  const word = numberWords.get(written.toLowerCase());
  const tail = readTail(text, start + match[0].length, match[1]);
  const before = text.slice(0, start);
  if (labelBefore.test(before)) return undefined;
  const isOrdinal = /^(?:st|nd|rd|th)\b/.test(text.slice(tail.end));
  if (!isOrdinal && tail.unit === undefined && isAttached(text, tail.end)) return undefined;
  const { values, decimals } = word === undefined ? readNumber(written) : { values: [word], decimals: 0 };
  const sign = match[2] === undefined ? 1 : -1;
  const unit = tail.unit === undefined ? undefined : units.get(tail.unit);
  const factor = unit?.factor ?? 1;
  const toBase = (value: number): number => sign * value * tail.scale * factor + (unit?.offset ?? 0);
  const isOpenEnded = /^\+/.test(text.slice(tail.end));
  const bound =
    leastBefore.test(before) || isOpenEnded ? 'least' : mostBefore.test(before) ? 'most' : undefined;
  const counted = unit === undefined ? contextAfter(text, isOrdinal ? tail.end + 2 : tail.end) : [];
  // What is counted belongs to what is said: "five formats".
  const shown = new RegExp(`^(?:[\\s-]?\\p{L}[\\p{L}’'-]*){0,${Math.min(2, counted.length)}}`, 'u').exec(
    text.slice(tail.end),
  );
  return {
    raw: (text.slice(start, tail.end) + (shown?.[0] ?? '')).trim(),
    start,
    end: tail.end,
    values: values.map(toBase),
    dimension: unit?.dimension ?? (isOrdinal ? 'ordinal' : 'count'),
    unit: `${tail.unit ?? ''}${tail.scale === 1 ? '' : ` ×${tail.scale}`}`,
    counted,
    before: contextBefore(text, start),
    halfStep: 0.5 * 10 ** -decimals * tail.scale * factor,
    isRounded: roundedBefore.test(before),
    ...(bound !== undefined && { bound }),
    ...(tail.periodS !== undefined && { periodS: tail.periodS }),
  };
};

const rangeMark = /^\s?(?:–|—|-|−|to|bis|~|〜)\s?$/iu;
const pairMark = /^\s(?:and|und)\s$/iu;
const between = /(?:between|zwischen)\s[$€£]?$/iu;

/** Joins "5–10 days" and "between 5 and 10 days" into one. */
const joinRanges = (text: string, found: Quantity[]): Quantity[] => {
  const joined: Quantity[] = [];
  for (const quantity of found) {
    const last = joined.at(-1);
    const gap = last === undefined ? '' : text.slice(last.end, quantity.start);
    const isRange =
      last !== undefined &&
      last.upTo === undefined &&
      (rangeMark.test(gap) || (pairMark.test(gap) && between.test(text.slice(0, last.start)))) &&
      (last.dimension === 'count' || last.dimension === quantity.dimension);
    const upper = quantity.values[0] ?? 0;
    if (!isRange || last === undefined) {
      joined.push(quantity);
      continue;
    }
    // The unit behind the second number holds for the first.
    const own = units.get(quantity.unit.split(' ')[0] ?? '');
    const isBare = last.dimension === 'count' && own !== undefined;
    const scale =
      !last.unit.includes('×') && quantity.unit.includes('×') ? Number(quantity.unit.split('×')[1]) : 1;
    const lower =
      (last.values[0] ?? 0) * scale * (isBare ? own.factor : 1) + (isBare ? (own.offset ?? 0) : 0);
    if (lower >= upper) {
      joined.push(quantity);
      continue;
    }
    joined[joined.length - 1] = {
      ...quantity,
      raw: `${text.slice(last.start, quantity.start)}${quantity.raw}`.trim(),
      start: last.start,
      before: last.before,
      values: [lower],
      upTo: upper,
      isRounded: last.isRounded,
    };
  }
  return joined;
};

/** All numbers outside the places given, in order. */
export const quantitiesIn = (text: string, taken: readonly { start: number; end: number }[]): Quantity[] => {
  const found: Quantity[] = [];
  for (const match of text.matchAll(numeral)) {
    const start = match.index;
    if (taken.some((place) => start < place.end && place.start < start + match[0].length)) continue;
    const last = found.at(-1);
    if (last !== undefined && start < last.end) continue;
    const quantity = readQuantity(text, match);
    if (quantity !== undefined) found.push(quantity);
  }
  return joinRanges(text, found);
};
