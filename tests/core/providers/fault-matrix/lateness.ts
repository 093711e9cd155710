// How late this machine runs its timers: an answer that ends late is not to blame for that.

export interface Lateness {
  /** Milliseconds, the worst since then (`performance.now()`). */
  worstSince(since: number): number;
  stop(): void;
}

const everyMs = 10;

export const createLateness = (): Lateness => {
  const seen: [at: number, lateMs: number][] = [];
  let expectedAt = performance.now() + everyMs;
  const timer = setInterval(() => {
    const now = performance.now();
    seen.push([now, Math.max(0, now - expectedAt)]);
    expectedAt = now + everyMs;
  }, everyMs);
  return {
    worstSince: (since) =>
      seen.reduce(
        (worst, [at, lateMs]) => (at >= since ? Math.max(worst, lateMs) : worst),
        Math.max(0, performance.now() - expectedAt),
      ),
    stop: () => clearInterval(timer),
  };
};
