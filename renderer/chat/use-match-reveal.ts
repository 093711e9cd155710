import { type RefObject, useContext, useMemo, useRef } from 'react';
import type { ColumnId } from '../../shared/id.ts';
import type { FindMarks } from './find-marks.ts';
import type { Place } from './find-scan.ts';
import { KeptContext, placeKey, unfoldedKey } from './kept.ts';
import type { GridWindow } from './use-grid-window.ts';

/** Long answers are printed over several frames; a match in them is waited for no longer than this. */
const maxFrames = 120;
/** From the top of what is in sight: below the heads of the columns, above the middle. */
const restingPlace = 0.35;

export interface MatchReveal {
  /** Puts a match on the page and brings it into sight. */
  show(place: Place): void;
  /** Where the match shown last is now. */
  current(): StaticRange | undefined;
  forget(): void;
}

const rectOf = (range: StaticRange): DOMRect => {
  const live = document.createRange();
  live.setStart(range.startContainer, range.startOffset);
  live.setEnd(range.endContainer, range.endOffset);
  return live.getBoundingClientRect();
};

/** Into the middle of code or a table that scrolls on its own. */
const scrollSideways = (range: StaticRange): void => {
  const box = range.startContainer.parentElement?.closest('pre, [role="group"][tabindex]');
  if (!box || box.scrollWidth <= box.clientWidth) return;
  const [rect, frame] = [rectOf(range), box.getBoundingClientRect()];
  if (rect.left < frame.left || rect.right > frame.right)
    box.scrollLeft += rect.left - frame.left - frame.width / 3;
};

/** Scrolls only where the match does not lie well within what is in sight. */
const bringIntoSight = (range: StaticRange, scroller: Element): void => {
  // Twice: a short answer beside a long one moves along with the scrolling.
  for (let pass = 0; pass < 2; pass += 1) {
    const [rect, frame] = [rectOf(range), scroller.getBoundingClientRect()];
    const isInSight =
      rect.top > frame.top + frame.height * 0.15 && rect.bottom < frame.top + frame.height * 0.75;
    if (!isInSight) scroller.scrollTop += rect.top - frame.top - frame.height * restingPlace;
    if (rect.left < frame.left || rect.right > frame.right)
      scroller.scrollLeft += rect.left - frame.left - frame.width / 3;
  }
};

/** Brings matches into sight wherever in the chat they are: mounts the turn, shows the answer that counts, unfolds the prompt. */
export const useMatchReveal = (
  columnIds: readonly ColumnId[],
  grid: RefObject<HTMLElement | null>,
  rows: GridWindow,
  marks: RefObject<FindMarks | undefined>,
): MatchReveal => {
  const kept = useContext(KeptContext);
  const latest = useRef({ columnIds, rows });
  latest.current = { columnIds, rows };
  return useMemo(() => {
    let shown: Place | undefined;
    let handle: number | undefined;

    const cellOf = ({ turnIndex, columnId }: Place): string =>
      columnId === undefined
        ? `[data-prompt="${turnIndex}"]`
        : `[data-turn="${turnIndex}"][data-column="${latest.current.columnIds.indexOf(columnId)}"]`;
    const current = (): StaticRange | undefined => {
      if (shown === undefined) return undefined;
      const roots = [...(grid.current?.querySelectorAll(`${cellOf(shown)} [data-text]`) ?? [])];
      const ranges = marks.current?.rangesIn(roots) ?? [];
      return ranges[Math.min(shown.nth, ranges.length - 1)];
    };

    const seek = (place: Place, framesLeft: number): void => {
      handle = requestAnimationFrame(() => {
        const scroller = grid.current?.parentElement;
        if (shown !== place || !scroller) return;
        const range = current();
        if (range === undefined) {
          if (framesLeft > 0) seek(place, framesLeft - 1);
          return;
        }
        scrollSideways(range);
        bringIntoSight(range, scroller);
        latest.current.rows.settle();
        marks.current?.paint(range);
      });
    };

    return {
      show(place) {
        shown = place;
        const { turnIndex, columnId } = place;
        const { rows: now, columnIds: ids } = latest.current;
        if (columnId === undefined) kept.set(unfoldedKey(turnIndex), true);
        else kept.set(placeKey(turnIndex, columnId), undefined);
        if (grid.current?.querySelector(cellOf(place)) == null) now.reveal(turnIndex);
        if (columnId !== undefined) now.fill.fillNow(turnIndex, ids.indexOf(columnId));
        if (handle !== undefined) cancelAnimationFrame(handle);
        seek(place, maxFrames);
      },
      current,
      forget() {
        shown = undefined;
        if (handle !== undefined) cancelAnimationFrame(handle);
      },
    };
  }, [kept, grid, marks]);
};
