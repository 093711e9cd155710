/** In CSS px. */
export interface TurnHeight {
  prompt: number;
  answers: number;
  totals: number;
}

export interface RowHeights {
  /** As seen the last time, otherwise as estimated. */
  of(turnIndex: number): TurnHeight;
  /** Px above a turn; of the count of turns: the height of all. Column heads are not counted. */
  offset(turnIndex: number): number;
  /** The turn at so many px below the first. */
  at(px: number): number;
  /** Takes true heights. */
  see(rows: ReadonlyMap<number, TurnHeight>): void;
  /** The room has changed: what is not in `kept` is estimated anew. */
  forget(kept: readonly number[]): void;
  resize(turnCount: number): void;
}

const sumOf = ({ prompt, answers, totals }: TurnHeight): number => prompt + answers + totals;

/** Heights of all turns of a chat, most of which are not on the page. `estimate` is asked once per turn and room. */
export const createRowHeights = (estimate: (turnIndex: number) => TurnHeight): RowHeights => {
  let rows: (TurnHeight | undefined)[] = [];
  let offsets = new Float64Array(1);
  /** Offsets up to this turn are right. */
  let rightUpTo = 0;

  const of = (turnIndex: number): TurnHeight => {
    const known = rows[turnIndex];
    if (known !== undefined) return known;
    const guessed = estimate(turnIndex);
    rows[turnIndex] = guessed;
    return guessed;
  };

  const offset = (turnIndex: number): number => {
    const wanted = Math.min(turnIndex, rows.length);
    for (; rightUpTo < wanted; rightUpTo += 1)
      offsets[rightUpTo + 1] = (offsets[rightUpTo] ?? 0) + sumOf(of(rightUpTo));
    return offsets[wanted] ?? 0;
  };

  return {
    of,
    offset,
    at(px) {
      let low = 0;
      let high = Math.max(0, rows.length - 1);
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (offset(middle) <= px) low = middle;
        else high = middle - 1;
      }
      return low;
    },
    see(seen) {
      for (const [turnIndex, height] of seen) {
        const before = rows[turnIndex];
        if (turnIndex >= rows.length || (before !== undefined && sumOf(before) === sumOf(height))) {
          if (before !== undefined) rows[turnIndex] = height;
          continue;
        }
        rows[turnIndex] = height;
        rightUpTo = Math.min(rightUpTo, turnIndex);
      }
    },
    forget(kept) {
      const held = new Map(kept.map((turnIndex) => [turnIndex, rows[turnIndex]]));
      rows = Array.from({ length: rows.length }, (_, turnIndex) => held.get(turnIndex));
      rightUpTo = 0;
    },
    resize(turnCount) {
      if (turnCount === rows.length) return;
      rows = Array.from({ length: turnCount }, (_, turnIndex) => rows[turnIndex]);
      const before = offsets;
      offsets = new Float64Array(turnCount + 1);
      offsets.set(before.subarray(0, Math.min(before.length, offsets.length)));
      rightUpTo = Math.min(rightUpTo, turnCount);
    },
  };
};
