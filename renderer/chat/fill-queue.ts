// Fills cells with their answers one after the other: what is in sight a few at a stretch, the rest while nothing else is to do.
// Knows turns and columns as numbers only.
import { maxSliceMs } from '../ui/turns-in-frames.ts';
import type { Span } from './row-window.ts';

export interface EmptyCell {
  turnIndex: number;
  columnIndex: number;
  /** To be filled like what is in sight, wherever it is: there is something going on in it. */
  isUrgent: boolean;
  fill: () => void;
}

export interface FillQueue {
  /** Its `fill` is called once, later, unless the returned function is called before. */
  wait(cell: EmptyCell): () => void;
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

export const createFillQueue = (put: Putter): FillQueue => {
  const waiting = new Set<EmptyCell>();
  let sight: Span = { first: 0, last: 0 };
  let isSoon = false;
  let isIdle = false;

  const distance = ({ turnIndex, isUrgent }: EmptyCell): number =>
    isUrgent ? 0 : Math.max(0, sight.first - turnIndex, turnIndex - sight.last);

  const nearest = (): EmptyCell | undefined => {
    let best: EmptyCell | undefined;
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

  const take = (one: EmptyCell): void => {
    waiting.delete(one);
    one.fill();
  };

  const fillSeen = (): void => {
    isSoon = false;
    const startedAt = put.nowMs();
    for (let next = nearest(); next !== undefined && distance(next) === 0; next = nearest()) {
      take(next);
      if (put.nowMs() - startedAt >= maxSliceMs) break;
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
    wait(cell) {
      waiting.add(cell);
      schedule();
      return () => void waiting.delete(cell);
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
