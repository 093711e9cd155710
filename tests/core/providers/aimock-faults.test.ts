import { LLMock } from '@copilotkit/aimock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WireFormat } from '../../../shared/model.ts';
import { canary, type Outcome, run, wireFormats } from './harness.ts';

const mock = new LLMock({ port: 0, host: '127.0.0.1', chunkSize: 8 });
const base = (format: WireFormat): string =>
  format.startsWith('openai') ? `${mock.url}/v1` : format === 'gemini' ? `${mock.url}/v1beta` : mock.url;
const modelOf = (format: WireFormat): string =>
  format === 'bedrock-converse' ? 'anthropic.claude' : 'some-model';
const say = (format: WireFormat, request: Parameters<typeof run>[2] = {}): Promise<Outcome> =>
  run(format, base(format), {
    messages: [{ role: 'user', text: 'hello' }],
    modelId: modelOf(format),
    ...request,
  });

beforeAll(async () => {
  mock.onMessage('hello', { content: 'Hello yourself.' });
  await mock.start();
});
afterEach(() => {
  mock.clearChaos();
  mock.clearRequests();
});
afterAll(() => mock.stop());

describe.each(wireFormats)('an independent server that misbehaves in %s', (format) => {
  it('is told by what it did: hung up, turned away, dropped, mumbled', async () => {
    const kinds: unknown[] = [];
    for (const chaos of [
      { disconnectRate: 1 },
      { rateLimitRate: 1 },
      { dropRate: 1 },
      { malformedRate: 1 },
    ]) {
      mock.setChaos(chaos);
      const { failure, text, finish } = await say(format);
      kinds.push([failure?.kind, failure?.status, failure?.retryAfterMs, text, finish]);
      mock.clearChaos();
    }
    expect(kinds).toEqual([
      ['network', undefined, undefined, '', undefined],
      ['rate_limit', 429, 1000, '', undefined],
      ['server', 500, undefined, '', undefined],
      ['protocol', undefined, undefined, '', undefined],
    ]);
    // Each was asked once: an adapter and its SDK ask nothing again by themselves.
    expect(mock.getRequests()).toHaveLength(4);
  });

  it('is waited for when it is only slow', async () => {
    mock.setChaos({ latencyMs: 150 });
    const startedAt = performance.now();
    expect(await say(format)).toMatchObject({ text: 'Hello yourself.', finish: { reason: 'stop' } });
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(145);
  });
});

/** What undici's fetch adds by itself. */
const fetchHeaders = [
  'accept',
  'accept-encoding',
  'accept-language',
  'connection',
  'content-length',
  'content-type',
  'host',
  'sec-fetch-mode',
  'user-agent',
];
/** The mock's own answer id, noted beside the request. */
const mockHeaders = ['x-request-id'];
const ownHeaders: Record<WireFormat, readonly string[]> = {
  'openai-chat': ['authorization'],
  'openai-responses': ['authorization'],
  // Gateways in front of the format often read only the second.
  'anthropic-messages': ['authorization', 'x-api-key', 'anthropic-version'],
  'bedrock-converse': ['authorization', 'amz-sdk-invocation-id', 'amz-sdk-request'],
  gemini: ['x-goog-api-key'],
  'cohere-v2': ['authorization'],
};

describe.each(wireFormats)('the journal of an independent server, asked in %s', (format) => {
  it('knows no header that has no business there, and no key in a path or a body', async () => {
    await say(format);
    const [entry] = mock.getRequests();
    const names = Object.keys(entry?.headers ?? {});
    const expected = new Set([...fetchHeaders, ...mockHeaders, ...ownHeaders[format]]);
    expect(names.filter((name) => !expected.has(name))).toEqual([]);
    expect(ownHeaders[format].filter((name) => !names.includes(name))).toEqual([]);
    expect(JSON.stringify([entry?.path, entry?.body])).not.toContain(canary);
    // The name of the client at most, never of the system it runs on.
    expect(entry?.headers['user-agent']).not.toMatch(/linux|darwin|windows|win32|x64|arm64|kernel/i);
  });

  it('knows no temperature, no limit and no effort that nobody set', async () => {
    await say(format);
    const { _endpointType, ...body } = (mock.getRequests()[0]?.body ?? {}) as Record<string, unknown>;
    const messages = [{ role: 'user', content: 'hello' }];
    // As the mock translates every format into its own.
    const common = { model: modelOf(format), messages, stream: true };
    const own: Partial<Record<WireFormat, object>> = {
      'openai-chat': { stream_options: { include_usage: true } },
      // The format demands a limit.
      'anthropic-messages': { max_tokens: 8192 },
    };
    expect(body).toEqual({ ...common, ...own[format] });
  });

  it('knows a temperature that was set', async () => {
    await say(format, { temperature: 0.25 });
    expect(mock.getRequests()[0]?.body).toMatchObject({ temperature: 0.25 });
  });
});
