// How long this machine kept its timers waiting: an answer that ends late is not to blame for that.

export interface Lateness {
  /** Milliseconds in which nothing could be run, summed up from then on (`performance.now()`). */
  totalSince(since: number): number;
  stop(): void;
}

const everyMs = 10;
/** What a timer may be late by on a machine with nothing else to do. */
const usualMs = 5;

export const createLateness = (): Lateness => {
  const seen: [at: number, lateMs: number][] = [];
  let expectedAt = performance.now() + everyMs;
  const lateAt = (now: number): number => Math.max(0, now - expectedAt - usualMs);
  const timer = setInterval(() => {
    const now = performance.now();
    seen.push([now, lateAt(now)]);
    expectedAt = now + everyMs;
  }, everyMs);
  return {
    totalSince: (since) =>
      seen.reduce((total, [at, lateMs]) => (at >= since ? total + lateMs : total), lateAt(performance.now())),
    stop: () => clearInterval(timer),
  };
};
