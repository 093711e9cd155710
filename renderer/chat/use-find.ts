import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Turn } from '../../shared/chat.ts';
import type { ChatId, ColumnId } from '../../shared/id.ts';
import { selectTurns } from '../state/select.ts';
import { useCollateStore } from '../state/store.ts';
import { createFindMarks, type FindMarks } from './find-marks.ts';
import { type Hit, indexOfPlace, type Place, placeAt, scanTurns, totalOf } from './find-scan.ts';
import { foldText } from './fold-text.ts';
import type { GridWindow } from './use-grid-window.ts';
import { useMatchReveal } from './use-match-reveal.ts';

/** One keystroke rarely comes alone. */
const typingMs = 120;
/** While answers stream in, they are counted anew no more often than this; and marks painted. */
const recountMs = 300;
const repaintMs = 120;
/** Work at a stretch. */
const sliceMs = 8;

export interface FindOptions {
  chatId: ChatId;
  /** In the order in which they stand. */
  columnIds: readonly ColumnId[];
  grid: RefObject<HTMLElement | null>;
  rows: GridWindow;
  query: string;
}

export interface Found {
  /** Undefined until everything was read once. */
  total: number | undefined;
  place: Place | undefined;
  /** Of `total`, from 1. */
  position: number;
  /** Goes so many matches further, round the ends. */
  go(step: 1 | -1): void;
}

/** Searches the whole chat for what is typed, in slices, and follows what streams in. */
export const useFind = ({ chatId, columnIds, grid, rows, query }: FindOptions): Found => {
  const store = useCollateStore();
  const needle = foldText(query);
  const columnKey = columnIds.join();
  const [hits, setHits] = useState<Hit[]>();
  const [place, setPlace] = useState<Place>();
  const marks = useRef<FindMarks>(undefined);
  const reveal = useMatchReveal(columnIds, grid, rows, marks);
  const { firstInSight } = rows;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the columns.
  useEffect(() => {
    setHits(undefined);
    setPlace(undefined);
    if (needle === '') return;
    const known = new WeakMap<Turn, Hit[]>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let read: readonly Turn[] | undefined;
    const begin = (): void => {
      const turns = selectTurns(store.getState().state, chatId);
      read = turns;
      const scan = scanTurns(turns, columnIds, needle, known);
      const work = (): void => {
        const startedAt = performance.now();
        while (performance.now() - startedAt < sliceMs) {
          const step = scan.next();
          if (step.done !== true) continue;
          setHits(step.value);
          timer = undefined;
          follow();
          return;
        }
        timer = setTimeout(work);
      };
      work();
    };
    const follow = (): void => {
      if (timer === undefined && selectTurns(store.getState().state, chatId) !== read)
        timer = setTimeout(begin, recountMs);
    };
    timer = setTimeout(begin, typingMs);
    const unsubscribe = store.subscribe(follow);
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [store, chatId, needle, columnKey]);

  useEffect(() => {
    if (grid.current === null || needle === '') return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const repaint = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        made.paint(reveal.current());
      }, repaintMs);
    };
    const made = createFindMarks(grid.current, needle, repaint);
    marks.current = made;
    made.paint(undefined);
    return () => {
      clearTimeout(timer);
      made.clear();
      reveal.forget();
      marks.current = undefined;
    };
  }, [grid, needle, reveal]);

  const goTo = useCallback(
    (next: Place) => {
      setPlace(next);
      reveal.show(next);
    },
    [reveal],
  );

  // The first match at or below what is in sight, as soon as it is known.
  useEffect(() => {
    if (hits === undefined || hits.length === 0 || place !== undefined) return;
    const from = firstInSight();
    const hit = hits.find(({ turnIndex }) => turnIndex >= from) ?? hits[0];
    if (hit === undefined) return;
    // Within an effect React puts no turn on the page, and there would be nothing to scroll to.
    const timer = setTimeout(goTo, 0, { turnIndex: hit.turnIndex, columnId: hit.columnId, nth: 0 });
    return () => clearTimeout(timer);
  }, [hits, place, goTo, firstInSight]);

  const total = hits === undefined ? undefined : totalOf(hits);
  const index = hits === undefined || place === undefined ? -1 : indexOfPlace(hits, place, columnIds);
  return {
    total,
    place,
    position: index + 1,
    go(step) {
      if (hits === undefined || total === undefined || total === 0) return;
      const next = placeAt(hits, (index + step + total) % total);
      if (next !== undefined) goTo(next);
    },
  };
};
