// Keeps what the reader looks at in its place, or the end in sight: reads and sets the scroll position of the grid, once a frame.
import { frame } from '../ui/frame.ts';
import { readRows } from './grid-rows.ts';
import type { RowHeights } from './row-heights.ts';

/** Fractional zoom leaves up to a few pixels between the end and the furthest one can scroll. */
const slackPx = 6;

/** By these the reader takes the scrolling over. */
const readerInputs = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

export interface Sight {
  topPx: number;
  heightPx: number;
}

export interface ScrollKeeperOptions {
  scroller: HTMLElement;
  grid: HTMLElement;
  heights: RowHeights;
  /** Whether the end is followed, whenever that changes. */
  onStick(isStuck: boolean): void;
  /** What is in sight has changed, or what lies there. Called within a frame, before it is painted or for the next. */
  onLook(sight: Sight): void;
  /** The grid has another width, or its first: what was remembered of heights no longer holds. */
  onWidth(scrollerPx: number): void;
  /** Whether cells of a turn are still to be filled. */
  isFilling(turnIndex: number): boolean;
}

export interface ScrollKeeper {
  readonly sight: Sight;
  /** Goes to the end and stays there while it grows. */
  toBottom(): void;
  /** Keeps the beginning of a turn at the top until all of it is there, or until the reader scrolls. What is not laid out yet is not asked where it is. */
  aim(turnIndex: number, isLaidOut: boolean): void;
  /** Takes the present place as the reader's wish, as after something else was brought into sight. */
  settle(): void;
  dispose(): void;
}

export const createScrollKeeper = (options: ScrollKeeperOptions): ScrollKeeper => {
  const { scroller, grid, heights, onStick, onLook, onWidth, isFilling } = options;
  let isStuck = true;
  let aimedAt: number | undefined;
  /** Of the turn aimed at, all cells were filled when it was looked at last. */
  let isFull = false;
  // What is not laid out yet is not asked about: that would have it laid out twice.
  const sight: Sight = { topPx: 0, heightPx: window.innerHeight };
  let widthPx: number | undefined;

  const stick = (isOn: boolean): void => {
    if (isOn === isStuck) return;
    isStuck = isOn;
    onStick(isOn);
  };
  const isNearEnd = (): boolean =>
    scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop <= slackPx;
  const note = (): void => {
    sight.topPx = scroller.scrollTop;
  };
  const toEnd = (): void => {
    scroller.scrollTop = scroller.scrollHeight;
    note();
  };
  const goToEnd = (): void => {
    toEnd();
    frame.measure(look);
  };

  const endAim = (): void => {
    aimedAt = undefined;
  };
  const settle = (): void => {
    endAim();
    note();
    stick(isNearEnd());
  };
  const look = (): void => {
    // What was filled in this frame is laid out at its end: the aim is held for that one still.
    const wasFull = isFull;
    isFull = aimedAt !== undefined && !isFilling(aimedAt);
    if (isFull && wasFull) settle();
    else if (isFull) frame.measure(look);
    onLook(sight);
  };

  const scrolled = (): void => {
    const beforePx = sight.topPx;
    note();
    if (aimedAt !== undefined) {
      look();
      return;
    }
    if (isNearEnd()) stick(true);
    else if (sight.topPx < beforePx - 1) stick(false);
    look();
  };
  const onScroll = (): void => {
    // What leads more than a screen away from the turn aimed at was somebody's wish, by whatever means.
    if (aimedAt !== undefined && Math.abs(scroller.scrollTop - heights.offset(aimedAt)) > sight.heightPx)
      endAim();
    frame.measure(scrolled);
  };

  // A turn of the wheel counts at once: while text streams in, the scroll it asks for may be overtaken.
  const onWheel = (event: WheelEvent): void => {
    if (event.deltaY < 0 && sight.topPx > 0) stick(false);
  };

  /** The browser holds what is in sight in its place by itself, where it can; what it left to be done is done here. */
  const hold = (change: () => void): void => {
    const anchor = heights.at(sight.topPx + 2);
    const beforePx = heights.offset(anchor);
    change();
    const driftPx = heights.offset(anchor) - beforePx;
    if (isStuck) {
      toEnd();
      return;
    }
    if (aimedAt !== undefined) {
      const wantedPx = heights.offset(aimedAt);
      if (Math.abs(scroller.scrollTop - wantedPx) > 1) scroller.scrollTop = wantedPx;
      note();
      return;
    }
    const isUntouched = Math.abs(scroller.scrollTop - sight.topPx) <= 1;
    if (Math.abs(driftPx) > 1 && isUntouched) scroller.scrollTop = sight.topPx + driftPx;
    note();
    if (isNearEnd()) stick(true);
  };

  // After the layout and before the paint: reading costs nothing, and nobody sees what is put right here.
  const resized = (): void => {
    sight.heightPx = scroller.clientHeight;
    const isOtherWidth = grid.clientWidth !== widthPx;
    widthPx = grid.clientWidth;
    hold(() => {
      heights.see(readRows(getComputedStyle(grid).gridTemplateRows));
      if (isOtherWidth) onWidth(scroller.clientWidth);
    });
    frame.measure(look);
  };
  const observer = new ResizeObserver(resized);
  observer.observe(grid);
  observer.observe(scroller);
  scroller.addEventListener('scroll', onScroll, { passive: true });
  scroller.addEventListener('wheel', onWheel, { passive: true });
  for (const type of readerInputs) scroller.addEventListener(type, endAim, { passive: true });

  return {
    sight,
    toBottom() {
      endAim();
      stick(true);
      frame.scroll(goToEnd);
    },
    aim(turnIndex, isLaidOut) {
      stick(false);
      if (isLaidOut) note();
      else sight.topPx = heights.offset(turnIndex);
      aimedAt = turnIndex;
      isFull = false;
      frame.measure(look);
    },
    settle() {
      settle();
      frame.measure(look);
    },
    dispose() {
      observer.disconnect();
      frame.cancel(scrolled);
      frame.cancel(look);
      frame.cancel(goToEnd);
      scroller.removeEventListener('scroll', onScroll);
      scroller.removeEventListener('wheel', onWheel);
      for (const type of readerInputs) scroller.removeEventListener(type, endAim);
    },
  };
};
