// Turns whatever is thrown on the way to a vendor into a Failure: SDK errors, sockets, TLS, timers, damaged bytes.
// Does not know chats, retries, or what a person is told.
import type { Failure } from '../../../shared/failure.ts';
import { isTlsCode, socketWords, tlsReason } from '../network/connection-words.ts';
import { failureKind } from './failure-kind.ts';
import { asList, asObject, asText, type JsonObject } from './loose-json.ts';
import { ProviderError } from './provider.ts';
import { createRedactor } from './redact.ts';
import {
  asStatus,
  type FailureContext,
  failure,
  failureFromEvent,
  failureFromStatus,
  retryAfterMs,
  vendorFailure,
} from './vendor-error.ts';

const socketCode =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|UND_ERR_SOCKET|UND_ERR_CLOSED|UND_ERR_DESTROYED|ENOTFOUND|EAI_)/;
interface ErrorFacts {
  name: string;
  message: string;
  code: string | undefined;
  own: JsonObject;
}

/** The error, its causes and what it aggregates, outermost first. */
const causes = (error: unknown): ErrorFacts[] => {
  const facts: ErrorFacts[] = [];
  const queue: unknown[] = [error];
  const seen = new Set<unknown>();
  // Nobody nests deeper than this but an attacker or a cycle.
  while (queue.length > 0 && facts.length < 12) {
    const next = queue.shift();
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    const own = next as JsonObject;
    facts.push({
      name: asText(own.name) ?? 'Error',
      message: asText(own.message) ?? '',
      code: asText(own.code),
      own,
    });
    queue.push(own.cause, ...asList(own.errors));
  }
  return facts;
};

/** A timer or socket of ours, before or after headers; undefined when the error is none of these. */
const transportFailure = (facts: ErrorFacts[], context: FailureContext): Failure | undefined => {
  const host = context.host ?? 'the endpoint';
  const withCode = (test: (code: string) => boolean): string | undefined =>
    facts.find((fact) => fact.code !== undefined && test(fact.code))?.code;
  const isAfterHeaders = context.hasHeaders === true || facts.some((fact) => fact.message === 'terminated');
  const code = withCode(isTlsCode);
  if (code !== undefined)
    return failure('tls', `The secure connection to ${host} failed: ${tlsReason(code)}.`, context, { code });
  const inflate = withCode((candidate) => /^(Z_|ERR__?BROTLI|ERR_BROTLI|ZSTD_|ERR_ZSTD)/.test(candidate));
  if (inflate !== undefined)
    return failure('protocol', 'The compressed answer is damaged or incomplete.', context, { code: inflate });
  if (withCode((candidate) => candidate === 'UND_ERR_BODY_TIMEOUT') !== undefined)
    return failure('stalled', 'Nothing arrived for too long.', context, { clock: 'idle' });
  if (withCode((candidate) => candidate === 'UND_ERR_HEADERS_TIMEOUT') !== undefined)
    return failure('timeout', `${host} accepted the request and did not answer in time.`, context, {
      clock: 'headers',
    });
  // What the AWS client says of a body that ends within a frame.
  if (facts.some((fact) => /^Truncated event message/.test(fact.message)))
    return failure('stream_truncated', 'The stream ended in the middle of an event.', context);
  const isConnectTimeout =
    withCode((candidate) => candidate === 'UND_ERR_CONNECT_TIMEOUT' || candidate === 'ETIMEDOUT') !==
      undefined || facts.some((fact) => fact.name === 'TimeoutError' && /connect/i.test(fact.message));
  if (isConnectTimeout && !isAfterHeaders)
    return failure('timeout', `No connection to ${host} in time.`, context, { clock: 'connect' });
  const parser = withCode((candidate) =>
    /^(HPE_|UND_ERR_RESPONSE|UND_ERR_HEADERS_OVERFLOW|UND_ERR_(REQ|RES)_CONTENT_LENGTH|ERR_HTTP)/.test(
      candidate,
    ),
  );
  const socket = withCode((candidate) => socketCode.test(candidate) || candidate === 'ETIMEDOUT');
  if (
    isAfterHeaders &&
    (socket !== undefined || facts.some((fact) => /^(terminated|aborted)/.test(fact.message)))
  )
    return failure(
      'stream_broken',
      `The connection to ${host} was lost.`,
      context,
      socket === undefined ? {} : { code: socket },
    );
  if (parser !== undefined || facts.some((fact) => fact.name === 'HTTPParserError'))
    return failure(
      'protocol',
      `What ${host} sent is not valid HTTP.`,
      context,
      parser === undefined ? {} : { code: parser },
    );
  if (socket !== undefined || facts.some((fact) => fact.message === 'fetch failed'))
    return failure(
      'network',
      `${host} cannot be reached: ${socketWords[socket ?? ''] ?? 'the connection failed'}.`,
      context,
      socket === undefined ? {} : { code: socket },
    );
  return undefined;
};

/** Headers and URLs that cannot be made repeat their input, a key perhaps, in the message: these words are ours. */
const inputFailure = (facts: ErrorFacts[], context: FailureContext): Failure | undefined => {
  if (
    facts.some(
      (fact) =>
        /^(ERR_INVALID_CHAR|ERR_INVALID_HTTP_TOKEN|ERR_HTTP_INVALID_HEADER_VALUE)$/.test(fact.code ?? '') ||
        /header value|invalid header|Headers\.(?:append|set)|ByteString/i.test(fact.message),
    )
  )
    return failure('config', 'The key or a header contains a character that cannot be sent.', context);
  if (
    facts.some(
      (fact) => fact.code === 'ERR_INVALID_URL' || /^(?:Failed to parse URL|Invalid URL)/.test(fact.message),
    )
  )
    return failure('config', 'The address of the endpoint is not a valid URL.', context);
  if (
    facts.some(
      (fact) =>
        /^(CredentialsProviderError|TokenProviderError)$/.test(fact.name) ||
        /^(?:Missing credentials|Could not resolve authentication)/.test(fact.message),
    )
  )
    return failure('config', 'There is no usable key for this connection.', context);
  return undefined;
};

const isHeaders = (value: unknown): value is Headers =>
  typeof asObject(value)?.get === 'function' || value instanceof Headers;

/** Errors the OpenAI, Anthropic and AWS SDKs make of an HTTP answer or of an error event. */
const sdkFailure = (fact: ErrorFacts, context: FailureContext): Failure | undefined => {
  const { own } = fact;
  const metadata = asObject(own.$metadata);
  // The SDK puts `$metadata` on any error of its own code too; `$fault` only on what the service said.
  const isService =
    own.$fault !== undefined ||
    /Exception$/.test(fact.name) ||
    failureKind({ codes: [fact.name], message: '' }) !== 'unknown';
  if (isService) {
    const status = asStatus(metadata?.httpStatusCode);
    const wait = asObject(asObject(own.$response)?.headers)?.['retry-after'];
    const waitMs = retryAfterMs({ get: (name) => (name === 'retry-after' ? (asText(wait) ?? null) : null) });
    const id = asText(metadata?.requestId);
    const words = { message: asText(fact.message), codes: [fact.name], field: undefined, status: undefined };
    return vendorFailure(words, status, fact.name, context, {
      ...(id === undefined ? {} : { requestId: id }),
      ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
    });
  }
  const body = asObject(own.error);
  const status = asStatus(own.status);
  if (body === undefined && status === undefined) return undefined;
  if (status === undefined)
    return body === undefined
      ? undefined
      : failureFromEvent({ error: asObject(body.error) ?? body }, context);
  const headers = isHeaders(own.headers) ? own.headers : new Headers();
  const text =
    body === undefined
      ? fact.message.replace(/^\d{3} /, '')
      : JSON.stringify(asObject(body.error) === undefined ? { error: body } : body);
  return failureFromStatus({ status, headers, body: text }, context);
};

/**
 * Any error thrown on the way to a vendor, as a Failure. Walks causes; a ProviderError anywhere in the chain is taken as it is.
 * The message never holds a secret, and never the text of errors that are known to repeat their input.
 */
export const toFailure = (error: unknown, context: FailureContext): Failure => {
  const facts = causes(error);
  for (const { own } of facts)
    if (own instanceof ProviderError)
      return { ...(context.host === undefined ? {} : { host: context.host }), ...own.failure };
  for (const fact of facts) {
    const reported = sdkFailure(fact, context);
    if (reported !== undefined) return reported;
  }
  const known = inputFailure(facts, context) ?? transportFailure(facts, context);
  if (known !== undefined) return known;
  const [first] = facts;
  if (
    facts.some((fact) => fact.name === 'SyntaxError') ||
    // The last is what becomes of an event called `constructor` and the like inside the AWS client.
    facts.some((fact) => /checksum|event message|Unrecognizable event|isStructSchema/i.test(fact.message))
  )
    return failure('protocol', 'The endpoint sent something that cannot be read.', context);
  if (first === undefined) return failure('unknown', 'Something that is not an error was thrown.', context);
  return failure('unknown', `${first.name}: ${first.message}`, context);
};

/** The same as an error to throw. The cause is kept only where its text is free of secrets, for the log's stack. */
export const toProviderError = (error: unknown, context: FailureContext): ProviderError => {
  if (error instanceof ProviderError) return error;
  const found = toFailure(error, context);
  const stack = error instanceof Error ? String(error.stack) : '';
  const isSafe = found.kind === 'unknown' && createRedactor(context.secrets).text(stack) === stack;
  return new ProviderError(found, isSafe ? { cause: error } : undefined);
};
