// One request for one answer: drives a provider's stream under the clocks and turns whatever happens into one outcome.
// Catches whatever a provider's stream throws. Knows nothing of retries, prices and storage.
import type { Finish } from '../../shared/chat.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Exchange } from '../../shared/run-record.ts';
import type { Endpoint } from './live-endpoint.ts';
import { checkAttachments } from './providers/attachments.ts';
import { toFailure } from './providers/failures.ts';
import type { ChatRequest, Provider, ProviderEvent } from './providers/provider.ts';
import { ProviderError } from './providers/provider.ts';
import { createWire } from './providers/wire.ts';
import { type ClockLimits, createWatchdog } from './watchdog.ts';

export type AttemptOutcome =
  | { type: 'finished'; finish: Finish }
  | { type: 'stopped' }
  | { type: 'failed'; failure: Failure };

export interface AttemptOptions {
  provider: Provider;
  endpoint: Endpoint;
  request: ChatRequest;
  /** The user's own stop: an outcome, never a failure. */
  signal: AbortSignal;
  limits: ClockLimits & { connectMs: number };
  /** The request is going out now. */
  onSent?(): void;
  onHeaders?(): void;
  onFirstByte?(): void;
  onEvent(event: Exclude<ProviderEvent, { type: 'finished' }>): void;
}

/** A stream that is always ready would otherwise keep the other columns waiting. */
const fairShareMs = 8;
const nextMacrotask = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const secretValues = (endpoint: Endpoint): string[] => Object.values(endpoint.secret ?? {});

/** Never rejects. After it resolved, none of the callbacks is called any more. */
export const runAttempt = async (
  options: AttemptOptions,
): Promise<{ outcome: AttemptOutcome; exchange: Exchange | undefined }> => {
  const { endpoint, limits, signal } = options;
  const attempt = new AbortController();
  const watchdog = createWatchdog(limits, (failure) => attempt.abort(new ProviderError(failure)));
  const stop = (): void => attempt.abort();
  let isOver = false;
  let hasBytes = false;

  const wire = createWire({
    network: endpoint.network,
    connectTimeoutMs: limits.connectMs,
    secrets: secretValues(endpoint),
    now: () => performance.now(),
    onSent() {
      if (isOver) return;
      watchdog.sent();
      options.onSent?.();
    },
    onHeaders() {
      if (isOver) return;
      watchdog.headers();
      options.onHeaders?.();
    },
    onBytes() {
      if (isOver) return;
      watchdog.bytes();
      if (!hasBytes) options.onFirstByte?.();
      hasBytes = true;
    },
  });

  const consume = async (): Promise<AttemptOutcome> => {
    checkAttachments(options.request);
    let turnStartedAt = performance.now();
    const stream = options.provider.stream(options.request, {
      signal: attempt.signal,
      vendor: endpoint.vendor,
      baseUrl: endpoint.baseUrl,
      region: endpoint.connection.region,
      headers: endpoint.connection.headers,
      settings: endpoint.connection.settings,
      secret: endpoint.secret,
      wire,
      connectTimeoutMs: limits.connectMs,
    });
    for await (const event of stream) {
      if (isOver) break;
      if (event.type === 'finished') return { type: 'finished', finish: event.finish };
      if (event.type === 'text' || event.type === 'reasoning') watchdog.content();
      options.onEvent(event);
      if (performance.now() - turnStartedAt > fairShareMs) {
        await nextMacrotask();
        turnStartedAt = performance.now();
      }
    }
    const message = 'The stream ended before the endpoint said that the answer was complete.';
    return { type: 'failed', failure: { kind: 'stream_truncated', message } };
  };

  const abortedOutcome = (): AttemptOutcome => {
    const { reason } = attempt.signal;
    return reason instanceof ProviderError
      ? { type: 'failed', failure: reason.failure }
      : { type: 'stopped' };
  };

  const outcome = await new Promise<AttemptOutcome>((resolve) => {
    // Our own abort is checked first: SDKs report it as an end, a reset or an error, as they please.
    attempt.signal.addEventListener('abort', () => resolve(abortedOutcome()), { once: true });
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    consume().then(resolve, (error: unknown) =>
      resolve({
        type: 'failed',
        failure: toFailure(error, { secrets: secretValues(endpoint), host: hostOf(endpoint) }),
      }),
    );
  });
  isOver = true;
  watchdog.stop();
  signal.removeEventListener('abort', stop);
  // Whatever the adapter still holds, its socket closes now: a finished stream whose server keeps the line open included.
  attempt.abort();
  if (outcome.type === 'failed' && outcome.failure.kind === 'auth') endpoint.onRefused?.();
  return { outcome, exchange: wire.exchange };
};

const hostOf = (endpoint: Endpoint): string => new URL(endpoint.baseUrl).host;
