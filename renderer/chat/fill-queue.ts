// Fills cells with their answers one after the other: what is in sight at once but never long at a stretch, the rest while nothing
// else is to do. Knows turns and columns as numbers only.
import type { Span } from './row-window.ts';

interface Waiting {
  turnIndex: number;
  columnIndex: number;
  fill: () => void;
}

export interface FillQueue {
  /** `fill` is called once, later, unless the returned function is called before. */
  wait(turnIndex: number, columnIndex: number, fill: () => void): () => void;
  /** What is in sight now. */
  look(span: Span): void;
  /** Fills the cells of a turn, or of one of its columns, before it returns. */
  fillNow(turnIndex: number, columnIndex?: number): void;
  /** Whether cells of a turn wait. */
  isWaiting(turnIndex: number): boolean;
}

/** How work is put off: `soon` still lets input and frames through, `idly` waits until nothing else is to do. */
export interface Putter {
  soon(run: () => void): void;
  idly(run: () => void): void;
  nowMs(): number;
}

/** In one go, as long as what is filled is in sight. A frame has 16. */
const maxSliceMs = 8;

export const createFillQueue = (put: Putter): FillQueue => {
  const waiting = new Set<Waiting>();
  let sight: Span = { first: 0, last: 0 };
  let isSoon = false;
  let isIdle = false;

  const distance = ({ turnIndex }: Waiting): number =>
    Math.max(0, sight.first - turnIndex, turnIndex - sight.last);

  const nearest = (): Waiting | undefined => {
    let best: Waiting | undefined;
    for (const one of waiting) {
      const isNearer =
        best === undefined ||
        distance(one) - distance(best) < 0 ||
        (distance(one) === distance(best) &&
          (one.turnIndex - best.turnIndex || one.columnIndex - best.columnIndex) < 0);
      if (isNearer) best = one;
    }
    return best;
  };

  const take = (one: Waiting): void => {
    waiting.delete(one);
    one.fill();
  };

  const fillSeen = (): void => {
    isSoon = false;
    const startedAt = put.nowMs();
    for (let next = nearest(); next !== undefined && distance(next) === 0; next = nearest()) {
      take(next);
      if (put.nowMs() - startedAt > maxSliceMs) break;
    }
    schedule();
  };

  const fillOne = (): void => {
    isIdle = false;
    const next = nearest();
    if (next !== undefined) take(next);
    schedule();
  };

  const schedule = (): void => {
    const next = nearest();
    if (next === undefined) return;
    if (distance(next) === 0 && !isSoon) {
      isSoon = true;
      put.soon(fillSeen);
    } else if (distance(next) > 0 && !isIdle) {
      isIdle = true;
      put.idly(fillOne);
    }
  };

  return {
    wait(turnIndex, columnIndex, fill) {
      const one = { turnIndex, columnIndex, fill };
      waiting.add(one);
      schedule();
      return () => void waiting.delete(one);
    },
    look(span) {
      sight = span;
      schedule();
    },
    fillNow(turnIndex, columnIndex) {
      for (const one of [...waiting])
        if (one.turnIndex === turnIndex && (columnIndex === undefined || one.columnIndex === columnIndex))
          take(one);
    },
    isWaiting: (turnIndex) => [...waiting].some((one) => one.turnIndex === turnIndex),
  };
};
