// The AWS SDK's way to HTTP, over the attempt's wire: turns answers that are no event stream into failures, and lets an answer's
// connection be used again. Knows nothing of what is asked.
import { createSmithyHandler, type SmithyHandler } from '../network/smithy-handler.ts';
import { failureContext, readStart } from './checked-fetch.ts';
import { notAnAnswer } from './frames.ts';
import { asObject, parseJson } from './loose-json.ts';
import { type ProviderContext, ProviderError } from './provider.ts';
import { failureFromEvent, failureFromStatus } from './vendor-error.ts';

/** A frame of the AWS event stream holds at most 16 MB by its definition; a length beyond it is damage and would only reserve memory. */
const maxFrameBytes = 16 * 1024 * 1024;
/** After the last event the end of the body is awaited this long, so that the connection can be used again; then it is closed. */
const drainMs = 500;

/**
 * Looks at the lengths of event-stream frames as they pass: 4 bytes at the head of each. Gives back how many bytes of the chunk
 * are sound: fewer than it has when a length cannot be.
 */
const createFrameGuard = (): ((chunk: Uint8Array) => number) => {
  let left = 0;
  let head: number[] = [];
  return (chunk) => {
    for (let at = 0; at < chunk.length; ) {
      if (left > 0) {
        const step = Math.min(left, chunk.length - at);
        left -= step;
        at += step;
        continue;
      }
      head.push(chunk[at] ?? 0);
      at += 1;
      if (head.length < 4) continue;
      const length = Buffer.from(head).readUInt32BE(0);
      head = [];
      if (length < 16 || length > maxFrameBytes) return Math.max(0, at - 4);
      left = length - 4;
    }
    return chunk.length;
  };
};

export interface BedrockHandler {
  readonly requestHandler: SmithyHandler;
  /** Whether response headers have arrived. */
  readonly hasHeaders: boolean;
  readonly requestId: string | undefined;
  /** Lets go of the answer: the socket closes within half a second unless the body has ended by itself. */
  release(rest: AsyncIterator<unknown> | undefined): void;
}

export const createBedrockHandler = (context: ProviderContext): BedrockHandler => {
  const failures = failureContext(context);
  const cut = new AbortController();
  let hasHeaders = false;
  let isReleased = false;
  let hasEnded = false;
  let id: string | undefined;

  async function* guarded(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
    const guard = createFrameGuard();
    for await (const chunk of body) {
      const sound = guard(chunk);
      // What came before the damage is part of the answer.
      if (sound > 0) yield chunk.subarray(0, sound);
      if (sound < chunk.length) throw notAnAnswer('(frames of a length that cannot be)', failures);
    }
    hasEnded = true;
  }

  /** The wire's fetch, letting through event streams only. */
  const sendChecked: typeof fetch = async (input, init) => {
    const response = await context.wire.fetch(input, init);
    const { status, headers } = response;
    hasHeaders = true;
    id = headers.get('x-amzn-requestid') ?? undefined;
    if (!response.ok)
      throw new ProviderError(
        failureFromStatus({ status, headers, body: await readStart(response) }, failures),
      );
    if (/amazon\.eventstream/i.test(headers.get('content-type') ?? '')) return response;
    const text = await readStart(response);
    const json = asObject(parseJson(text));
    throw json?.message !== undefined || json?.error !== undefined
      ? new ProviderError(failureFromEvent(json, failures))
      : notAnAnswer(text, failures);
  };
  const inner = createSmithyHandler(sendChecked);

  const stop = (): void => {
    // A complete answer is drained, not cut, so that its connection can be used again.
    if (!isReleased) cut.abort(context.signal.reason);
  };

  return {
    requestHandler: {
      async handle(request, options) {
        if (context.signal.aborted) stop();
        else context.signal.addEventListener('abort', stop, { once: true });
        const answer = await inner.handle(request, { ...options, abortSignal: cut.signal });
        answer.response.body = guarded(answer.response.body as ReadableStream<Uint8Array>);
        return answer;
      },
    },
    get hasHeaders() {
      return hasHeaders;
    },
    get requestId() {
      return id;
    },
    release(rest) {
      isReleased = true;
      context.signal.removeEventListener('abort', stop);
      if (!hasHeaders || hasEnded) return;
      const timer = setTimeout(() => cut.abort(), drainMs);
      timer.unref();
      const readRest = async (): Promise<void> => {
        for (;;) if ((await rest?.next())?.done !== false) return;
      };
      readRest()
        // The answer is complete; how its socket ends is of no interest.
        .catch(() => cut.abort())
        .finally(() => {
          if (hasEnded) clearTimeout(timer);
        });
    },
  };
};
