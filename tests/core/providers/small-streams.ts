// One short stream per wire format, written by hand: text, reasoning, usage and the format's end.
import type { WireFormat } from '../../../shared/model.ts';
import { framesOf } from '../../helpers/replay-server.ts';

const lines: Record<WireFormat, object[]> = {
  'openai-chat': [
    {
      id: 'c1',
      model: 'm',
      choices: [{ index: 0, delta: { role: 'assistant', reasoning_content: 'Hm é' } }],
    },
    { id: 'c1', model: 'm', choices: [{ index: 0, delta: { content: 'Größe 🙂' } }] },
    { id: 'c1', model: 'm', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
    { id: 'c1', model: 'm', choices: [], usage: { prompt_tokens: 3, completion_tokens: 5, total_tokens: 8 } },
  ],
  'openai-responses': [
    { type: 'response.created', response: { id: 'r1', model: 'm' } },
    { type: 'response.reasoning_summary_text.delta', item_id: 'i0', delta: 'Hm é' },
    { type: 'response.output_text.delta', item_id: 'i1', content_index: 0, delta: 'Größe 🙂' },
    {
      type: 'response.completed',
      response: { id: 'r1', status: 'completed', output: [], usage: { input_tokens: 3, output_tokens: 5 } },
    },
  ],
  'anthropic-messages': [
    {
      type: 'message_start',
      message: { id: 'a1', model: 'm', usage: { input_tokens: 3, output_tokens: 1 } },
    },
    { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'Hm é' } },
    { type: 'content_block_stop', index: 0 },
    { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text: 'Größe 🙂' } },
    { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 5 } },
    { type: 'message_stop' },
  ],
  'bedrock-converse': [
    { messageStart: { role: 'assistant' } },
    { contentBlockDelta: { contentBlockIndex: 0, delta: { reasoningContent: { text: 'Hm é' } } } },
    { contentBlockDelta: { contentBlockIndex: 1, delta: { text: 'Größe 🙂' } } },
    { messageStop: { stopReason: 'end_turn' } },
    { metadata: { usage: { inputTokens: 3, outputTokens: 5, totalTokens: 8 }, metrics: { latencyMs: 1 } } },
  ],
  gemini: [
    {
      candidates: [{ content: { role: 'model', parts: [{ text: 'Hm é', thought: true }] }, index: 0 }],
      usageMetadata: { promptTokenCount: 3, totalTokenCount: 3 },
      modelVersion: 'm',
      responseId: 'g1',
    },
    {
      candidates: [{ content: { role: 'model', parts: [{ text: 'Größe 🙂' }] }, index: 0 }],
      usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 3, thoughtsTokenCount: 2 },
    },
    {
      candidates: [
        {
          content: { role: 'model', parts: [{ text: '', thoughtSignature: 'c2ln' }] },
          finishReason: 'STOP',
          index: 0,
        },
      ],
      usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 3, thoughtsTokenCount: 2 },
    },
  ],
  'cohere-v2': [
    { id: 'k1', type: 'message-start', delta: { message: { role: 'assistant', content: [] } } },
    {
      type: 'content-start',
      index: 0,
      delta: { message: { content: { type: 'thinking', thinking: '' } } },
    },
    { type: 'content-delta', index: 0, delta: { message: { content: { thinking: 'Hm é' } } } },
    { type: 'content-end', index: 0 },
    { type: 'content-delta', index: 1, delta: { message: { content: { text: 'Größe 🙂' } } } },
    {
      type: 'message-end',
      delta: {
        finish_reason: 'COMPLETE',
        usage: {
          billed_units: { input_tokens: 1, output_tokens: 4 },
          tokens: { input_tokens: 3, output_tokens: 5 },
        },
      },
    },
  ],
};

export const smallText = 'Größe 🙂';

export const smallFrames = (format: WireFormat): Buffer[] =>
  framesOf(
    format,
    lines[format].map((line) => JSON.stringify(line)),
  );
