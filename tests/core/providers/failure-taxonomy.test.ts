import { describe, expect, it } from 'vitest';
import { createAnthropicReader } from '../../../electron/core/providers/anthropic-reader.ts';
import { createChatReader } from '../../../electron/core/providers/chat-reader.ts';
import { createCohereReader } from '../../../electron/core/providers/cohere-reader.ts';
import { toFailure } from '../../../electron/core/providers/failures.ts';
import { createGeminiReader } from '../../../electron/core/providers/gemini-reader.ts';
import type { JsonObject } from '../../../electron/core/providers/loose-json.ts';
import { ProviderError } from '../../../electron/core/providers/provider.ts';
import type { AnswerReader } from '../../../electron/core/providers/relay.ts';
import { createResponsesReader } from '../../../electron/core/providers/responses-reader.ts';
import { failureFromStatus } from '../../../electron/core/providers/vendor-error.ts';
import type { Failure } from '../../../shared/failure.ts';
import { httpDialects, streamDialects } from './failure-dialects.ts';

const secret = 'sk-canary-0123456789abcdefghij';
const context = { secrets: [secret], host: 'api.example.com' };

/** The same with the key repeated in every sentence, as careless endpoints do. */
const echoing = (value: unknown): unknown => {
  if (typeof value === 'string') return value.includes(' ') ? `${value} [${secret} ${btoa(secret)}]` : value;
  if (Array.isArray(value)) return value.map(echoing);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, echoing(inner)]));
};

const leaks = (failure: Failure): boolean => {
  const text = JSON.stringify(failure);
  return [secret, btoa(secret), encodeURIComponent(secret)].some((form) => text.includes(form));
};

const httpRows = Object.entries(httpDialects).flatMap(([kind, dialects]) =>
  dialects.map((dialect) => [kind, dialect.who, dialect] as const),
);
const streamRows = Object.entries(streamDialects).flatMap(([kind, dialects]) =>
  dialects.map(({ who, event }) => [kind, who, JSON.stringify(event), event] as const),
);

const readers: Record<string, () => AnswerReader> = {
  'openai-chat': () => createChatReader(context, { splitsThinkTags: false }),
  'openai-responses': () => createResponsesReader(context),
  'anthropic-messages': () => createAnthropicReader(context),
  gemini: () => createGeminiReader(context),
  'cohere-v2': () => createCohereReader(context),
};

describe('an error over HTTP', () => {
  it.each(httpRows)('is %s as %s says it, and never shows a key', (kind, _, { status, body, headers }) => {
    const read = (said: unknown): Failure =>
      failureFromStatus(
        {
          status,
          headers: new Headers(headers),
          body: typeof said === 'string' ? said : JSON.stringify(said),
        },
        context,
      );
    expect(read(body).kind).toBe(kind);
    expect(read(body).message).not.toBe('');
    const echoed = read(echoing(body));
    expect(echoed.kind).toBe(kind);
    expect(leaks(echoed)).toBe(false);
  });

  it('has at least five dialects of each kind', () => {
    for (const [kind, dialects] of Object.entries(httpDialects))
      expect([kind, dialects.length >= 5]).toEqual([kind, true]);
    expect(Object.keys(httpDialects)).toHaveLength(12);
  });
});

describe('an error in the middle of a stream', () => {
  const read = (format: string, event: unknown): Failure | undefined => {
    const reader = readers[format]?.();
    try {
      reader?.read(event as JsonObject, '');
    } catch (error) {
      if (error instanceof ProviderError) return error.failure;
      throw error;
    }
    return undefined;
  };

  it.each(streamRows)('is %s in %s: %s', (kind, format, _, event) => {
    expect(read(format, event)?.kind).toBe(kind);
    const echoed = read(format, echoing(event));
    expect(echoed?.kind).toBe(kind);
    expect(echoed !== undefined && leaks(echoed)).toBe(false);
  });

  it('has at least five dialects of each kind', () => {
    for (const [kind, dialects] of Object.entries(streamDialects))
      expect([kind, dialects.length >= 5]).toEqual([kind, true]);
  });
});

describe('an exception of AWS in the middle of a stream', () => {
  it.each([
    ['ThrottlingException', 'rate_limit'],
    ['ServiceUnavailableException', 'overloaded'],
    ['InternalServerException', 'server'],
    ['ModelStreamErrorException', 'server'],
    ['ValidationException', 'bad_request'],
    ['ModelTimeoutException', 'timeout'],
    ['AccessDeniedException', 'permission'],
    ['ExpiredTokenException', 'auth'],
  ])('%s is %s', (name, kind) => {
    const error = Object.assign(new Error(`Said with ${secret}.`), { name, $fault: 'server', $metadata: {} });
    const failure = toFailure(error, { ...context, hasHeaders: true });
    expect([failure.kind, failure.message]).toEqual([kind, 'Said with •••.']);
  });
});

describe('a failure of the connection', () => {
  const cause = (code: string): Error =>
    new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
  const broken = (code: string): Error =>
    new TypeError('terminated', { cause: Object.assign(new Error(code), { code }) });

  it.each([
    ...['ENOTFOUND', 'ECONNREFUSED', 'ECONNRESET', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_SOCKET'].map(
      (code) => [code, cause(code), 'network'] as const,
    ),
    ...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID', 'EPROTO'].map(
      (code) => [code, cause(code), 'tls'] as const,
    ),
    ...['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'ETIMEDOUT'].map(
      (code) => [code, cause(code), 'timeout'] as const,
    ),
    ['UND_ERR_BODY_TIMEOUT', broken('UND_ERR_BODY_TIMEOUT'), 'stalled'] as const,
    ...['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].map(
      (code) => [code, broken(code), 'stream_broken'] as const,
    ),
    ['half a frame', new Error('Truncated event message received.'), 'stream_truncated'] as const,
    ...['HPE_INVALID_CONSTANT', 'UND_ERR_HEADERS_OVERFLOW'].map(
      (code) => [code, cause(code), 'protocol'] as const,
    ),
    ['Z_DATA_ERROR', broken('Z_DATA_ERROR'), 'protocol'] as const,
    ['a wrong sum', new Error('The message checksum (1) did not match'), 'protocol'] as const,
    [
      'a name inside the AWS client',
      new TypeError('schema.isStructSchema is not a function'),
      'protocol',
    ] as const,
    [
      'ERR_INVALID_URL',
      Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL' }),
      'config',
    ] as const,
    [
      'no credentials',
      Object.assign(new Error('x'), { name: 'CredentialsProviderError' }),
      'config',
    ] as const,
    ['anything else', new RangeError('boo'), 'unknown'] as const,
  ])('%s is told as the kind it is', (_, error, kind) => {
    expect(toFailure(error, context).kind).toBe(kind);
  });
});

describe('the time Google asks to wait', () => {
  it.each<[string | undefined, number | undefined]>([
    ['34.07s', 34_070],
    ['2s', 2000],
    ['0.5s', 500],
    ['0s', undefined],
    ['-3s', undefined],
    ['soon', undefined],
    ['1e9s', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('“%s” is %s ms', (retryDelay, ms) => {
    const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay }];
    const body = JSON.stringify({
      error: { code: 429, status: 'RESOURCE_EXHAUSTED', message: 'x', details },
    });
    expect(failureFromStatus({ status: 429, headers: new Headers(), body }, context).retryAfterMs).toBe(ms);
    // A header is nearer to the server that really refuses.
    const headers = new Headers({ 'retry-after': '7' });
    expect(failureFromStatus({ status: 429, headers, body }, context).retryAfterMs).toBe(7000);
  });
});
