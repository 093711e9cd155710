// The HTTP client that Microsoft's identity library is given: over our fetch, so that the proxy, the trusted authorities and the
// offline switch hold for it. Knows no sign-in.
import type { ClientSecretCredentialOptions } from '@azure/identity';

type HttpClient = NonNullable<ClientSecretCredentialOptions['httpClient']>;
type AzureResponse = Awaited<ReturnType<HttpClient['sendRequest']>>;
type AzureHeaders = AzureResponse['headers'];

/** The library's own class of headers is not exported by it; this is the part of it that is used. */
const asAzureHeaders = (headers: Headers): AzureHeaders => {
  const own: AzureHeaders = {
    get: (name) => headers.get(name) ?? undefined,
    has: (name) => headers.has(name),
    set: (name, value) => headers.set(name, String(value)),
    delete: (name) => headers.delete(name),
    toJSON: () => Object.fromEntries(headers),
    [Symbol.iterator]: () => headers.entries(),
  };
  return own;
};

/** An answer of a token endpoint is a few kilobytes; the whole body is read. */
export const createAzureHttp = (send: typeof globalThis.fetch): HttpClient => ({
  async sendRequest(request) {
    const { url, method, body, abortSignal } = request;
    const response = await send(url, {
      method,
      headers: request.headers.toJSON(),
      ...(typeof body === 'string' ? { body } : {}),
      // Declared as a signal of the library's own; the ones it makes are the platform's.
      ...(abortSignal instanceof AbortSignal ? { signal: abortSignal } : {}),
    });
    return {
      request,
      status: response.status,
      headers: asAzureHeaders(response.headers),
      bodyAsText: await response.text(),
    };
  },
});
