// What a simulated endpoint remembers of a request for whoever asks to know: everything but the credential.
import type { IncomingMessage } from 'node:http';
import type { WireFormat } from '../../../shared/model.ts';
import type { ExchangeOutcome } from './outlet.ts';

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  /** Lower-case names; the token reads `[token]`, any other credential `[other]`. */
  readonly headers: Readonly<Record<string, string>>;
  /** `performance.now()` when the head had come. */
  readonly startedAt: number;
  readonly wireFormat: WireFormat | undefined;
  /** Undefined until the body has come, and where it names none. */
  readonly modelId: string | undefined;
  /** Parsed JSON; the text where it is none; undefined where there is none or it was not read. */
  readonly body: unknown;
  /** Status that was, or is about to be, sent. */
  readonly status: number | undefined;
  /** What has gone out whole in well-framed deltas so far; not what scripts send as bytes. */
  readonly said: { text: string; reasoning: string };
  /** Resolves when the exchange is over, with `performance.now()` of that moment. Never rejects. */
  readonly settled: Promise<{ outcome: ExchangeOutcome; at: number }>;
}

/** The same, while it is being filled in. */
export type RequestRecord = {
  -readonly [Field in keyof RecordedRequest]: RecordedRequest[Field];
} & { settle(outcome: ExchangeOutcome): void };

const credentialHeaders: ReadonlySet<string> = new Set([
  'authorization',
  'x-api-key',
  'x-goog-api-key',
  'api-key',
  'cookie',
]);

export const recordRequest = (
  request: IncomingMessage,
  token: string,
  wireFormat: WireFormat | undefined,
): RequestRecord => {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    const text = String(value);
    if (!credentialHeaders.has(name)) headers[name] = text.replaceAll(token, '[token]');
    else headers[name] = text.includes(token) ? text.replaceAll(token, '[token]') : '[other]';
  }
  const { promise, resolve } = Promise.withResolvers<{ outcome: ExchangeOutcome; at: number }>();
  return {
    method: request.method ?? '',
    path: (request.url ?? '').replaceAll(token, '[token]'),
    headers,
    startedAt: performance.now(),
    wireFormat,
    modelId: undefined,
    body: undefined,
    status: undefined,
    said: { text: '', reasoning: '' },
    settled: promise,
    settle: (outcome) => resolve({ outcome, at: performance.now() }),
  };
};
