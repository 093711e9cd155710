// How long to wait before asking again. Pure but for the jitter.
import type { Failure } from '../../shared/failure.ts';

/** A longer wait asked for by the vendor is shown to the user, who decides; it is not slept through. */
const longestWaitMs = 60_000;
const firstWaitMs = 500;
const longestBackoffMs = 8_000;

/**
 * Milliseconds before retry number `retries` (counted from 0), or undefined when the vendor asks for more than a minute, and
 * when nobody listens for the second time: a program that was just starting would be there by now.
 * The vendor's `retry-after` is the minimum; without it, exponential backoff with half of it jitter, so that columns do not return in step.
 */
export const retryDelayMs = (
  failure: Failure,
  retries: number,
  random: () => number = Math.random,
): number | undefined => {
  if (failure.code === 'ECONNREFUSED' && retries > 0) return undefined;
  const backoff = Math.min(longestBackoffMs, firstWaitMs * 2 ** retries);
  if (failure.retryAfterMs === undefined) return backoff * (0.5 + random() / 2);
  if (failure.retryAfterMs > longestWaitMs) return undefined;
  return failure.retryAfterMs + random() * 250;
};
