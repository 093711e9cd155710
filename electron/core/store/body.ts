// How things become the bodies of rows and come back. Knows no table.
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';

export const toBody = (value: unknown): string => JSON.stringify(value);

/**
 * Rows are written by this program and checked by SQLite, so their shape is trusted; one that is not JSON is reported to
 * `onBroken` and left out rather than hiding everything beside it.
 */
export const fromBody = <Value>(body: string, onBroken: (reason: string) => void): Value | undefined => {
  try {
    return JSON.parse(body) as Value;
  } catch (error) {
    onBroken(error instanceof Error ? error.message : String(error));
    return undefined;
  }
};

/** Run records are large and repetitive; the fastest level already saves nine tenths. */
export const toPackedBody = (value: unknown): Buffer =>
  deflateRawSync(JSON.stringify(value), { level: constants.Z_BEST_SPEED });

export const fromPackedBody = <Value>(body: Buffer): Value =>
  JSON.parse(inflateRawSync(body).toString('utf8')) as Value;
