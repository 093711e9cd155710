// The fetch that SDKs are given: the wire's, with only the headers we mean to send, and with HTTP errors turned into failures
// from their full body, which SDKs drop where it is not in their own dialect. Knows no format.

import { withSignature } from './aws-signature.ts';
import { toProviderError } from './failures.ts';
import { type ProviderContext, ProviderError } from './provider.ts';
import { type FailureContext, failureFromStatus } from './vendor-error.ts';

/** What SDKs may send; anything else they add (platform facts, organisations from the environment) stays here. */
const ownHeaders =
  /^(accept|content-type|authorization|x-api-key|api-key|x-goog-api-key|user-agent|anthropic-version|anthropic-beta)$/i;

/** An error text longer than this is no error text. */
const maxErrorBytes = 64 * 1024;

/** Facts about this request for failures: secrets to keep out, and the host to name. */
export const failureContext = (context: ProviderContext): FailureContext => ({
  // Asked when a failure is put into words: a proxy's password may have been fetched since.
  get secrets() {
    return [...Object.values(context.secret ?? {}), ...context.wire.secrets()];
  },
  host: URL.canParse(context.baseUrl) ? new URL(context.baseUrl).host : undefined,
});

/** The beginning of an error's text; what cannot be read of it is missing. */
export const readStart = async (response: Response): Promise<string> => {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    while (text.length < maxErrorBytes) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      text += decoder.decode(value, { stream: true });
    }
    await reader.cancel();
  } catch {
    // The status alone already tells the failure; a broken body only costs the words.
  }
  return text;
};

/**
 * Carries a failure through an SDK: they look for "timed out" in the text of what a fetch throws and of its cause, and then
 * drop both. `toFailure` finds it among `errors`.
 */
export const carried = (error: unknown, context: ProviderContext): AggregateError =>
  new AggregateError([toProviderError(error, failureContext(context))], 'The request failed.');

/** `context.wire.fetch`, throwing a carried ProviderError for every status that is not 2xx and for every broken connection. */
export const checkedFetch =
  (context: ProviderContext): typeof fetch =>
  async (input, init) => {
    try {
      const headers = new Headers(init?.headers);
      const extra = new Set(Object.keys(context.headers).map((name) => name.toLowerCase()));
      for (const name of [...headers.keys()])
        if (!ownHeaders.test(name) && !extra.has(name.toLowerCase())) headers.delete(name);
      const request = await withSignature(input, { ...init, headers }, context);
      const response = await context.wire.fetch(input, request);
      if (response.ok) return response;
      const { status } = response;
      const body = await readStart(response);
      throw new ProviderError(
        failureFromStatus({ status, headers: response.headers, body }, failureContext(context)),
      );
    } catch (error) {
      throw carried(error, context);
    }
  };

/** The connection's address. Throws `config` where there is none: SDKs would fall back to their vendor's own. */
export const requireBaseUrl = (context: ProviderContext): string => {
  if (URL.canParse(context.baseUrl)) return context.baseUrl;
  throw new ProviderError({ kind: 'config', message: 'There is no address for this connection yet.' });
};
