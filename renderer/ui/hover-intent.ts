// When words on hover open and close, for all of the window: not under a pointer that only passes, at once where others were
// just read, and one at a time.

/** Long enough not to flicker under a passing pointer. */
const openDelayMs = 400;
/** Long enough to reach what has opened with the pointer. */
const closeDelayMs = 120;
/** After one has closed, the next opens at once. */
const neighbourMs = 400;

export interface HoverIntent {
  enter(): void;
  leave(): void;
  openNow(): void;
  /** Closes, and calls off what was about to open. */
  end(): void;
}

let openOne: HoverIntent | undefined;
let closedAt = Number.NEGATIVE_INFINITY;

export const createHoverIntent = (onChange: (isOpen: boolean) => void): HoverIntent => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const after = (ms: number, then: () => void): void => {
    clearTimeout(timer);
    timer = setTimeout(then, ms);
  };
  const intent: HoverIntent = {
    enter() {
      const isNeighbour = openOne !== undefined || performance.now() - closedAt < neighbourMs;
      if (openOne === intent || isNeighbour) intent.openNow();
      else after(openDelayMs, intent.openNow);
    },
    leave() {
      if (openOne === intent) after(closeDelayMs, intent.end);
      else clearTimeout(timer);
    },
    openNow() {
      clearTimeout(timer);
      if (openOne === intent) return;
      openOne?.end();
      openOne = intent;
      onChange(true);
    },
    end() {
      clearTimeout(timer);
      if (openOne !== intent) return;
      openOne = undefined;
      closedAt = performance.now();
      onChange(false);
    },
  };
  return intent;
};
