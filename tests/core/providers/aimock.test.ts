import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadProvider } from '../../../electron/core/providers/registry.ts';
import type { WireFormat } from '../../../shared/model.ts';
import { contextFor, run, wireFormats } from './harness.ts';
import { mocked } from './mock-coverage.ts';

const mock = new LLMock({ port: 0, host: '127.0.0.1', chunkSize: 8 });
const usage = {
  prompt_tokens: 11,
  completion_tokens: 22,
  total_tokens: 33,
  input_tokens: 11,
  output_tokens: 22,
};
const sentence = 'Größer als die Summe — 大きい 🙂 — of its chunks.';

const base = (format: WireFormat): string =>
  format.startsWith('openai') ? `${mock.url}/v1` : format === 'gemini' ? `${mock.url}/v1beta` : mock.url;
const say = (format: WireFormat, text: string) =>
  run(format, base(format), {
    messages: [{ role: 'user', text }],
    modelId: format === 'bedrock-converse' ? 'anthropic.claude' : 'some-model',
  });

beforeAll(async () => {
  mock.onMessage('hello', { content: sentence, usage });
  mock.onMessage('think', { content: 'The answer is 42.', reasoning: 'Let me reason about it.', usage });
  for (const [word, status, type] of [
    ['wrong key', 401, 'authentication_error'],
    ['too fast', 429, 'rate_limit_error'],
    ['too busy', 529, 'overloaded_error'],
    ['too odd', 400, 'invalid_request_error'],
  ] as const)
    mock.onMessage(word, {
      error: { message: `The mock says ${word}`, type },
      status,
      ...(status === 429 ? { retryAfter: 7 } : {}),
    });
  mock.onMessage(
    'cut off',
    { content: 'One two three four five six seven eight nine ten.' },
    { truncateAfterChunks: 4, streamingProfile: { ttft: 20, tps: 100 } },
  );
  await mock.start();
});
afterAll(() => mock.stop());

describe.each(wireFormats)('an independent server speaking %s', (format) => {
  it('is understood: text, usage and end', async () => {
    const outcome = await say(format, 'hello');
    expect(outcome).toMatchObject({ text: sentence, finish: { reason: 'stop' }, failure: undefined });
    expect(outcome.usage).toMatchObject({ inputTokens: 11, outputTokens: 22 });
  });

  it('is understood when it reasons first', async () => {
    const { text, reasoning } = await say(format, 'think');
    const expected = mocked[format].includes('reasoning')
      ? ['The answer is 42.', 'Let me reason about it.']
      : ['Let me reason about it.The answer is 42.', ''];
    expect([text, reasoning]).toEqual(expected);
  });

  it('is asked for its models, where it has a list', async () => {
    const { listModels } = await loadProvider(format);
    const listing = listModels?.(contextFor(format, base(format)));
    if (mocked[format].includes('models')) expect((await listing)?.length).toBeGreaterThan(0);
    else await expect(listing).rejects.toThrow();
  });

  it('is understood when it refuses', async () => {
    const kinds: unknown[] = [];
    for (const word of ['wrong key', 'too fast', 'too busy', 'too odd']) {
      const { failure } = await say(format, word);
      kinds.push([failure?.kind, failure?.status, failure?.message]);
    }
    expect(kinds).toEqual([
      ['auth', 401, 'The mock says wrong key'],
      ['rate_limit', 429, 'The mock says too fast'],
      ['overloaded', 529, 'The mock says too busy'],
      ['bad_request', 400, 'The mock says too odd'],
    ]);
    expect((await say(format, 'too fast')).failure?.retryAfterMs).toBe(7000);
  });

  it('is not believed when its answer is cut off', async () => {
    const { text, finish } = await say(format, 'cut off');
    expect(finish).toBeUndefined();
    expect('One two three four five six seven eight nine ten.'.startsWith(text)).toBe(true);
  });
});
