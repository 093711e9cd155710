// How times are written in exports: the same on every machine, whatever its language or time zone.

/** 2026-11-23 14:05 UTC. A time no calendar has is left out. */
export const formatMoment = (at: number): string =>
  isMoment(at) ? `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC` : 'at an unknown time';

/** ISO 8601, or empty for a time no calendar has. */
export const isoMoment = (at: number): string => (isMoment(at) ? new Date(at).toISOString() : '');

const isMoment = (at: number): boolean => !Number.isNaN(new Date(at).getTime());
