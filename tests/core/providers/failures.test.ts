import { describe, expect, it } from 'vitest';
import { failureKind, refusedParameter } from '../../../electron/core/providers/failure-kind.ts';
import { toFailure, toProviderError } from '../../../electron/core/providers/failures.ts';
import { ProviderError } from '../../../electron/core/providers/provider.ts';
import { failureFromStatus, retryAfterMs } from '../../../electron/core/providers/vendor-error.ts';
import type { FailureKind } from '../../../shared/failure.ts';

const secret = 'sk-canary-0123456789abcdefghij';
const context = { secrets: [secret], host: 'api.example.com' };

const withCode = (code: string, message = 'x', extra: object = {}): Error =>
  Object.assign(new Error(message), { code, ...extra });

describe('the kind of a vendor’s error', () => {
  it.each<[FailureKind, number | undefined, string[], string]>([
    ['auth', 401, [], ''],
    ['auth', 403, ['UnrecognizedClientException'], 'The security token included in the request is invalid.'],
    ['auth', 403, ['ExpiredTokenException'], ''],
    ['auth', 403, ['InvalidSignatureException'], ''],
    ['billing', 402, [], ''],
    ['billing', 429, ['insufficient_quota'], 'You exceeded your current quota'],
    [
      'billing',
      400,
      ['invalid_request_error'],
      'Your credit balance is too low to access the Anthropic API.',
    ],
    ['billing', 429, ['rate_limit_error', 'enforced_spend_limit_reached'], ''],
    ['billing', 402, ['unknown_error'], 'Insufficient Balance'],
    ['permission', 403, ['AccessDeniedException'], ''],
    ['permission', 403, ['permission_error'], ''],
    ['not_found', 404, [], ''],
    ['not_found', 400, ['model_not_found'], ''],
    ['not_found', 404, ['DeploymentNotFound'], ''],
    ['not_found', 400, ['ValidationException'], 'The provided model identifier is invalid.'],
    ['context_length', 413, [], ''],
    ['context_length', 400, ['context_length_exceeded'], ''],
    ['context_length', 400, ['invalid_request_error'], 'prompt is too long: 250000 tokens > 200000 maximum'],
    ['context_length', 400, ['ValidationException'], 'Input is too long for requested model.'],
    ['unsupported_param', 400, ['unsupported_parameter'], ''],
    ['unsupported_param', 400, ['unsupported_value'], ''],
    ['unsupported_param', 400, ['invalid_request_error'], 'temperature: Extra inputs are not permitted'],
    [
      'unsupported_param',
      400,
      ['ValidationException'],
      'The model returned: `temperature` is deprecated for this model.',
    ],
    ['unsupported_param', 422, [], 'Unrecognized request argument supplied: stream_options'],
    ['content_filter', 400, ['content_filter'], ''],
    ['content_filter', 400, ['invalid_prompt'], ''],
    ['content_filter', 400, ['content_policy_violation'], ''],
    ['bad_request', 400, ['invalid_request_error'], 'temperature must be at most 1'],
    ['bad_request', 409, [], ''],
    ['bad_request', 422, [], 'messages: field required'],
    ['rate_limit', 429, [], ''],
    ['rate_limit', undefined, ['ThrottlingException'], 'Too many tokens, please wait before trying again.'],
    [
      'rate_limit',
      429,
      ['RESOURCE_EXHAUSTED'],
      'You exceeded your current quota, check your plan and billing',
    ],
    ['auth', 400, ['API_KEY_INVALID', 'INVALID_ARGUMENT'], 'API key not valid. Please pass a valid API key.'],
    [
      'context_length',
      400,
      ['INVALID_ARGUMENT'],
      'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
    ],
    ['unsupported_param', 400, ['INVALID_ARGUMENT'], 'Thinking level is not supported for this model.'],
    ['context_length', 400, [], 'too many tokens: total number of tokens cannot exceed 256000'],
    ['overloaded', 529, ['overloaded_error'], ''],
    ['overloaded', 503, [], ''],
    ['overloaded', 429, ['ModelNotReadyException'], ''],
    ['overloaded', undefined, ['overloaded_error'], ''],
    ['server', 500, [], ''],
    ['server', 502, [], ''],
    ['server', 504, [], ''],
    ['server', undefined, ['server_error'], ''],
    ['server', 424, ['ModelErrorException'], ''],
    ['timeout', 408, ['ModelTimeoutException'], ''],
    ['unknown', undefined, [], 'whatever'],
  ])('is %s for status %s, codes %j and the words “%s”', (kind, status, codes, message) => {
    expect(failureKind({ status, codes, message })).toBe(kind);
  });

  it('finds the refused parameter in the words only when they refuse it', () => {
    expect(refusedParameter('`top_p` and `temperature` are not supported with this model')).toBe('top_p');
    expect(refusedParameter('thinking.type.disabled is not supported for this model')).toBe(
      'thinking.type.disabled',
    );
    expect(refusedParameter('Thinking budget is not supported for this model.')).toBe('Thinking budget');
    expect(refusedParameter('max_tokens is too large: 900000')).toBeUndefined();
  });
});

describe('the time to wait', () => {
  const now = Date.parse('2026-11-23T12:00:00Z');
  it.each<[Record<string, string>, number | undefined]>([
    [{ 'retry-after': '2' }, 2000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after-ms': '1500', 'retry-after': '60' }, 1500],
    [{ 'retry-after': 'Mon, 23 Nov 2026 12:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Mon, 23 Nov 2026 11:00:00 GMT' }, undefined],
    [{ 'retry-after': '-5' }, undefined],
    [{ 'retry-after': '0' }, undefined],
    [{ 'retry-after': '1000000000' }, 1_000_000_000_000],
    [{ 'retry-after': 'soon, please' }, undefined],
    [{ 'retry-after': 'NaN' }, undefined],
    [{ 'retry-after-ms': 'Infinity' }, undefined],
    [{}, undefined],
  ])('of %j is %s ms', (headers, ms) => {
    expect(retryAfterMs(new Headers(headers), now)).toBe(ms);
  });
});

describe('an HTTP answer', () => {
  const from = (status: number, body: string, headers: Record<string, string> = {}) =>
    failureFromStatus({ status, headers: new Headers(headers), body }, context);

  it('of Google is read with its reason and its time to wait, alone or in a list', () => {
    const error = {
      code: 429,
      message: 'You exceeded your current quota.',
      status: 'RESOURCE_EXHAUSTED',
      details: [
        { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'RATE_LIMIT_EXCEEDED' },
        { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.07s' },
      ],
    };
    for (const body of [{ error }, [{ error }]])
      expect(from(429, JSON.stringify(body))).toMatchObject({
        kind: 'rate_limit',
        code: 'RATE_LIMIT_EXCEEDED',
        message: 'You exceeded your current quota.',
        retryAfterMs: 34_070,
      });
    const invalid = {
      code: 400,
      message: 'API key not valid.',
      status: 'INVALID_ARGUMENT',
      details: [{ reason: 'API_KEY_INVALID' }],
    };
    expect(from(400, JSON.stringify({ error: invalid }))).toMatchObject({
      kind: 'auth',
      code: 'API_KEY_INVALID',
    });
    expect(from(429, JSON.stringify({ error }), { 'retry-after': '2' }).retryAfterMs).toBe(2000);
  });

  it('of Cohere is read with its id', () => {
    expect(
      from(401, JSON.stringify({ id: 'x', message: 'invalid api token' }), { 'x-debug-trace-id': 'trace-1' }),
    ).toMatchObject({ kind: 'auth', message: 'invalid api token', requestId: 'trace-1' });
  });

  it('keeps at most 2,000 characters of words, on one line, without control characters', () => {
    const { message } = from(
      400,
      JSON.stringify({ error: { message: `a\u202e\u0007b\n${'c'.repeat(5000)}` } }),
    );
    expect(message.length).toBe(2000);
    expect(message.startsWith('a b ccc')).toBe(true);
  });

  it('without words says its status', () => {
    expect(from(500, '').message).toBe('The endpoint answered with HTTP status 500.');
    expect(from(500, '{}').message).toBe('The endpoint answered with HTTP status 500.');
  });

  it('survives bodies of any shape', () => {
    for (const body of [
      'null',
      '[]',
      '"x"',
      '{"error":null}',
      '{"error":{"message":{"a":1}}}',
      '{"error":[]}',
      '{"detail":[{}]}',
      '{"error":{"code":{}}}',
    ])
      expect(from(400, body).kind).toBe('bad_request');
  });
});

describe('a thrown error', () => {
  it.each<[string, Error, object]>([
    [
      'a connect timeout',
      new TypeError('fetch failed', { cause: withCode('UND_ERR_CONNECT_TIMEOUT') }),
      { kind: 'timeout', clock: 'connect' },
    ],
    [
      'a headers timeout',
      new TypeError('fetch failed', { cause: withCode('UND_ERR_HEADERS_TIMEOUT') }),
      { kind: 'timeout', clock: 'headers' },
    ],
    [
      'a body timeout',
      new TypeError('terminated', { cause: withCode('UND_ERR_BODY_TIMEOUT') }),
      { kind: 'stalled', clock: 'idle' },
    ],
    [
      'a socket closed before headers',
      new TypeError('fetch failed', { cause: withCode('UND_ERR_SOCKET') }),
      { kind: 'network' },
    ],
    [
      'a socket closed after headers',
      new TypeError('terminated', { cause: withCode('UND_ERR_SOCKET') }),
      { kind: 'stream_broken' },
    ],
    [
      'a name that does not exist',
      new TypeError('fetch failed', { cause: withCode('ENOTFOUND') }),
      { kind: 'network', code: 'ENOTFOUND' },
    ],
    [
      'addresses that all refuse',
      new TypeError('fetch failed', { cause: new AggregateError([withCode('ECONNREFUSED')]) }),
      { kind: 'network', code: 'ECONNREFUSED' },
    ],
    [
      'a self-signed certificate',
      new TypeError('fetch failed', { cause: withCode('DEPTH_ZERO_SELF_SIGNED_CERT') }),
      { kind: 'tls' },
    ],
    [
      'an expired certificate',
      new TypeError('fetch failed', { cause: withCode('CERT_HAS_EXPIRED') }),
      { kind: 'tls' },
    ],
    ['another host’s certificate', withCode('ERR_TLS_CERT_ALTNAME_INVALID'), { kind: 'tls' }],
    [
      'a truncated gzip body',
      new TypeError('terminated', { cause: withCode('Z_BUF_ERROR') }),
      { kind: 'protocol' },
    ],
    [
      'AWS’s connect timeout',
      Object.assign(new Error('Socket timed out without establishing a connection'), {
        name: 'TimeoutError',
      }),
      { kind: 'timeout', clock: 'connect' },
    ],
    [
      'missing AWS credentials',
      Object.assign(new Error('Could not load'), { name: 'CredentialsProviderError' }),
      { kind: 'config' },
    ],
    ['an unreadable frame', new SyntaxError('Unexpected token'), { kind: 'protocol' }],
    ['a bug', new RangeError('out of range'), { kind: 'unknown', message: 'RangeError: out of range' }],
  ])('for %s has its kind', (_, error, expected) => {
    expect(toFailure(error, context)).toMatchObject(expected);
  });

  it('after headers is a broken stream where before it would be an unreachable host', () => {
    const error = withCode('ECONNRESET', 'aborted');
    expect(toFailure(error, context).kind).toBe('network');
    expect(toFailure(error, { ...context, hasHeaders: true }).kind).toBe('stream_broken');
  });

  it('of AWS’s SDK tells status, id and time to wait', () => {
    const error = Object.assign(new Error('Rate exceeded'), {
      name: 'ThrottlingException',
      $fault: 'client',
      $metadata: { httpStatusCode: 429, requestId: 'aws-1' },
      $response: { headers: { 'retry-after': '3' } },
    });
    expect(toFailure(error, context)).toEqual({
      kind: 'rate_limit',
      message: 'Rate exceeded',
      status: 429,
      code: 'ThrottlingException',
      requestId: 'aws-1',
      retryAfterMs: 3000,
      host: 'api.example.com',
    });
  });

  it('of the OpenAI and Anthropic SDKs tells what their fields tell, with and without a status', async () => {
    const { APIError } = await import('openai');
    const { APIError: AnthropicError } = await import('@anthropic-ai/sdk');
    const body = { message: 'Slow down', code: 'rate_limit_exceeded', type: 'requests' };
    const headers = new Headers({ 'x-request-id': 'r1', 'retry-after': '4' });
    expect(toFailure(APIError.generate(429, { error: body }, undefined, headers), context)).toMatchObject({
      kind: 'rate_limit',
      message: 'Slow down',
      status: 429,
      requestId: 'r1',
      retryAfterMs: 4000,
    });
    expect(toFailure(new APIError(undefined, body, undefined, undefined), context)).toMatchObject({
      kind: 'rate_limit',
      message: 'Slow down',
    });
    const overloaded = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
    expect(toFailure(new AnthropicError(undefined, overloaded, undefined, undefined), context)).toMatchObject(
      { kind: 'overloaded', message: 'Overloaded' },
    );
    expect(
      toFailure(
        AnthropicError.generate(529, overloaded, undefined, new Headers({ 'request-id': 'a1' })),
        context,
      ),
    ).toMatchObject({ kind: 'overloaded', status: 529, requestId: 'a1' });
  });

  it('with a ProviderError anywhere in its causes is that failure', () => {
    const inner = new ProviderError({ kind: 'redirect_blocked', message: 'no' });
    const outer = new Error('Connection error.', { cause: new TypeError('fetch failed', { cause: inner }) });
    expect(toFailure(outer, context)).toEqual({
      kind: 'redirect_blocked',
      message: 'no',
      host: 'api.example.com',
    });
  });

  it('never shows a secret, in whatever way the platform repeats its input', () => {
    const errors: unknown[] = [
      new Error(`bad ${secret}`),
      new Error(`bad ${btoa(secret)} ${encodeURIComponent(secret)}`),
    ];
    for (const fail of [
      () => new Headers({ authorization: `Bearer ${secret}\nx` }),
      () => new Headers({ authorization: `Bearer ${secret}🔑` }),
      () => new URL(`ht tp://${secret}`),
      () => new Request(`http://user:${secret}@host/`),
    ])
      try {
        fail();
      } catch (error) {
        errors.push(error);
      }
    expect(errors).toHaveLength(6);
    for (const error of errors) {
      const wrapped = new Error('Connection error.', { cause: error });
      for (const candidate of [error, wrapped]) {
        const failing = toProviderError(candidate, context);
        expect(JSON.stringify(failing.failure)).not.toContain(secret);
        expect(String(failing.stack)).not.toContain(secret);
        expect(failing.cause === undefined || !String((failing.cause as Error).stack).includes(secret)).toBe(
          true,
        );
      }
    }
  });

  it('in a cycle of causes ends', () => {
    const error: Error & { cause?: unknown } = new Error('round');
    error.cause = error;
    expect(toFailure(error, context).kind).toBe('unknown');
    for (const odd of [undefined, null, 'text', 7]) expect(toFailure(odd, context).kind).toBe('unknown');
  });
});
