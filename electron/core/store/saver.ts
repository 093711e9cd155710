// When what is pending is written: at once or within 100 ms, and again each second while the disk refuses. Knows neither SQL nor
// events; what is pending stays pending until a write of it has succeeded.
import type { StorageHealth } from '../../../shared/state.ts';
import type { Urgency } from './pending.ts';
import { healthFrom } from './sqlite-error.ts';
import type { StoreOptions } from './store.ts';

/** With it at most 100 ms of text is lost when the process is killed (measured 2026-11: the loss equals the interval). */
export const flushIntervalMs = 100;

/** While writing fails: often enough to go on by itself soon after there is space again. */
export const retryIntervalMs = 1000;

export interface SaverOptions {
  /** Writes all that is pending and forgets it, or throws and forgets nothing. */
  write(isDurable: boolean): void;
  onHealth: StoreOptions['onHealth'];
  log: StoreOptions['log'];
}

export interface Saver {
  /** Tells that something is pending. Writes at once unless it can wait. Never throws. */
  request(urgency: Urgency): void;
  /** Tries to write now. Returns whether all is written. */
  flush(): boolean;
  /** One last try. Afterwards nothing is written. */
  close(): boolean;
}

export const createSaver = ({ write, onHealth, log }: SaverOptions): Saver => {
  let timer: NodeJS.Timeout | undefined;
  let health: StorageHealth['state'] = 'ok';
  let mustBeDurable = false;
  let isClosed = false;

  const report = (next: StorageHealth) => {
    if (next.state === health) return;
    health = next.state;
    log(next.state === 'ok' ? 'info' : 'error', `Saving: ${next.state}`, { detail: next.detail ?? '' });
    onHealth(next);
  };

  const schedule = () => {
    timer ??= setTimeout(flush, health === 'ok' ? flushIntervalMs : retryIntervalMs);
  };

  const flush = (): boolean => {
    clearTimeout(timer);
    timer = undefined;
    try {
      write(mustBeDurable);
    } catch (error) {
      report(healthFrom(error));
      if (!isClosed) schedule();
      return false;
    }
    mustBeDurable = false;
    report({ state: 'ok' });
    return true;
  };

  return {
    request: (urgency) => {
      if (isClosed) return;
      if (urgency === 'soon') return schedule();
      mustBeDurable ||= urgency === 'durable';
      flush();
    },
    flush,
    close: () => {
      isClosed = true;
      mustBeDurable = true;
      return flush();
    },
  };
};
