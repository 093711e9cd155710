import { createTaskWorker, TaskError, type TaskWorker } from '../worker/task-worker.ts';
import type { CodeToken } from './highlight-code.ts';
import type { Language } from './highlight-languages.ts';

/** A longer text stays plain: nobody reads it, and its colours would cost thousands of nodes. */
export const maxHighlightedLength = 50_000;

const loadingLimitMs = 20_000;
const workLimitMs = 250;
/** A language's patterns are compiled as they are first met: its first text in a worker takes that much more. */
const firstWorkLimitMs = 1000;
/** Results are kept for texts that come back into sight, and failures so that they are not tried again. */
const maxKept = 100;

export interface Highlighter {
  /** The tokens of a text; undefined where it stays plain: too long, too slow, or no worker to be had. Never rejects. */
  highlight(language: Language, text: string): Promise<CodeToken[] | undefined>;
}

/** One text at a time; the others wait in order. The worker starts with the first. */
export const createHighlighter = (createWorker: () => TaskWorker = createTaskWorker): Highlighter => {
  let worker: TaskWorker | undefined;
  let isUnavailable = false;
  /** Languages that have been at work in the worker of now. */
  const warm = new Set<Language>();
  const kept = new Map<string, CodeToken[] | undefined>();
  let last: Promise<unknown> = Promise.resolve();

  const work = async (language: Language, text: string): Promise<CodeToken[] | undefined> => {
    const key = `${language}\n${text}`;
    if (kept.has(key)) return kept.get(key);
    if (isUnavailable) return undefined;
    worker ??= createWorker();
    let tokens: CodeToken[] | undefined;
    try {
      await worker.run('load-grammar', { language }, { timeoutMs: loadingLimitMs });
      const timeoutMs = warm.has(language) ? workLimitMs : firstWorkLimitMs;
      tokens = await worker.run('highlight', { language, text }, { timeoutMs });
      warm.add(language);
    } catch (error) {
      // Whatever it was, the text is there and stays plain.
      if (!(error instanceof TaskError) || error.kind === 'unavailable') isUnavailable = true;
      if (error instanceof TaskError && error.kind === 'timeout') warm.clear();
    }
    const [oldest] = kept.keys();
    if (kept.size >= maxKept && oldest !== undefined) kept.delete(oldest);
    kept.set(key, tokens);
    return tokens;
  };

  return {
    highlight(language, text) {
      if (text.length > maxHighlightedLength) return Promise.resolve(undefined);
      const next = last.then(() => work(language, text));
      last = next;
      return next;
    },
  };
};

/** The window's own: all answers share it. */
export const highlighter = createHighlighter();
