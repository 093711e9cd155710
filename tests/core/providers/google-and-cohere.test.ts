import { describe, expect, it } from 'vitest';
import type { WireFormat } from '../../../shared/model.ts';
import { framesOf, startReplayServer } from '../../helpers/replay-server.ts';
import { type Outcome, run } from './harness.ts';

const play = async (format: WireFormat, events: object[]): Promise<Outcome> => {
  const frames = framesOf(
    format,
    events.map((event) => JSON.stringify(event)),
  );
  const server = await startReplayServer(format, frames);
  try {
    return await run(format, server.url);
  } finally {
    await server.close();
  }
};

const chunk = (parts: object[], rest: object = {}) => ({
  candidates: [{ content: { role: 'model', parts }, index: 0, ...rest }],
});

describe('a Gemini answer', () => {
  it('whose prompt was blocked ends as filtered, with the vendor’s reason', async () => {
    const { text, finish, failure, usage } = await play('gemini', [
      {
        promptFeedback: { blockReason: 'PROHIBITED_CONTENT', blockReasonMessage: 'Not allowed.' },
        usageMetadata: { promptTokenCount: 4, totalTokenCount: 4 },
      },
    ]);
    expect({ text, finish, failure }).toEqual({
      text: '',
      finish: { reason: 'content_filter', raw: 'PROHIBITED_CONTENT', detail: 'Not allowed.' },
      failure: undefined,
    });
    expect(usage).toMatchObject({ inputTokens: 4, outputTokens: 0, source: 'reported' });
  });

  it('that was blocked in the middle keeps its text', async () => {
    const { text, finish } = await play('gemini', [
      chunk([{ text: 'Once' }]),
      chunk([], { finishReason: 'SAFETY', finishMessage: 'Blocked.' }),
    ]);
    expect([text, finish]).toEqual(['Once', { reason: 'content_filter', raw: 'SAFETY', detail: 'Blocked.' }]);
  });

  it('is whole though every chunk names a reason to finish', async () => {
    const { text, finish } = await play('gemini', [
      chunk([{ text: 'One ' }], { finishReason: 'STOP' }),
      chunk([{ text: 'two' }], { finishReason: 'STOP' }),
      chunk([{ text: ' three' }], { finishReason: 'MAX_TOKENS' }),
    ]);
    expect([text, finish]).toEqual(['One two three', { reason: 'length', raw: 'MAX_TOKENS' }]);
  });

  it('without a reason to finish is not finished, and keeps what was counted', async () => {
    const { text, finish, usage } = await play('gemini', [
      { ...chunk([{ text: 'Half' }]), usageMetadata: { promptTokenCount: 4, candidatesTokenCount: 1 } },
    ]);
    expect([text, finish]).toEqual(['Half', undefined]);
    expect(usage).toMatchObject({ inputTokens: 4, outputTokens: 1, source: 'partial' });
  });

  it('shows sources once, code that was run, and that something came which cannot be shown', async () => {
    const web = { web: { uri: 'https://example.com/a', title: 'A' } };
    const { parts, finish } = await play('gemini', [
      chunk([{ executableCode: { language: 'PYTHON', code: 'print(2)' } }]),
      chunk([{ codeExecutionResult: { outcome: 'OUTCOME_OK', output: '2' } }]),
      chunk([{ inlineData: { mimeType: 'image/png', data: 'AAAA' } }]),
      chunk([{ text: 'Two.' }], { groundingMetadata: { groundingChunks: [web, web] } }),
      chunk([], { finishReason: 'STOP', groundingMetadata: { groundingChunks: [web] } }),
    ]);
    expect(parts.map((part) => (part.type === 'notice' ? part.code : part))).toEqual([
      { type: 'tool', name: 'code execution', text: 'print(2)' },
      { type: 'tool', name: 'code execution result', text: '2' },
      'unknown_event',
      { type: 'citation', url: 'https://example.com/a', title: 'A' },
    ]);
    expect(finish?.reason).toBe('stop');
  });

  it('leaves out other candidates', async () => {
    const { text } = await play('gemini', [
      {
        candidates: [
          { content: { parts: [{ text: 'second' }] }, index: 1 },
          { content: { parts: [{ text: 'first' }] }, index: 0, finishReason: 'STOP' },
        ],
      },
    ]);
    expect(text).toBe('first');
  });
});

const delta = (content: object) => ({ type: 'content-delta', index: 0, delta: { message: { content } } });
const end = (rest: object) => ({ type: 'message-end', delta: rest });

describe('a Cohere answer', () => {
  it('that mentions [DONE] is whole', async () => {
    const { text, finish } = await play('cohere-v2', [
      delta({ text: 'The stream ends with ' }),
      delta({ text: 'data: [DONE]' }),
      delta({ text: ', they say.' }),
      end({ finish_reason: 'COMPLETE' }),
    ]);
    expect([text, finish?.reason]).toEqual(['The stream ends with data: [DONE], they say.', 'stop']);
  });

  it('shows its sources once, its plan as reasoning, and the tools it asked for', async () => {
    const source = { type: 'document', id: 'd1', document: { id: 'd1', title: 'One', url: 'https://e.x/1' } };
    const cites = (sources: object[]) => ({
      type: 'citation-start',
      index: 0,
      delta: { message: { citations: { start: 0, end: 3, text: 'One', sources } } },
    });
    const { parts, reasoning, finish } = await play('cohere-v2', [
      { type: 'tool-plan-delta', delta: { message: { tool_plan: 'Look it up.' } } },
      {
        type: 'tool-call-start',
        index: 0,
        delta: {
          message: { tool_calls: { id: 't', type: 'function', function: { name: 'find', arguments: '' } } },
        },
      },
      {
        type: 'tool-call-delta',
        index: 0,
        delta: { message: { tool_calls: { function: { arguments: '{"q":1}' } } } },
      },
      { type: 'tool-call-end', index: 0 },
      cites([source]),
      cites([source, { type: 'tool', id: 'find:0' }]),
      { type: 'citation-end', index: 0 },
      end({ finish_reason: 'TOOL_CALL' }),
    ]);
    expect(reasoning).toBe('Look it up.');
    expect(parts).toEqual([
      { type: 'tool', name: 'find', text: '{"q":1}' },
      { type: 'citation', url: 'https://e.x/1', title: 'One' },
      { type: 'citation', title: 'find:0' },
    ]);
    expect(finish).toEqual({ reason: 'tool_calls', raw: 'TOOL_CALL' });
  });

  it.each([
    ['MAX_TOKENS', 'length'],
    ['STOP_SEQUENCE', 'stop'],
    ['SOMETHING_NEW', 'other'],
  ])('that ends with %s is %s', async (raw, reason) => {
    const { finish } = await play('cohere-v2', [delta({ text: 'a' }), end({ finish_reason: raw })]);
    expect(finish).toEqual({ reason, raw });
  });

  it('that the vendor gave up is a failure, keeps its text and what was counted', async () => {
    const usage = { tokens: { input_tokens: 3, output_tokens: 2 } };
    const broken = await play('cohere-v2', [delta({ text: 'a' }), end({ finish_reason: 'TIMEOUT', usage })]);
    expect(broken).toMatchObject({
      text: 'a',
      finish: undefined,
      failure: { kind: 'timeout', code: 'TIMEOUT' },
      usage: { inputTokens: 3, outputTokens: 2 },
    });
    const refused = await play('cohere-v2', [{ message: 'internal server error' }]);
    expect(refused).toMatchObject({ finish: undefined, failure: { message: 'internal server error' } });
  });
});
