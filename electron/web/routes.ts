// The route table: one row per method of the contract, the event stream, and the exchange of a link's code for a session.
// Whether a caller may use a row is not decided here: every path that is not in `openPaths` needs a session.
import type { ServerResponse } from 'node:http';
import { maxInputBytes, methods } from '../../shared/api.ts';
import type { Reply, Transport } from '../../shared/transport.ts';
import { z } from '../../shared/zod.ts';
import { type EventStreamLimits, streamEvents } from './event-stream.ts';
import { securityHeaders } from './security-headers.ts';
import type { Sessions } from './sessions.ts';
import type { Throttle } from './throttle.ts';

/** Every route is a POST with a JSON body; `body` is the parsed one, undefined when it was empty. */
export interface Route {
  maxBodyBytes: number;
  answer(body: unknown, response: ServerResponse): Promise<void> | void;
}

/** All that a caller without a session may POST to. The page's files are the other half of this list. */
export const openPaths: ReadonlySet<string> = new Set(['/session']);

/** A code is 43 characters; this leaves room for nothing else. */
const maxSessionBodyBytes = 1000;

const exchangeSchema = z.strictObject({ code: z.string().max(100) });

/** Sends a whole answer. Nothing but JSON leaves the routes. */
export const sendJson = (response: ServerResponse, status: number, value: unknown): void => {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    ...securityHeaders,
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.byteLength,
  });
  response.end(body);
};

/** What the core itself says to a name that is not in the contract; it is not bothered with one that came over the network. */
export const unknownMethod: Reply = {
  ok: false,
  failure: { kind: 'invalid_input', message: 'There is no such method.', field: 'method' },
};

/** A core that throws has a bug; the page is still owed a reply. */
const callCore = async (core: Transport, method: string, input: unknown): Promise<Reply> => {
  try {
    return await core.call(method, input);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { ok: false, failure: { kind: 'unknown', message: 'Collate failed to handle this call.' } };
  }
};

export interface RouteParts {
  core: Transport;
  sessions: Sessions;
  throttle: Throttle;
  limits: EventStreamLimits;
  /** Called after a code was used up. */
  onOpened(): void;
}

export const createRoutes = (parts: RouteParts): ReadonlyMap<string, Route> => {
  const { core, sessions, throttle, limits, onOpened } = parts;
  const routes = new Map<string, Route>();
  for (const method of Object.keys(methods))
    routes.set(`/api/${method}`, {
      maxBodyBytes: maxInputBytes,
      answer: async (body, response) => sendJson(response, 200, await callCore(core, method, body)),
    });
  routes.set('/events', {
    maxBodyBytes: maxSessionBodyBytes,
    answer: (_, response) => streamEvents(core, response, limits),
  });
  routes.set('/session', {
    maxBodyBytes: maxSessionBodyBytes,
    answer: async (body, response) => {
      const input = exchangeSchema.safeParse(body);
      const token = input.success ? sessions.exchange(input.data.code) : undefined;
      if (token !== undefined) {
        onOpened();
        return sendJson(response, 200, { token });
      }
      if ((await throttle.refuse()) === 'drop') response.destroy();
      else sendJson(response, 401, { error: 'This link was used before, or is not known.' });
    },
  });
  return routes;
};
