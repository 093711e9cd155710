// Slows down whoever guesses tokens: after a few wrong ones in a second each further one is answered late.
// Right tokens never wait, so guessing cannot lock the owner out.

/** A person's stale tabs stay below this; guessing does not. */
const freePerSecond = 5;
const delayMs = 1000;
/** Answers held back at the same time; beyond these the connection is closed at once, so that waiting costs no memory. */
const maxWaiting = 64;

export interface Throttle {
  /** Called for each wrong token. Resolves when it is to be refused: `drop` means without an answer. */
  refuse(): Promise<'answer' | 'drop'>;
}

export interface ThrottleClock {
  now(): number;
  sleep(ms: number): Promise<void>;
}

const realClock: ThrottleClock = {
  now: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms).unref()),
};

export const createThrottle = (clock: ThrottleClock = realClock): Throttle => {
  let windowStart = Number.NEGATIVE_INFINITY;
  let count = 0;
  let waiting = 0;
  return {
    refuse: async () => {
      const now = clock.now();
      if (now - windowStart >= 1000) {
        windowStart = now;
        count = 0;
      }
      count += 1;
      if (count <= freePerSecond) return 'answer';
      if (waiting >= maxWaiting) return 'drop';
      waiting += 1;
      await clock.sleep(delayMs);
      waiting -= 1;
      return 'answer';
    },
  };
};
