// The clocks of one attempt after it was sent: to response headers, to the first content, between bytes.
// (The fourth, to connect, runs where sockets are made.) Knows nothing of what is streamed.
import type { Failure } from '../../shared/failure.ts';

export interface ClockLimits {
  headersMs: number;
  firstTokenMs: number;
  idleMs: number;
  /** Keep-alive comments prove that the endpoint lives, but not for ever: without content it is given up after this. */
  contentSilenceMs?: number;
}

const usualContentSilenceMs = 10 * 60_000;
/** What a timer may be late by while the process runs. */
const usualLatenessMs = 20;

export interface Watchdog {
  sent(): void;
  headers(): void;
  bytes(): void;
  content(): void;
  /** Must be called when the attempt ends in any way. */
  stop(): void;
}

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

/** Calls `onExpired` at most once. */
export const createWatchdog = (limits: ClockLimits, onExpired: (failure: Failure) => void): Watchdog => {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let lastByteAt = 0;
  let lastContentAt = 0;

  const stop = (): void => {
    isStopped = true;
    clearTimeout(timer);
  };
  const expire = (failure: Failure): void => {
    stop();
    onExpired(failure);
  };
  const arm = (ms: number, onTime: () => void): void => {
    clearTimeout(timer);
    if (isStopped) return;
    const dueAt = performance.now() + ms;
    timer = setTimeout(() => {
      // After a sleep of the computer, or a long moment of other work, timers ring before what arrived meanwhile is read:
      // the silence may have been our own, so the endpoint is given that time once more.
      const lateMs = performance.now() - dueAt;
      if (lateMs > usualLatenessMs) timer = setTimeout(onTime, Math.min(ms, lateMs));
      else onTime();
    }, ms);
  };
  // Bytes only note the time; the timer looks at the note when it rings. So a fast stream re-arms nothing.
  const watchIdle = (): void => {
    const now = performance.now();
    const silentMs = now - lastByteAt;
    const withoutContentMs = now - lastContentAt;
    const contentLimitMs = Math.max(limits.contentSilenceMs ?? usualContentSilenceMs, limits.idleMs);
    if (silentMs >= limits.idleMs || withoutContentMs >= contentLimitMs) {
      const message = `Nothing arrived for ${seconds(Math.max(silentMs, limits.idleMs))}.`;
      expire({ kind: 'stalled', message, clock: 'idle' });
      return;
    }
    arm(Math.max(5, Math.min(limits.idleMs - silentMs, contentLimitMs - withoutContentMs)), watchIdle);
  };

  let hasContent = false;
  return {
    sent() {
      arm(limits.headersMs, () =>
        expire({
          kind: 'timeout',
          message: `No answer began within ${seconds(limits.headersMs)}.`,
          clock: 'headers',
        }),
      );
    },
    headers() {
      arm(limits.firstTokenMs, () =>
        expire({
          kind: 'timeout',
          message: `The endpoint accepted the request, but no text came within ${seconds(limits.firstTokenMs)}.`,
          clock: 'first-token',
        }),
      );
    },
    bytes() {
      lastByteAt = performance.now();
    },
    content() {
      lastContentAt = performance.now();
      if (hasContent) return;
      hasContent = true;
      lastByteAt = lastContentAt;
      arm(limits.idleMs, watchIdle);
    },
    stop,
  };
};
