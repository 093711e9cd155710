// A request handler for AWS SDK clients over a fetch, so that they need no HTTP stack of their own. Speaks HTTP/1.1, which proxies and
// test servers understand. Knows no service.
import type { NodeHttpHandler } from '@smithy/node-http-handler';

export type SmithyRequest = Parameters<NodeHttpHandler['handle']>[0];
export type SmithyOptions = Parameters<NodeHttpHandler['handle']>[1];
export type SmithyAnswer = Awaited<ReturnType<NodeHttpHandler['handle']>>;

/** What a client takes as `requestHandler`. Nothing to close: the sockets are the fetch's. */
export interface SmithyHandler {
  /** The answer's body is a web stream. Rejects as the fetch does; ends with the abort signal of the options. */
  handle(request: SmithyRequest, options?: SmithyOptions): Promise<SmithyAnswer>;
}

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const queryOf = (query: SmithyRequest['query']): string => {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) =>
    [value].flat().map((each) => (each === null ? encode(name) : `${encode(name)}=${encode(String(each))}`)),
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
};

const urlOf = ({ protocol, hostname, port, path, query }: SmithyRequest): string =>
  `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}${queryOf(query)}`;

/** For every AWS client: without it they tell the system's kernel and the version of Node, in a header that is signed as well. */
export const untoldPlatform = { defaultUserAgentProvider: async (): Promise<[]> => [] };

/** The request as the SDK signed it; what the transport writes itself is left to it. */
const headersOf = (headers: SmithyRequest['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !/^(host|content-length|expect|connection|user-agent)$/i.test(name),
    ),
  );

export const createSmithyHandler = (send: typeof globalThis.fetch): SmithyHandler => ({
  async handle(request, options) {
    const { method, body } = request;
    // The SDK declares a signal of its own that has the platform's shape.
    const signal = options?.abortSignal as AbortSignal | undefined;
    const response = await send(urlOf(request), {
      method,
      headers: headersOf(request.headers),
      ...(method === 'GET' || method === 'HEAD' || body === undefined
        ? {}
        : { body: body as NonNullable<RequestInit['body']> }),
      ...(signal === undefined ? {} : { signal }),
    });
    return {
      response: {
        statusCode: response.status,
        reason: response.statusText,
        headers: Object.fromEntries(response.headers),
        body: response.body,
      },
    };
  },
});
