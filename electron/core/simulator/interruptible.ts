// Waiting that ends at once when a signal aborts, and leaves no timer and no listener behind.

export interface Interruptible {
  /**
   * `start` begins something, calls `done` when it is over, and returns how to end it early. Rejects with the signal's reason on
   * abort. One wait at a time.
   */
  wait(start: (done: () => void) => (() => void) | undefined): Promise<void>;
  /** Milliseconds, at least. */
  sleep(ms: number): Promise<void>;
}

export const createInterruptible = (signal: AbortSignal): Interruptible => {
  // One listener for all waits of an exchange: an answer has thousands.
  let interrupt: (() => void) | undefined;
  signal.addEventListener('abort', () => interrupt?.(), { once: true });

  const wait: Interruptible['wait'] = (start) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      let isOver = false;
      let stop: (() => void) | undefined;
      const settle = (end: () => void): void => {
        if (isOver) return;
        isOver = true;
        interrupt = undefined;
        end();
      };
      interrupt = () =>
        settle(() => {
          stop?.();
          reject(signal.reason);
        });
      stop = start(() => settle(resolve));
    });

  return {
    wait,
    sleep: (ms) =>
      wait((done) => {
        const timer = setTimeout(done, ms);
        return () => clearTimeout(timer);
      }),
  };
};
