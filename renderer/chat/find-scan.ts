// Counts what is searched for in a whole chat, mounted or not: prompts, and the visible text of the answers that count. Works in
// small steps, because a chat may hold tens of megabytes.
import type { Turn } from '../../shared/chat.ts';
import type { ColumnId } from '../../shared/id.ts';
import { countMatches } from './fold-text.ts';
import { visibleText } from './visible-text.ts';

/** A text that has matches. Without a column: the prompt. */
export interface Hit {
  turnIndex: number;
  columnId: ColumnId | undefined;
  count: number;
}

export interface Place {
  turnIndex: number;
  columnId: ColumnId | undefined;
  /** Which of its matches, from 0. */
  nth: number;
}

/** Looked through at a stretch. */
const sliceCharacters = 256_000;

/** Counts as `countMatches`, a stretch at a time. */
function* countLong(text: string, needle: string): Generator<undefined, number> {
  let count = 0;
  for (let from = 0; from < text.length; from += sliceCharacters) {
    // A match may begin in one stretch and end in the next, where it must not be counted again.
    const overlap = from === 0 ? 0 : needle.length - 1;
    count += countMatches(text.slice(from - overlap, from + sliceCharacters), needle);
    yield;
  }
  return count;
}

/** The longest word of the needle: a text without it has no match, whatever its marks are. */
const longestWord = (needle: string): string =>
  (needle.match(/[\p{L}\p{N}]+/gu) ?? []).reduce(
    (best, word) => (word.length > best.length ? word : best),
    '',
  );

function* countInAnswer(source: string, needle: string): Generator<undefined, number> {
  const word = longestWord(needle);
  if (word !== '' && (yield* countLong(source, word)) === 0) return 0;
  let count = 0;
  for (const stretches of visibleText(source)) {
    for (const stretch of stretches) count += countMatches(stretch, needle);
    yield;
  }
  return count;
}

function* hitsInTurn(
  turn: Turn,
  turnIndex: number,
  columnIds: readonly ColumnId[],
  needle: string,
): Generator<undefined, Hit[]> {
  const hits: Hit[] = [];
  const inPrompt = yield* countLong(turn.prompt, needle);
  if (inPrompt > 0) hits.push({ turnIndex, columnId: undefined, count: inPrompt });
  for (const columnId of columnIds) {
    const answer = turn.answers.findLast((each) => each.columnId === columnId);
    let count = 0;
    for (const part of answer?.parts ?? [])
      if (part.type === 'text') count += yield* countInAnswer(part.text, needle);
    if (count > 0) hits.push({ turnIndex, columnId, count });
  }
  return hits;
}

/** All hits in order. Turns that have not changed since they were `known` are not read again. */
export function* scanTurns(
  turns: readonly Turn[],
  columnIds: readonly ColumnId[],
  needle: string,
  known: WeakMap<Turn, Hit[]>,
): Generator<undefined, Hit[]> {
  const hits: Hit[] = [];
  for (const [turnIndex, turn] of turns.entries()) {
    let found = known.get(turn);
    if (found === undefined) {
      found = yield* hitsInTurn(turn, turnIndex, columnIds, needle);
      known.set(turn, found);
    }
    hits.push(...found);
  }
  return hits;
}

export const totalOf = (hits: readonly Hit[]): number => hits.reduce((sum, { count }) => sum + count, 0);

/** The match at a place of the whole, from 0. */
export const placeAt = (hits: readonly Hit[], index: number): Place | undefined => {
  let before = 0;
  for (const { turnIndex, columnId, count } of hits) {
    if (index < before + count) return { turnIndex, columnId, nth: index - before };
    before += count;
  }
  return undefined;
};

/** Where a match stands in the whole, from 0. Matches that are gone stand where they would be. */
export const indexOfPlace = (hits: readonly Hit[], place: Place, columnIds: readonly ColumnId[]): number => {
  const rank = (columnId: ColumnId | undefined): number =>
    columnId === undefined ? -1 : columnIds.indexOf(columnId);
  let before = 0;
  for (const hit of hits) {
    const order = hit.turnIndex - place.turnIndex || rank(hit.columnId) - rank(place.columnId);
    if (order === 0) return before + Math.min(place.nth, hit.count - 1);
    if (order > 0) break;
    before += hit.count;
  }
  return Math.min(before, Math.max(0, totalOf(hits) - 1));
};
