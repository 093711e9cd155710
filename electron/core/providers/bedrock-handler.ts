// The AWS SDK's way to HTTP, watched: reports to the wire's recorder, follows no redirects, and turns answers that are no event
// stream into failures. Speaks HTTP/1.1, which proxies and test servers understand. Knows nothing of what is asked.
import { Agent as HttpAgent, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import { failureContext } from './checked-fetch.ts';
import { notAnAnswer } from './frames.ts';
import { asObject, parseJson } from './loose-json.ts';
import { type ProviderContext, ProviderError } from './provider.ts';
import { failureFromEvent, failureFromStatus } from './vendor-error.ts';
import { redirectBlocked } from './wire.ts';

/** As the SDK's handlers see a request and an answer: the part of their classes that is used here. */
type HandlerRequest = Parameters<NodeHttpHandler['handle']>[0];
type HandlerOptions = Parameters<NodeHttpHandler['handle']>[1];
type HandlerAnswer = Awaited<ReturnType<NodeHttpHandler['handle']>>;

/** An error text longer than this is no error text. */
const maxErrorBytes = 64 * 1024;
/** A frame of the AWS event stream holds at most 16 MB by its definition; a length beyond it is damage and would only reserve memory. */
const maxFrameBytes = 16 * 1024 * 1024;
/** After the last event the end of the body is awaited this long, so that the connection can be used again; then it is closed. */
const drainMs = 500;

/** Kept over attempts, so that the next request finds its connection open. One per connect timeout. */
const handlers = new Map<number, Promise<NodeHttpHandler>>();

const handlerFor = (connectTimeoutMs: number): Promise<NodeHttpHandler> => {
  const known = handlers.get(connectTimeoutMs);
  if (known !== undefined) return known;
  const made = import('@smithy/node-http-handler').then(
    ({ NodeHttpHandler: Handler }) =>
      new Handler({
        connectionTimeout: connectTimeoutMs,
        httpAgent: new HttpAgent({ keepAlive: true }),
        httpsAgent: new HttpsAgent({ keepAlive: true }),
      }),
  );
  handlers.set(connectTimeoutMs, made);
  return made;
};

const urlOf = (request: HandlerRequest): string =>
  `${request.protocol}//${request.hostname}${request.port === undefined ? '' : `:${request.port}`}${request.path}`;

const textOf = (body: unknown): string =>
  typeof body === 'string' ? body : body instanceof Uint8Array ? new TextDecoder().decode(body) : '';

const readStart = async (body: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      parts.push(chunk);
      length += chunk.length;
      if (length >= maxErrorBytes) break;
    }
  } catch {
    // The status and what was read already tell the failure; a broken body only costs the words.
  }
  return Buffer.concat(parts).toString('utf8');
};

/** Looks at the lengths of event-stream frames as they pass: 4 bytes at the head of each. */
const createFrameGuard = (context: ProviderContext): ((chunk: Uint8Array) => void) => {
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
      if (length < 16 || length > maxFrameBytes)
        throw notAnAnswer('(frames of a length that cannot be)', failureContext(context));
      left = length - 4;
    }
  };
};

export interface BedrockHandler {
  readonly requestHandler: {
    handle(request: HandlerRequest, options?: HandlerOptions): Promise<HandlerAnswer>;
  };
  /** Whether response headers have arrived. */
  readonly hasHeaders: boolean;
  readonly requestId: string | undefined;
  /** Lets go of the answer: the socket closes within half a second unless the body has ended by itself. */
  release(rest: AsyncIterator<unknown> | undefined): void;
}

export const createBedrockHandler = (context: ProviderContext): BedrockHandler => {
  const { recorder } = context.wire;
  const failures = failureContext(context);
  let incoming: IncomingMessage | undefined;
  let id: string | undefined;

  async function* watched(body: IncomingMessage): AsyncGenerator<Uint8Array, void, undefined> {
    const guard = createFrameGuard(context);
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      recorder.bytes(chunk.length);
      guard(chunk);
      yield chunk;
    }
  }

  const handle = async (request: HandlerRequest, options?: HandlerOptions): Promise<HandlerAnswer> => {
    const url = urlOf(request);
    recorder.sent({
      method: request.method,
      url,
      headers: { ...request.headers },
      body: textOf(request.body),
    });
    const inner = await handlerFor(context.connectTimeoutMs);
    const answer = await inner.handle(request, options);
    const { response } = answer;
    const body = response.body as IncomingMessage;
    const headers = new Headers(response.headers);
    incoming = body;
    id = headers.get('x-amzn-requestid') ?? undefined;
    const status = response.statusCode;
    recorder.headers({ status, headers: { ...response.headers } });
    if (status >= 300 && status < 400) {
      body.destroy();
      throw redirectBlocked(url, headers.get('location'), status);
    }
    if (status >= 400) {
      const text = await readStart(body);
      throw new ProviderError(failureFromStatus({ status, headers, body: text }, failures));
    }
    if (!/amazon\.eventstream/i.test(headers.get('content-type') ?? '')) {
      const text = await readStart(body);
      const json = asObject(parseJson(text));
      throw json?.message !== undefined || json?.error !== undefined
        ? new ProviderError(failureFromEvent(json, failures))
        : notAnAnswer(text, failures);
    }
    response.body = watched(body);
    return answer;
  };

  return {
    requestHandler: { handle },
    get hasHeaders() {
      return incoming !== undefined;
    },
    get requestId() {
      return id;
    },
    release(rest) {
      const body = incoming;
      if (body === undefined || body.destroyed || body.complete) return;
      const timer = setTimeout(() => body.destroy(), drainMs);
      timer.unref();
      const readRest = async (): Promise<void> => {
        for (;;) if ((await rest?.next())?.done !== false) return;
      };
      readRest()
        // The answer is complete; how its socket ends is of no interest.
        .catch(() => body.destroy())
        .finally(() => {
          if (body.complete) clearTimeout(timer);
        });
    },
  };
};
