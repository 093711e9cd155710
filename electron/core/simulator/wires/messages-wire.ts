// The Messages API as Anthropic streams it: content blocks that open and close, cumulative usage in `message_delta`, `message_stop` last.
// Source: events recorded from Anthropic in 2026 and the SDK's types.
import type { SimulatedFinish, UsageCounts } from '../fault-script.ts';
import { eventStreamType, type Frame, serverSentEvent, type Wire, type WireContext } from './wire.ts';

const stopReasons: Record<SimulatedFinish, string> = {
  stop: 'end_turn',
  length: 'max_tokens',
  // The format has one word for both.
  content_filter: 'refusal',
  refusal: 'refusal',
};

const stopDetails = (finish: SimulatedFinish, detail: string): Record<string, unknown> | null =>
  stopReasons[finish] === 'refusal'
    ? { type: 'refusal', category: 'general_harms', explanation: detail }
    : null;

/** `input_tokens` leaves the cached part out, unlike everywhere else. */
const inputOf = (usage: { inputTokens: number; cachedTokens: number }): Record<string, number> => ({
  input_tokens: usage.inputTokens - usage.cachedTokens,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: usage.cachedTokens,
});
const usageOf = (usage: UsageCounts): Record<string, unknown> => ({
  ...inputOf(usage),
  output_tokens: usage.outputTokens,
  output_tokens_details: { thinking_tokens: usage.reasoningTokens },
});
const fixedUsage = {
  cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
  service_tier: 'standard',
  inference_geo: 'not_available',
};

/** Opaque to clients; real ones sign the thinking so that it can be sent back. */
const signature = 'c2ltdWxhdGVk';

export const createMessagesWire = (context: WireContext): Wire => {
  const message = {
    model: context.modelId,
    id: `msg_${context.exchangeId}`,
    type: 'message',
    role: 'assistant',
  };
  let index = 0;
  let open: 'thinking' | 'text' | undefined;
  let part = 0;
  let hasPinged = false;

  const event = (type: string, fields: Record<string, unknown>): string =>
    serverSentEvent({ type, ...fields }, type);
  // Real streams send one ping early on; the next ones only come in long silences.
  const ping = (): Frame[] => {
    if (hasPinged) return [];
    hasPinged = true;
    return [event('ping', {})];
  };
  const blockDelta = (delta: Record<string, string>): string =>
    event('content_block_delta', { index, delta });
  const closeBlock = (): Frame[] => {
    if (open === undefined) return [];
    const signed = open === 'thinking' ? [blockDelta({ type: 'signature_delta', signature })] : [];
    const frames = [...signed, event('content_block_stop', { index })];
    open = undefined;
    index += 1;
    return frames;
  };
  const openBlock = (type: 'thinking' | 'text'): Frame[] => {
    if (open === type) return [];
    const frames = closeBlock();
    open = type;
    const block = type === 'thinking' ? { type, thinking: '', signature: '' } : { type, text: '' };
    return [...frames, event('content_block_start', { index, content_block: block }), ...ping()];
  };

  return {
    contentType: eventStreamType,
    headers: { 'request-id': `req_${context.exchangeId}` },
    begin: () => [
      event('message_start', {
        message: {
          ...message,
          content: [],
          stop_reason: null,
          stop_sequence: null,
          usage: { ...inputOf(context), ...fixedUsage, output_tokens: 1 },
        },
      }),
    ],
    reasoning(delta, newPart) {
      const frames = openBlock('thinking');
      const gap = newPart === part ? '' : '\n\n';
      part = newPart;
      return [...frames, blockDelta({ type: 'thinking_delta', thinking: gap + delta })];
    },
    text: (delta) => [...openBlock('text'), blockDelta({ type: 'text_delta', text: delta })],
    end: (finish, usage, detail) => [
      ...closeBlock(),
      ...ping(),
      event('message_delta', {
        delta: {
          stop_reason: stopReasons[finish],
          stop_sequence: null,
          ...(stopDetails(finish, detail) && { stop_details: stopDetails(finish, detail) }),
        },
        ...(usage && { usage: usageOf(usage) }),
      }),
      event('message_stop', {}),
    ],
    whole: (finish, usage, detail, said) => ({
      ...message,
      content: [
        ...(said.reasoning === '' ? [] : [{ type: 'thinking', thinking: said.reasoning, signature }]),
        ...(said.text === '' ? [] : [{ type: 'text', text: said.text }]),
      ],
      stop_reason: stopReasons[finish],
      stop_sequence: null,
      stop_details: stopDetails(finish, detail),
      usage: { ...usageOf(usage), ...fixedUsage },
    }),
    event: (name, data) => serverSentEvent(data, name),
    error: ({ code = 'overloaded_error', message: text = 'The simulated server failed.' }) => [
      event('error', { error: { type: code, message: text }, request_id: `req_${context.exchangeId}` }),
    ],
    malformed: () =>
      'event: content_block_delta\ndata: {"type": "content_block_delta", "index": 0, "delta": \n\n',
  };
};
