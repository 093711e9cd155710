// How figures are written wherever people read them: the window, exports, the terminal. Only numbers that are known come here; how the
// unknown is shown is the caller's choice.
const counts = new Intl.NumberFormat('en');

/** 12,345 */
export const formatCount = (count: number): string => counts.format(Math.round(count));

/** 12,345 up to five digits, then 123k, 1.2M: for places with little room. */
export const formatShortCount = (count: number): string => {
  const rounded = Math.round(count);
  if (rounded < 100_000) return counts.format(rounded);
  if (rounded < 999_500) return `${Math.round(rounded / 1000)}k`;
  return `${(rounded / 1_000_000).toFixed(1)}M`;
};

/** 420 ms, 1.24 s, 12.4 s, 2 m 05 s: three digits say all that is meaningful. */
export const formatDuration = (ms: number): string => {
  if (ms < 999.5) return `${Math.max(0, Math.round(ms))} ms`;
  const seconds = ms / 1000;
  if (seconds < 9.995) return `${seconds.toFixed(2)} s`;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} m ${String(whole % 60).padStart(2, '0')} s`;
};

/** 8.4, 62, 1,240 tokens per second. */
export const formatSpeed = (tokensPerSecond: number): string =>
  tokensPerSecond < 10 ? tokensPerSecond.toFixed(1) : counts.format(Math.round(tokensPerSecond));

/**
 * $0.0042, $1.25; two significant digits under a cent, so that cheap answers can still be told apart.
 * An amount too small to write is "<$0.000001"; exactly nothing is "$0".
 */
export const formatUsd = (amount: number): string => {
  if (amount === 0) return '$0';
  if (amount < 0.000001) return '<$0.000001';
  if (amount >= 100) return `$${counts.format(Math.round(amount))}`;
  if (amount >= 0.995) return `$${amount.toFixed(2)}`;
  const digits = Math.min(6, Math.max(2, 1 - Math.floor(Math.log10(amount))));
  return `$${amount.toFixed(digits)}`;
};

/** 14:05 today, otherwise the day; the year only where it is another one. */
export const formatWhen = (at: number, now: number): string => {
  const date = new Date(at);
  const today = new Date(now);
  if (date.toDateString() === today.toDateString())
    return date.toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit', hour12: false });
  const isThisYear = date.getFullYear() === today.getFullYear();
  return date.toLocaleDateString('en', {
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  });
};
