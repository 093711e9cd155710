// What signing in gives, and what every way to sign in is: one function. Knows no vendor.
import type { SecretFields } from '../../../../shared/connection.ts';
import type { Failure } from '../../../../shared/failure.ts';
import { toFailure } from '../failures.ts';
import { ProviderError } from '../provider.ts';
import { failure } from '../vendor-error.ts';

export interface Grant {
  /** What requests are sent or signed with: a `token`, or AWS keys. */
  secret: SecretFields;
  /** Headers that belong to it, such as whom the use is counted to. No credentials. */
  headers?: Record<string, string>;
  /** Epoch ms. Absent where it does not end, or where asking again costs nothing. */
  expiresAt?: number;
}

export interface SignInRequest {
  /** The connection's settings. */
  settings: Readonly<Record<string, string>>;
  /** From the vault; undefined for those that use a sign-in of this computer. */
  stored: SecretFields | undefined;
  /** Of the connection; AWS only. */
  region: string | undefined;
  /** What the token is for; Microsoft Entra only. */
  scope: string | undefined;
}

export interface SignInContext {
  /** The way out; everything a sign-in sends itself goes through it. */
  send: typeof globalThis.fetch;
  /** Throws `offline` where an address may not be reached: for programs that would reach it by themselves. */
  check(url: string): void;
  signal: AbortSignal;
  /** What was taken from the process's environment. */
  environment: Readonly<Record<string, string | undefined>>;
}

/** Rejects with `ProviderError`, mostly `auth` or `config`, in words that say what to do. */
export type SignIn = (request: SignInRequest, context: SignInContext) => Promise<Grant>;

/**
 * A failure of signing in. Its words are ours, or those of the service without the secrets that were used.
 * `kind`: `auth` where it was refused, `config` where something must be set up first.
 */
export const signInError = (
  kind: 'auth' | 'config',
  message: string,
  stored: SecretFields | undefined,
): ProviderError => new ProviderError(failure(kind, message, { secrets: Object.values(stored ?? {}) }));

export interface WatchedSend {
  send: typeof globalThis.fetch;
  /** What stood in the way of the last request, where it got no answer or the service was in trouble: libraries wrap or drop it. */
  lost(): Failure | undefined;
}

/** `send` that ends with `signal` too and remembers what went wrong that is not a refusal. */
export const watchSend = (send: typeof globalThis.fetch, signal: AbortSignal): WatchedSend => {
  let lost: Failure | undefined;
  return {
    async send(input, init) {
      const url = input instanceof Request ? input.url : String(input);
      const signals = [signal, ...(init?.signal == null ? [] : [init.signal])];
      const context = { secrets: [], host: URL.canParse(url) ? new URL(url).host : undefined };
      try {
        const response = await send(input, { ...init, signal: AbortSignal.any(signals) });
        const { status } = response;
        // Its words may be a web page of any length; the number says it all.
        lost =
          status < 500
            ? undefined
            : failure('server', `${context.host} cannot sign anybody in now (${status}).`, context, {
                status,
              });
        return response;
      } catch (error) {
        lost = toFailure(error, context);
        throw error;
      }
    },
    lost: () => lost,
  };
};
