// Which turns are on the page: pure arithmetic over lists of turn indices in ascending order.
import type { RowHeights } from './row-heights.ts';

/** First and last turn, both included. */
export interface Span {
  first: number;
  last: number;
}

/** Turns that reach into a stretch of the grid. */
export const spanAt = (heights: RowHeights, fromPx: number, toPx: number): Span => ({
  first: heights.at(Math.max(0, fromPx)),
  last: heights.at(Math.max(0, toPx)),
});

/** The last turns that fill a screen. */
export const lastScreen = (heights: RowHeights, turnCount: number, screenPx: number): number[] => {
  if (turnCount === 0) return [];
  const { first } = spanAt(heights, heights.offset(turnCount) - screenPx, Number.MAX_SAFE_INTEGER);
  return Array.from({ length: turnCount - first }, (_, index) => first + index);
};

/** With the turns of a span; the same list where all are in it. */
export const including = (mounted: readonly number[], { first, last }: Span): readonly number[] => {
  const all = new Set(mounted);
  for (let turnIndex = first; turnIndex <= last; turnIndex += 1) all.add(turnIndex);
  return all.size === mounted.length ? mounted : [...all].sort((one, other) => one - other);
};

/** Without the turn furthest from the kept span that nothing holds; the same list where none can go. */
export const withoutFurthest = (
  mounted: readonly number[],
  kept: Span,
  isHeld: (turnIndex: number) => boolean,
): readonly number[] => {
  const distance = (turnIndex: number): number => Math.max(kept.first - turnIndex, turnIndex - kept.last);
  const furthest = mounted
    .filter((turnIndex) => distance(turnIndex) > 0 && !isHeld(turnIndex))
    .sort((one, other) => distance(other) - distance(one))[0];
  return furthest === undefined ? mounted : mounted.filter((turnIndex) => turnIndex !== furthest);
};
