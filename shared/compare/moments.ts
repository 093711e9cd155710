// Dates in a sentence, in the ways English, German, French, Spanish, Chinese and Japanese texts write them. Knows no calendar arithmetic:
// two dates differ where a part that both name differs.
import { contextBefore } from './word-context.ts';

export interface Moment {
  /** As written. */
  raw: string;
  start: number;
  end: number;
  /** What it may mean: "03/04/2019" is two dates, all else is one. */
  readings: Reading[];
  /** The last word of weight before it, to tell one date of a sentence from another. */
  before: string;
}

interface Reading {
  year?: number;
  quarter?: number;
  month?: number;
  day?: number;
  /** The first year of a decade. */
  decade?: number;
}

const monthNames: Record<string, number> = {};
[
  'january jan januar janvier enero',
  'february feb februar février febrero',
  'march mar märz mars marzo',
  'april apr avril abril',
  'may mai mayo',
  'june jun juni juin junio',
  'july jul juli juillet julio',
  'august aug août agosto',
  'september sep sept septembre septiembre',
  'october oct oktober okt octobre octubre',
  'november nov novembre noviembre',
  'december dec dezember dez décembre diciembre',
].forEach((names, index) => {
  for (const name of names.split(' ')) monthNames[name] = index + 1;
});
const month = `(${Object.keys(monthNames)
  .sort((one, other) => other.length - one.length)
  .join('|')})`;
const monthOf = (name: string | undefined): number => monthNames[name?.toLowerCase() ?? ''] ?? 0;

/** Names of months and days, which are no names of things. */
export const calendarWords: ReadonlySet<string> = new Set([
  ...Object.keys(monthNames),
  ...'monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag'.split(
    ' ',
  ),
]);

type Groups = readonly (string | undefined)[];
interface Form {
  pattern: RegExp;
  read(groups: Groups): Reading[];
}

const number = (text: string | undefined): number => Number(text);
const yearIfAny = (text: string | undefined): Reading => (text === undefined ? {} : { year: Number(text) });
const isDay = (day: number): boolean => day >= 1 && day <= 31;
const isMonth = (at: number): boolean => at >= 1 && at <= 12;

const edge = '(?<![\\p{L}\\p{N}.,/-])';
const end = '(?![\\p{L}\\p{N}]|[.,/-]\\d)';
const form = (source: string, read: Form['read']): Form => ({
  pattern: new RegExp(`${edge}${source}${end}`, 'giu'),
  read,
});

/** The first that fits a place wins. */
const forms: Form[] = [
  form('(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})', ([, year, at, day]) => [
    { year: number(year), month: number(at), day: number(day) },
  ]),
  {
    pattern: /(\d{4})\s?年(?:\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?日)?)?(?!間)/gu,
    read: ([, year, at, day]) => [
      {
        year: number(year),
        ...(at !== undefined && { month: number(at) }),
        ...(day !== undefined && { day: number(day) }),
      },
    ],
  },
  form(
    `(\\d{1,2})(?:st|nd|rd|th|er|\\.)?\\s+(?:of\\s+|de\\s+)?${month}\\.?(?:,?\\s+(?:de\\s+)?(\\d{4}))?`,
    ([, day, name, year]) => [{ day: number(day), month: monthOf(name), ...yearIfAny(year) }],
  ),
  form(`${month}\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4}))?`, ([, name, day, year]) => [
    { day: number(day), month: monthOf(name), ...yearIfAny(year) },
  ]),
  form(`${month}\\.?,?\\s+(?:de\\s+|of\\s+)?(\\d{4})`, ([, name, year]) => [
    { month: monthOf(name), year: number(year) },
  ]),
  form('(\\d{1,2})[./](\\d{1,2})[./](\\d{4})', ([, one, other, year]) =>
    [
      { day: number(one), month: number(other), year: number(year) },
      { day: number(other), month: number(one), year: number(year) },
    ].filter((reading) => isDay(reading.day) && isMonth(reading.month)),
  ),
  form('Q([1-4])[\\s/-]+(\\d{4})', ([, quarter, year]) => [{ quarter: number(quarter), year: number(year) }]),
  form('(\\d{1,4})\\s?(?:BCE?|v\\.\\s?Chr\\.)', ([, year]) => [{ year: -number(year) }]),
  form("(?:AD\\s)?(\\d{3}0)(?:[’']?s|er)", ([, decade]) => [{ decade: number(decade) }]),
];

const bareYear = new RegExp(`${edge}(1[0-9]\\d{2}|20\\d{2}|21\\d{2})${end}`, 'gu');
const yearCue =
  /(?:^|[\s(])(?:in|since|by|from|until|till|before|after|during|around|circa|ca\.?|c\.|wurden?|war|waren|year|early|late|mid|spring|summer|autumn|fall|winter|between|im|jahre?|seit|ab|bis|en|depuis|desde|año|l’année)[\s-]+$|\(\s*$/iu;
const partOfRange = /\d{4}\s?(?:–|-|—|to|and|bis|und)\s?$/u;

/** A four-digit number is a year where something says so, or where it counts nothing. */
const isYear = (text: string, start: number, after: number): boolean => {
  const before = text.slice(0, start);
  if (yearCue.test(before) || partOfRange.test(before)) return true;
  if (/[\p{L}\p{N}$€£¥#]\s?[-–]?$/u.test(before) && !/[\p{Ll}]\s$/u.test(before)) return false;
  return /^\s*(?:$|[.,;:!?)\]–—|]|and\b|und\b|to\b)/u.test(text.slice(after));
};

/** All dates, in order; none overlaps another. */
export const momentsIn = (text: string): Moment[] => {
  const found: Moment[] = [];
  const add = (match: RegExpMatchArray, readings: Reading[]): void => {
    const start = match.index ?? 0;
    const stop = start + match[0].length;
    if (readings.length === 0 || found.some((other) => start < other.end && other.start < stop)) return;
    found.push({ raw: match[0].trim(), start, end: stop, readings, before: contextBefore(text, start) });
  };
  for (const { pattern, read } of forms) for (const match of text.matchAll(pattern)) add(match, read(match));
  for (const match of text.matchAll(bareYear))
    if (isYear(text, match.index, match.index + match[0].length)) add(match, [{ year: number(match[1]) }]);
  return found.sort((one, other) => one.start - other.start);
};

const parts = ['year', 'quarter', 'month', 'day'] as const;

const agree = (one: Reading, other: Reading): boolean => {
  for (const part of parts) {
    const [mine, theirs] = [one[part], other[part]];
    if (mine !== undefined && theirs !== undefined && mine !== theirs) return false;
  }
  for (const [mine, theirs] of [
    [one, other],
    [other, one],
  ] as const) {
    if (mine.decade === undefined) continue;
    if (theirs.decade !== undefined && theirs.decade !== mine.decade) return false;
    if (theirs.year !== undefined && (theirs.year < mine.decade || theirs.year > mine.decade + 9))
      return false;
  }
  return true;
};

/** Whether two dates can be the same: "2019" and "March 2019" can, "2019" and "2021" cannot. */
export const isSameMoment = (one: Moment, other: Moment): boolean =>
  one.readings.some((mine) => other.readings.some((theirs) => agree(mine, theirs)));
