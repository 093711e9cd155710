// Chat v2 as Cohere streams it: content blocks that start and end, everything known at the end in `message-end`.
// Source: events recorded from Cohere in 2026 and its documentation.
import type { SimulatedFinish, UsageCounts } from '../fault-script.ts';
import { eventStreamType, type Frame, serverSentEvent, type Wire, type WireContext } from './wire.ts';

const finishReasons: Record<SimulatedFinish, string> = {
  stop: 'COMPLETE',
  length: 'MAX_TOKENS',
  content_filter: 'ERROR_TOXIC',
  // The format has no word for a refusal: it is text like any other.
  refusal: 'COMPLETE',
};

/** Reasoning is not counted apart. */
const usageOf = (usage: UsageCounts): Record<string, unknown> => ({
  billed_units: {
    input_tokens: usage.inputTokens - usage.cachedTokens,
    output_tokens: usage.outputTokens,
  },
  tokens: { input_tokens: usage.inputTokens, output_tokens: usage.outputTokens },
  cached_tokens: usage.cachedTokens,
});

export const createCohereWire = (context: WireContext): Wire => {
  let index = 0;
  let open: 'thinking' | 'text' | undefined;
  let part = 0;

  const event = (type: string, fields: Record<string, unknown>): string =>
    serverSentEvent({ type, ...fields }, type);
  const closeBlock = (): Frame[] => {
    if (open === undefined) return [];
    const frames = [event('content-end', { index })];
    open = undefined;
    index += 1;
    return frames;
  };
  const openBlock = (type: 'thinking' | 'text'): Frame[] => {
    if (open === type) return [];
    const frames = closeBlock();
    open = type;
    return [
      ...frames,
      event('content-start', { index, delta: { message: { content: { type, [type]: '' } } } }),
    ];
  };
  const contentDelta = (content: Record<string, string>): string =>
    event('content-delta', { index, delta: { message: { content } } });
  const textFrames = (delta: string): Frame[] => [...openBlock('text'), contentDelta({ text: delta })];

  return {
    contentType: eventStreamType,
    headers: { 'x-debug-trace-id': context.exchangeId },
    begin: () => [
      event('message-start', {
        id: context.exchangeId,
        delta: {
          message: { role: 'assistant', content: [], tool_plan: '', tool_calls: [], citations: [] },
        },
      }),
    ],
    reasoning(delta, newPart) {
      const frames = openBlock('thinking');
      const gap = newPart === part ? '' : '\n\n';
      part = newPart;
      return [...frames, contentDelta({ thinking: gap + delta })];
    },
    text: textFrames,
    end: (finish, usage, detail) => [
      ...(finish === 'refusal' ? textFrames(detail) : []),
      ...closeBlock(),
      event('message-end', {
        delta: { finish_reason: finishReasons[finish], ...(usage && { usage: usageOf(usage) }) },
      }),
    ],
    whole: (finish, usage, detail, said) => ({
      id: context.exchangeId,
      finish_reason: finishReasons[finish],
      message: {
        role: 'assistant',
        content: [
          ...(said.reasoning === '' ? [] : [{ type: 'thinking', thinking: said.reasoning }]),
          { type: 'text', text: finish === 'refusal' ? detail : said.text },
        ],
      },
      usage: usageOf(usage),
    }),
    event: (name, data) => serverSentEvent(data, name),
    // Its own failures end the message; those of the gateway in front of it are words without a type.
    error: ({ code, message = 'The simulated server failed.' }) => [
      code === undefined
        ? event('message-end', { delta: { finish_reason: 'ERROR', error: message } })
        : serverSentEvent({ message, code }),
    ],
    malformed: () => 'event: content-delta\ndata: {"type": "content-delta", "index": 0, "delta": \n\n',
  };
};
