// Work that many parts of the page have at the same moment, done a few at a time: each frame takes what fits, so that none is long.
import type { FrameQueue } from './frame.ts';
import { frame } from './frame.ts';

export interface TurnsInFrames {
  /** `job` runs once, in one of the next frames, unless the returned function is called before. */
  take(job: () => void): () => void;
}

/** In one frame of 16 ms; what is changed costs about as much again to be laid out and painted. One job is always done. */
export const maxSliceMs = 4;

export const createTurns = (frame: Pick<FrameQueue, 'mutate'>, nowMs: () => number): TurnsInFrames => {
  const waiting = new Set<() => void>();
  const run = (): void => {
    const startedAt = nowMs();
    for (const job of waiting) {
      waiting.delete(job);
      job();
      if (nowMs() - startedAt >= maxSliceMs) break;
    }
    if (waiting.size > 0) frame.mutate(run);
  };
  return {
    take(job) {
      const own = () => job();
      waiting.add(own);
      frame.mutate(run);
      return () => void waiting.delete(own);
    },
  };
};

/** The window's. A hidden page has no frames: jobs wait until it is looked at. */
export const turnsInFrames = createTurns(frame, () => performance.now());
