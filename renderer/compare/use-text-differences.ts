import { useEffect, useState } from 'react';
import type { DiffCounts, DiffRow, Granularity } from '../../shared/compare/compare-texts.ts';
import { TaskError, type TaskWorker } from '../worker/task-worker.ts';

export interface TextDifferences {
  rows: DiffRow[];
  /** Share of the paragraphs that are compared, 0 to 1. */
  done: number;
  /** Once all is compared. */
  counts: DiffCounts | undefined;
  /** What was compared in the end; coarser than asked for where time ran out. */
  granularity: Granularity;
  failure: string | undefined;
}

/** Far above what two texts of 50 KB take; beyond it the next coarser way is taken. */
const limitMs = 12_000;
const coarser: Record<Granularity, Granularity | undefined> = {
  word: 'sentence',
  sentence: 'paragraph',
  paragraph: undefined,
};

const nothing = (granularity: Granularity): TextDifferences => ({
  rows: [],
  done: 0,
  counts: undefined,
  granularity,
  failure: undefined,
});

/** The differences of two texts as the worker finds them; none where one is missing. Texts that change, and leaving, call the work off. */
export const useTextDifferences = (
  worker: TaskWorker | undefined,
  one: string | undefined,
  other: string | undefined,
  wanted: Granularity,
): TextDifferences => {
  const [found, setFound] = useState(() => nothing(wanted));
  useEffect(() => {
    if (worker === undefined || one === undefined || other === undefined) {
      setFound(nothing(wanted));
      return;
    }
    const leaving = new AbortController();
    const compare = async (granularity: Granularity): Promise<void> => {
      setFound(nothing(granularity));
      try {
        const counts = await worker.run(
          'compare-texts',
          { one, other, granularity },
          {
            timeoutMs: limitMs,
            signal: leaving.signal,
            onPart: ({ rows, done, of }) =>
              setFound((now) => ({ ...now, rows: [...now.rows, ...rows], done: of === 0 ? 1 : done / of })),
          },
        );
        setFound((now) => ({ ...now, counts, done: 1 }));
      } catch (error) {
        if (leaving.signal.aborted || !(error instanceof TaskError) || error.kind === 'closed') return;
        const next = error.kind === 'timeout' ? coarser[granularity] : undefined;
        if (next !== undefined) await compare(next);
        else setFound((now) => ({ ...now, failure: error.message }));
      }
    };
    void compare(wanted);
    return () => leaving.abort();
  }, [worker, one, other, wanted]);
  return found;
};
