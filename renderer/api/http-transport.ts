// The page's side of the loopback shell: calls are POSTs, events come as one streamed answer that is asked for again whenever
// it breaks. Knows nothing of what is called and what happened.
import { maxInputBytes } from '../../shared/api.ts';
import type { Batch } from '../../shared/event.ts';
import type { FailureKind } from '../../shared/failure.ts';
import type { Reply, Transport } from '../../shared/transport.ts';
import { createSession, type SessionParts, takeCodeFromAddress } from './loopback-session.ts';
import { readLines } from './read-lines.ts';

/** Three of the shell's signs of life: less could be a busy machine. */
const silenceMs = 45_000;
const firstRetryMs = 200;
const lastRetryMs = 5000;
/**
 * A browser opens six connections to one address for all its tabs together, and the stream holds one. Tabs that nobody looks at
 * give theirs back after this time and take a snapshot when they are looked at again.
 */
const hiddenMs = 30_000;

const refused =
  'This tab has no session with Collate. Press Enter in the terminal where it runs and open the link that appears.';

export interface HttpTransportOptions extends Partial<SessionParts> {
  /** This page was not let in, or not any more: nothing will arrive until it is opened with a new link. */
  onRefused?(sentence: string): void;
}

const fail = (kind: FailureKind, message: string, field?: string): Reply => ({
  ok: false,
  failure: { kind, message, ...(field === undefined ? {} : { field }) },
});

const isReply = (value: unknown): value is Reply =>
  typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean';

/** A listener that throws has a bug of its own, which must not pass for a broken connection. */
const hand = (batch: Batch, listener: (batch: Batch) => void): void => {
  try {
    listener(batch);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
};

/** Lives as long as the page. */
export const createHttpTransport = (options: HttpTransportOptions = {}): Transport => {
  const origin = options.origin ?? window.location.origin;
  const fetch = options.fetch ?? window.fetch.bind(window);
  const session = createSession({
    origin,
    fetch,
    storage: options.storage ?? window.sessionStorage,
    takeCode: options.takeCode ?? takeCodeFromAddress,
  });

  const refuse = (): void => {
    session.forget();
    options.onRefused?.(refused);
  };

  /** Undefined: not let in. Rejects when the shell cannot be reached. */
  const post = async (path: string, body: string, signal: AbortSignal): Promise<Response | undefined> => {
    const token = await session.token();
    if (token === undefined) {
      refuse();
      return undefined;
    }
    const response = await fetch(new URL(path, origin), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body,
      signal,
      credentials: 'omit',
      cache: 'no-store',
    });
    if (response.status !== 401) return response;
    refuse();
    return undefined;
  };

  /** Aborted, and made anew, when the shell is silent: what still waits for it would wait for ever. */
  let pending = new AbortController();

  const call: Transport['call'] = async (method, input) => {
    const body = input === undefined ? '' : JSON.stringify(input);
    // Told here, because a browser cannot read an answer that comes before it has sent everything.
    if (body.length * 3 > maxInputBytes && new Blob([body]).size > maxInputBytes)
      return fail('invalid_input', 'This is too large to be sent to Collate in one piece.');
    try {
      const response = await post(`/api/${encodeURIComponent(method)}`, body, pending.signal);
      if (response === undefined) return fail('disconnected', refused);
      const reply: unknown = await response.json();
      if (isReply(reply)) return reply;
      return fail('disconnected', `Collate did not take the call (status ${response.status}).`);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return fail('disconnected', 'Collate cannot be reached. Is it still running in its terminal?');
    }
  };

  /** Receives until the stream ends, breaks, falls silent or `signal` is aborted. */
  const receive = async (
    signal: AbortSignal,
    onBatch: (batch: Batch) => void,
  ): Promise<'refused' | 'ended'> => {
    const silence = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const heard = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        silence.abort();
        pending.abort();
        pending = new AbortController();
      }, silenceMs);
    };
    try {
      heard();
      const response = await post('/events', '', AbortSignal.any([signal, silence.signal]));
      if (response === undefined) return 'refused';
      if (!response.ok || response.body === null) return 'ended';
      for await (const line of readLines(response.body, heard))
        if (line !== '' && !signal.aborted) onBatch(JSON.parse(line) as Batch);
      return 'ended';
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return 'ended';
    } finally {
      clearTimeout(timer);
    }
  };

  const subscribe: Transport['subscribe'] = (listener, onLost) => {
    let stream = new AbortController();
    let isEnded = false;
    let isHidden = false;
    let retryMs = firstRetryMs;
    let retryTimer: ReturnType<typeof setTimeout> | undefined;
    let hiddenTimer: ReturnType<typeof setTimeout> | undefined;

    const run = async (): Promise<void> => {
      const { signal } = stream;
      let hasArrived = false;
      const outcome = await receive(signal, (batch) => {
        hasArrived = true;
        retryMs = firstRetryMs;
        hand(batch, listener);
      });
      if (outcome === 'refused' || signal.aborted) return;
      // One stream that breaks is a hiccup; one that cannot be opened again is a shell that is gone.
      if (!hasArrived) onLost?.();
      retryTimer = setTimeout(() => void run(), retryMs);
      retryMs = Math.min(lastRetryMs, retryMs * 2);
    };
    const pause = (): void => {
      clearTimeout(retryTimer);
      stream.abort();
    };
    const onVisibility = (): void => {
      clearTimeout(hiddenTimer);
      if (document.hidden)
        hiddenTimer = setTimeout(() => {
          isHidden = true;
          pause();
        }, hiddenMs);
      else if (isHidden && !isEnded) {
        isHidden = false;
        stream = new AbortController();
        void run();
      }
    };

    const page = 'document' in globalThis ? document : undefined;
    page?.addEventListener('visibilitychange', onVisibility);
    void run();
    return () => {
      isEnded = true;
      page?.removeEventListener('visibilitychange', onVisibility);
      clearTimeout(hiddenTimer);
      pause();
    };
  };

  return { call, subscribe };
};
