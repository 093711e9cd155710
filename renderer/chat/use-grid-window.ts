import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { createFillQueue, type FillQueue } from './fill-queue.ts';
import { rowTemplate } from './grid-rows.ts';
import { heldTurns } from './held-turns.ts';
import { browserPutter, whenIdle } from './put-off.ts';
import { createRowHeights, type RowHeights, type TurnHeight } from './row-heights.ts';
import { including, lastScreen, spanAt, withoutFurthest } from './row-window.ts';
import { createScrollKeeper, type ScrollKeeper, type Sight } from './scroll-keeper.ts';

/** Screens above and below the one in sight: rows are put there before they are needed, and left there until they are far. */
const screensAhead = 1;
const screensKept = 3;

export interface GridWindowOptions {
  scroller: RefObject<HTMLElement | null>;
  grid: RefObject<HTMLElement | null>;
  turnCount: number;
  /** For turns that were never drawn, in a grid of this width. */
  estimate: (turnIndex: number, widthPx: number) => TurnHeight;
  /** Changes when columns come, go or get another width. */
  room: unknown;
}

export interface GridWindow {
  /** Turns that are on the page, in order. */
  mounted: readonly number[];
  heights: RowHeights;
  fill: FillQueue;
  /** False after the reader has scrolled up, until the end is reached or wished for again. */
  isAtBottom: boolean;
  toBottom(): void;
  /** Takes the present place as the reader's wish. */
  settle(): void;
  /** Puts a turn on the page before it returns; its cells may still be empty. */
  mount(turnIndex: number): void;
  /** Opens the grid at a turn, before anything was laid out. */
  begin(turnIndex: number): void;
  /** Brings the beginning of a turn to the top of the grid. Returns its prompt. */
  reveal(turnIndex: number): HTMLElement | undefined;
  /** The first turn in sight. */
  firstInSight(): number;
}

/** The width of the grid that was shown last: the next one is as wide, and asking would have it laid out. */
let knownWidthPx: number | undefined;

/** The part of a long chat that is on the page: what is in sight and around it. Turns elsewhere are gaps of their height. */
export const useGridWindow = (options: GridWindowOptions): GridWindow => {
  const { scroller, grid, turnCount, estimate, room } = options;
  const estimateRef = useRef(estimate);
  estimateRef.current = estimate;
  const [heights] = useState(() =>
    createRowHeights((turnIndex) => estimateRef.current(turnIndex, knownWidthPx ?? window.innerWidth)),
  );
  const [fill] = useState(() => createFillQueue(browserPutter));
  const [isAtBottom, setIsAtBottom] = useState(true);
  const [known, setKnown] = useState(0);
  const [mounted, setMounted] = useState<readonly number[]>([]);
  const keeper = useRef<ScrollKeeper>(undefined);
  const now = useRef({ mounted, turnCount });

  // Turns are only ever added at the end: a chat that is opened shows its end, and a new prompt is drawn at once.
  if (known !== turnCount) {
    heights.resize(turnCount);
    setKnown(turnCount);
    setMounted(
      known === 0 || turnCount < known
        ? lastScreen(heights, turnCount, window.innerHeight)
        : including(mounted, { first: known, last: turnCount - 1 }),
    );
  }

  const applyTemplate = useCallback(() => {
    grid.current?.style.setProperty(
      'grid-template-rows',
      rowTemplate(now.current.mounted, now.current.turnCount, heights),
    );
  }, [grid, heights]);

  useLayoutEffect(() => {
    now.current = { mounted, turnCount };
    applyTemplate();
  }, [mounted, turnCount, applyTemplate]);

  const isTrimming = useRef(false);
  const trim = useCallback(() => {
    if (isTrimming.current) return;
    isTrimming.current = true;
    whenIdle(() => {
      isTrimming.current = false;
      const at = keeper.current?.sight;
      if (at === undefined || grid.current === null) return;
      const aroundPx = at.heightPx * screensKept;
      const kept = spanAt(heights, at.topPx - aroundPx, at.topPx + at.heightPx + aroundPx);
      const held = heldTurns(grid.current);
      const next = withoutFurthest(now.current.mounted, kept, (turnIndex) => held.has(turnIndex));
      if (next === now.current.mounted) return;
      flushSync(() => setMounted(next));
      trim();
    });
  }, [grid, heights]);

  const look = useCallback(
    ({ topPx, heightPx }: Sight) => {
      if (now.current.turnCount === 0) return;
      fill.look(spanAt(heights, topPx, topPx + heightPx));
      const aheadPx = heightPx * screensAhead;
      const next = including(
        now.current.mounted,
        spanAt(heights, topPx - aheadPx, topPx + heightPx + aheadPx),
      );
      if (next !== now.current.mounted) flushSync(() => setMounted(next));
      trim();
    },
    [heights, fill, trim],
  );

  const refit = useCallback(() => {
    heights.forget(now.current.mounted);
    applyTemplate();
  }, [heights, applyTemplate]);
  const fittedRoom = useRef(room);
  useLayoutEffect(() => {
    if (fittedRoom.current === room) return;
    fittedRoom.current = room;
    refit();
  }, [refit, room]);
  const isFitted = useRef(false);
  const fitWidth = useCallback(
    (widthPx: number) => {
      const isAsEstimated = !isFitted.current && widthPx === knownWidthPx;
      isFitted.current = true;
      knownWidthPx = widthPx;
      if (!isAsEstimated) refit();
    },
    [refit],
  );

  useEffect(() => {
    if (scroller.current === null || grid.current === null) return;
    const made = createScrollKeeper({
      scroller: scroller.current,
      grid: grid.current,
      heights,
      onStick: setIsAtBottom,
      onLook: look,
      onWidth: fitWidth,
      isFilling: fill.isWaiting,
    });
    keeper.current = made;
    return () => made.dispose();
  }, [scroller, grid, heights, fill, look, fitWidth]);

  const mount = useCallback((turnIndex: number) => {
    const next = including(now.current.mounted, { first: turnIndex, last: turnIndex });
    if (next !== now.current.mounted) flushSync(() => setMounted(next));
  }, []);

  return {
    mounted,
    heights,
    fill,
    isAtBottom,
    toBottom: useCallback(() => keeper.current?.toBottom(), []),
    settle: useCallback(() => keeper.current?.settle(), []),
    mount,
    begin: useCallback(
      (turnIndex) => {
        mount(turnIndex);
        keeper.current?.aim(turnIndex, false);
      },
      [mount],
    ),
    reveal: useCallback(
      (turnIndex) => {
        mount(turnIndex);
        const row = grid.current?.querySelector<HTMLElement>(`[data-prompt="${turnIndex}"]`) ?? undefined;
        row?.scrollIntoView({ block: 'start' });
        keeper.current?.aim(turnIndex, true);
        return row;
      },
      [grid, mount],
    ),
    firstInSight: useCallback(() => heights.at((keeper.current?.sight.topPx ?? 0) + 2), [heights]),
  };
};
