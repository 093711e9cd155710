// Keeps what signing in gave until it is about to end, and signs in once for all who wait at the same time.
// Knows neither how a sign-in works nor where its result may be sent.
import { createHash } from 'node:crypto';
import type { Credential } from '../../../../shared/connection.ts';
import type { ConnectionId } from '../../../../shared/id.ts';
import { ProviderError } from '../provider.ts';
import type { Grant, SignIn, SignInContext, SignInRequest } from './grant.ts';

/** A grant that ends sooner is asked for again, so that it outlives the request it is used for. */
const renewBeforeEndMs = 5 * 60_000;
/** A person needs time in a browser; everything else is one or two small requests or a program that starts. */
const browserTimeoutMs = 5 * 60_000;
const timeoutMs = 60_000;

export interface SignIns {
  /**
   * What requests of the connection are sent with. Rejects with `ProviderError` where signing in fails, and with the signal's reason
   * when it is aborted; others who wait for the same sign-in go on waiting.
   */
  grant(
    connectionId: ConnectionId,
    credential: Credential,
    request: SignInRequest,
    signal?: AbortSignal,
  ): Promise<Grant>;
  /** The endpoint refused it: the next request signs in anew. */
  forget(connectionId: ConnectionId): void;
}

interface Flight {
  key: string;
  waiting: number;
  controller: AbortController;
  result: Promise<Grant>;
}

/** Secrets only as their digest: the key lives as long as the process. */
const keyOf = (credential: Credential, { settings, stored, region, scope }: SignInRequest): string =>
  createHash('sha256')
    .update(JSON.stringify([credential, Object.entries(settings).sort(), stored, region, scope]))
    .digest('base64');

/** `work`, unless the signal ends first: libraries may not listen to it. */
const unlessAborted = <Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> =>
  new Promise((resolve, reject) => {
    const leave = (): void => reject(signal.reason);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });

export const createSignIns = (
  ways: Readonly<Partial<Record<Credential, SignIn>>>,
  context: Omit<SignInContext, 'signal'>,
): SignIns => {
  const grants = new Map<ConnectionId, { key: string; grant: Grant }>();
  const flights = new Map<ConnectionId, Flight>();

  const begin = (connectionId: ConnectionId, credential: Credential, request: SignInRequest): Flight => {
    const controller = new AbortController();
    const way = ways[credential];
    if (way === undefined) throw new Error(`There is no way to sign in by ${credential}.`);
    const key = keyOf(credential, request);
    const limit = AbortSignal.timeout(credential === 'entra-browser' ? browserTimeoutMs : timeoutMs);
    const signal = AbortSignal.any([controller.signal, limit]);
    const result = unlessAborted(way(request, { ...context, signal }), signal).catch((error: unknown) => {
      if (!limit.aborted) throw error;
      throw new ProviderError({ kind: 'auth', message: 'Signing in took too long and was given up.' });
    });
    const flight: Flight = { key, waiting: 0, controller, result };
    const land = (): void => {
      if (flights.get(connectionId) === flight) flights.delete(connectionId);
    };
    result.then(
      (grant) => {
        if (flights.get(connectionId) === flight) grants.set(connectionId, { key, grant });
        land();
      },
      // Whoever waits is told; here it only ends.
      land,
    );
    flights.set(connectionId, flight);
    return flight;
  };

  return {
    async grant(connectionId, credential, request, signal) {
      const key = keyOf(credential, request);
      const known = grants.get(connectionId);
      if (known?.key === key && (known.grant.expiresAt ?? 0) - renewBeforeEndMs > Date.now())
        return known.grant;
      grants.delete(connectionId);
      const running = flights.get(connectionId);
      const flight = running?.key === key ? running : begin(connectionId, credential, request);
      flight.waiting += 1;
      try {
        return await (signal === undefined ? flight.result : unlessAborted(flight.result, signal));
      } finally {
        flight.waiting -= 1;
        if (flight.waiting === 0) {
          flight.controller.abort();
          // One that was given up is not joined by whoever comes next.
          if (flights.get(connectionId) === flight) flights.delete(connectionId);
        }
      }
    },
    forget: (connectionId) => void grants.delete(connectionId),
  };
};
