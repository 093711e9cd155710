import { useEffect, useState } from 'react';
import type { Agreement, MapText } from '../../shared/compare/agreement.ts';
import { TaskError, type TaskWorker } from '../worker/task-worker.ts';
import type { ComparedText } from './compared-answers.ts';

export interface FoundAgreement {
  /** Those that the texts and marks below are of, in the same order. */
  answers: readonly ComparedText[];
  texts: MapText[];
  /** Share of the sentences that are looked at, 0 to 1. */
  done: number;
  agreement: Agreement | undefined;
  failure: string | undefined;
}

/** Sixteen long answers take a few seconds; a machine that needs this long is busy with something else. */
const limitMs = 60_000;

const nothing: FoundAgreement = { answers: [], texts: [], done: 0, agreement: undefined, failure: undefined };

/** The agreement map as the worker makes it: texts first, marks at the end. Other answers, and leaving, call the work off. */
export const useAgreement = (
  worker: TaskWorker | undefined,
  answers: readonly ComparedText[],
): FoundAgreement => {
  const [found, setFound] = useState(nothing);
  useEffect(() => {
    if (worker === undefined) return;
    const leaving = new AbortController();
    worker
      .run(
        'find-agreement',
        answers.map(({ text }) => text),
        {
          timeoutMs: limitMs,
          signal: leaving.signal,
          onPart: (part) => {
            if (part.type === 'texts') setFound({ ...nothing, answers, texts: part.texts });
            else setFound((now) => ({ ...now, done: part.of === 0 ? 1 : part.done / part.of }));
          },
        },
      )
      .then(
        (agreement) => setFound((now) => ({ ...now, agreement, done: 1 })),
        (error: unknown) => {
          if (leaving.signal.aborted || !(error instanceof TaskError) || error.kind === 'closed') return;
          setFound((now) => ({ ...now, failure: error.message }));
        },
      );
    return () => leaving.abort();
  }, [worker, answers]);
  return found;
};
