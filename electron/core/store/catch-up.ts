// When what an older schema did not have yet is made: a little at a time beside everything else, until there is no more of it.
// Knows neither SQL nor what is made.
import type { StoreOptions } from './store.ts';

/** About 10 ms of work: whoever streams beside it notices nothing. */
export const pieceLength = 40_000;

/** So that nine tenths of the time are for everything else. */
export const pauseMs = 100;

export interface CatchUp {
  stop(): void;
}

/** `step` does about `length` characters' worth and returns whether there is more. What it throws ends it until the next start. */
export const startCatchUp = ({
  step,
  log,
}: {
  step(length: number): boolean;
  log: StoreOptions['log'];
}): CatchUp => {
  let timer: NodeJS.Timeout | undefined;
  const goOn = (length: number): void => {
    try {
      if (step(length)) timer = setTimeout(goOn, pauseMs, pieceLength);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log('warn', 'Older texts could not be made quick to find', { reason });
    }
  };
  // The first one waits too: opening is not to take longer.
  timer = setTimeout(goOn, pauseMs, pieceLength);
  return { stop: () => clearTimeout(timer) };
};
