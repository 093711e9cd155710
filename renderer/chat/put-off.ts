import type { Putter } from './fill-queue.ts';

/** Longest wait for an idle moment: while text streams in there may be none. */
const maxIdleWaitMs = 500;

/** Calls back when nothing else is to do. Not every browser can tell. */
export const whenIdle = (run: () => void): void => {
  if (typeof window.requestIdleCallback === 'function')
    window.requestIdleCallback(() => run(), { timeout: maxIdleWaitMs });
  else setTimeout(run, 50);
};

export const browserPutter: Putter = {
  soon: (run) => void setTimeout(run),
  idly: whenIdle,
  nowMs: () => performance.now(),
};
