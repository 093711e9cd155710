// One attempt's HTTP: a fetch over the one way out that refuses redirects, bounds what it reads, and records what was sent and
// received. Knows no vendor, no format, no SDK, and nothing of proxies.
import type { Exchange } from '../../../shared/run-record.ts';
import type { Network } from '../network/network.ts';
import { ProviderError, type Wire, type WireRecorder } from './provider.ts';
import { createRedactor, type Redactor } from './redact.ts';

export interface WireOptions {
  network: Pick<Network, 'send' | 'check' | 'secrets'>;
  connectTimeoutMs: number;
  /** Replaced in everything that is recorded. */
  secrets: string[];
  /** Monotonic milliseconds. */
  now(): number;
  /** A request is going out now. */
  onSent?(): void;
  /** Response headers of any status have arrived. */
  onHeaders?(): void;
  /** Bytes of the body have arrived, after decompression. */
  onBytes?(count: number): void;
}

/** More than any answer; a flood or a decompression bomb stops here. */
const maxBodyBytes = 64 * 1024 * 1024;
/** Enough for an hour of one chunk each 180 ms; later chunks are still counted in bytes. */
const maxChunks = 20_000;
/** Prompts with pasted files stay readable in the record; what is longer is cut with a note. */
const maxRecordedBody = 1024 * 1024;

const hostOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).host : undefined);

/** The failure a 3xx stands for; `from` is the URL that was asked. The target may be made of the key itself. */
const redirectBlocked = (
  from: string,
  location: string | null,
  status: number,
  redactor: Redactor,
): ProviderError => {
  const isReadable = location !== null && URL.canParse(location, from);
  const target = isReadable ? redactor.text(new URL(location, from).host) : undefined;
  const host = hostOf(from);
  return new ProviderError({
    kind: 'redirect_blocked',
    message: `The endpoint redirects to ${target ?? 'an address that cannot be read'}. Redirects are not followed, because the key and the prompt would go there.`,
    status,
    ...(host === undefined ? {} : { host }),
  });
};

/** A body that is text, as text; some SDKs give its bytes. */
const textOf = (body: unknown): string =>
  typeof body === 'string' ? body : body instanceof Uint8Array ? new TextDecoder().decode(body) : '';

/** `input` and `init` as text and plain data, for the record. */
const factsOf = (input: string | URL | Request, init: RequestInit | undefined) => {
  const request = typeof input === 'string' || input instanceof URL ? undefined : input;
  const url = request?.url ?? String(input);
  const headers = new Headers(init?.headers ?? request?.headers);
  return {
    url,
    method: init?.method ?? request?.method ?? 'GET',
    headers: Object.fromEntries(headers),
    body: textOf(init?.body),
  };
};

/** A wire for one attempt. Nothing to close: the sockets belong to the network and die with their requests. */
export const createWire = (options: WireOptions): Wire => {
  const secrets = (): string[] => [...options.secrets, ...options.network.secrets()];
  let sent: { method: string; url: string; headers: Record<string, string>; body: string } | undefined;
  let sentAt = 0;
  let received: { status: number; headers: Record<string, string> } | undefined;
  let chunks: [number, number][] = [];
  let receivedBytes = 0;

  const recorder: WireRecorder = {
    sent(request) {
      sent = request;
      sentAt = options.now();
      received = undefined;
      chunks = [];
      receivedBytes = 0;
      options.onSent?.();
    },
    headers(response) {
      received = response;
      options.onHeaders?.();
    },
    bytes(count) {
      receivedBytes += count;
      if (chunks.length < maxChunks) chunks.push([Math.max(0, options.now() - sentAt), count]);
      if (receivedBytes > maxBodyBytes) {
        const host = sent === undefined ? undefined : hostOf(sent.url);
        throw new ProviderError({
          kind: 'too_much_output',
          message: 'The endpoint sent more than 64 MB for one answer; reading was stopped.',
          ...(host === undefined ? {} : { host }),
        });
      }
      options.onBytes?.(count);
    },
  };

  const watched = (body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> => {
    const reader = body.getReader();
    return new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          const { done, value } = await reader.read();
          if (done) {
            controller.close();
            return;
          }
          try {
            recorder.bytes(value.byteLength);
          } catch (error) {
            // Not awaited: a decompressor may hold the end back for as long as the flood lasts.
            reader.cancel().catch(() => undefined);
            throw error;
          }
          controller.enqueue(value);
        },
        cancel: (reason) => reader.cancel(reason),
      },
      // Nothing is read ahead of the consumer.
      { highWaterMark: 0 },
    );
  };

  const watchedFetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = factsOf(input, init);
    // What is not to leave is not recorded as sent.
    options.network.check(request.url);
    recorder.sent(request);
    const response = await options.network.send(input, init, options.connectTimeoutMs);
    recorder.headers({ status: response.status, headers: Object.fromEntries(response.headers) });
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      throw redirectBlocked(
        request.url,
        response.headers.get('location'),
        response.status,
        createRedactor(secrets()),
      );
    }
    return new Response(response.body === null ? null : watched(response.body), {
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
    });
  };

  const recordedBody = (body: string, redactor: Redactor): string => {
    const text = redactor.exact(body);
    return text.length <= maxRecordedBody
      ? text
      : `${text.slice(0, maxRecordedBody)}\n… cut: ${text.length - maxRecordedBody} more characters were sent`;
  };

  return {
    fetch: watchedFetch,
    recorder,
    secrets,
    get exchange(): Exchange | undefined {
      if (sent === undefined) return undefined;
      const redactor = createRedactor(secrets());
      return {
        method: sent.method,
        url: redactor.text(sent.url),
        requestHeaders: redactor.headers(sent.headers),
        requestBody: recordedBody(sent.body, redactor),
        ...(received === undefined
          ? {}
          : { status: received.status, responseHeaders: redactor.headers(received.headers) }),
        chunks: [...chunks],
        receivedBytes,
      };
    },
  };
};
