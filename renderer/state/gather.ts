// Shows the page what has come in once a frame, however many batches that were: a busy core costs the page no more drawings
// than it can show.
import type { FrameQueue } from '../ui/frame.ts';

export interface GatherOptions {
  frame: Pick<FrameQueue, 'receive'>;
  /** A hidden page has no frames, and draws nothing either: it is told at once. */
  isHidden(): boolean;
}

/** Gathers changes; `publish` is given all that came since the last time, the newest of each part. */
export const gatherPerFrame = <Change extends object>(
  publish: (change: Change) => void,
  { frame, isHidden }: GatherOptions,
): ((change: Change) => void) => {
  let waiting: Change | undefined;
  const publishWaiting = (): void => {
    if (waiting === undefined) return;
    const change = waiting;
    waiting = undefined;
    publish(change);
  };
  return (change) => {
    waiting = { ...waiting, ...change };
    if (isHidden()) publishWaiting();
    else frame.receive(publishWaiting);
  };
};
