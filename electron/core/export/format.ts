// How numbers and times are written in exports: the same on every machine, whatever its language or time zone.
const counts = new Intl.NumberFormat('en');

export const formatCount = (count: number): string => counts.format(Math.round(count));

/** 420 ms, 1.24 s, 12.4 s, 2 m 05 s: no more digits than mean something. */
export const formatDuration = (ms: number): string => {
  if (ms < 999.5) return `${Math.max(0, Math.round(ms))} ms`;
  const seconds = ms / 1000;
  if (seconds < 9.995) return `${seconds.toFixed(2)} s`;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} m ${String(whole % 60).padStart(2, '0')} s`;
};

export const formatSpeed = (tokensPerSecond: number): string =>
  tokensPerSecond < 10 ? tokensPerSecond.toFixed(1) : counts.format(Math.round(tokensPerSecond));

/** Two significant digits under a cent, so that cheap answers can be told apart. */
export const formatUsd = (amount: number): string => {
  if (amount === 0) return '$0';
  if (amount < 0.000001) return '<$0.000001';
  if (amount >= 100) return `$${counts.format(Math.round(amount))}`;
  if (amount >= 0.995) return `$${amount.toFixed(2)}`;
  const digits = Math.min(6, Math.max(2, 1 - Math.floor(Math.log10(amount))));
  return `$${amount.toFixed(digits)}`;
};

/** 2026-11-23 14:05 UTC. A time no calendar has is left out. */
export const formatMoment = (at: number): string =>
  isMoment(at) ? `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC` : 'at an unknown time';

/** ISO 8601, or empty for a time no calendar has. */
export const isoMoment = (at: number): string => (isMoment(at) ? new Date(at).toISOString() : '');

const isMoment = (at: number): boolean => !Number.isNaN(new Date(at).getTime());
