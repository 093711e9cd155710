// Bedrock Converse as AWS streams it: binary frames, a union of events with one key each, `messageStop` and then `metadata`.
// Source: events recorded from Bedrock in 2026 and the SDK's types.
import type { SimulatedFinish, UsageCounts } from '../fault-script.ts';
import { eventStreamFrame } from './event-stream-frame.ts';
import type { Frame, Wire, WireContext } from './wire.ts';

const stopReasons: Record<SimulatedFinish, string> = {
  stop: 'end_turn',
  length: 'max_tokens',
  content_filter: 'content_filtered',
  // The format has no word for a refusal.
  refusal: 'content_filtered',
};

/** `inputTokens` leaves the cached part out; reasoning is not counted apart. */
const usageOf = (usage: UsageCounts): Record<string, unknown> => ({
  inputTokens: usage.inputTokens - usage.cachedTokens,
  outputTokens: usage.outputTokens,
  totalTokens: usage.inputTokens + usage.outputTokens,
  ...(usage.cachedTokens > 0 && { cacheReadInputTokens: usage.cachedTokens, cacheWriteInputTokens: 0 }),
  serverToolUsage: {},
});

const encode = (data: unknown): Uint8Array => Buffer.from(JSON.stringify(data));

const event = (name: string, data: unknown): Uint8Array =>
  eventStreamFrame(
    { ':event-type': name, ':content-type': 'application/json', ':message-type': 'event' },
    encode(data),
  );

export const createConverseWire = (context: WireContext): Wire => {
  let index = 0;
  let open: 'reasoning' | 'text' | undefined;
  let part = 0;

  const blockDelta = (delta: Record<string, unknown>): Uint8Array =>
    event('contentBlockDelta', { contentBlockIndex: index, delta });
  const closeBlock = (): Frame[] => {
    if (open === undefined) return [];
    const signed =
      open === 'reasoning' ? [blockDelta({ reasoningContent: { signature: 'c2ltdWxhdGVk' } })] : [];
    const frames = [...signed, event('contentBlockStop', { contentBlockIndex: index })];
    open = undefined;
    index += 1;
    return frames;
  };
  /** Text blocks of real streams have no start event, only deltas and a stop. */
  const openBlock = (type: 'reasoning' | 'text'): Frame[] => {
    if (open === type) return [];
    const frames = closeBlock();
    open = type;
    return frames;
  };
  const metadata = (usage: UsageCounts | undefined): Record<string, unknown> => ({
    ...(usage && { usage: usageOf(usage) }),
    metrics: { latencyMs: Math.round(context.elapsedMs()) },
  });

  return {
    contentType: 'application/vnd.amazon.eventstream',
    headers: { 'x-amzn-requestid': context.exchangeId },
    begin: () => [event('messageStart', { role: 'assistant' })],
    reasoning(delta, newPart) {
      const frames = openBlock('reasoning');
      const gap = newPart === part ? '' : '\n\n';
      part = newPart;
      return [...frames, blockDelta({ reasoningContent: { text: gap + delta } })];
    },
    text: (delta) => [...openBlock('text'), blockDelta({ text: delta })],
    end: (finish, usage, detail) => [
      ...(finish === 'refusal' ? [...openBlock('text'), blockDelta({ text: detail })] : []),
      ...closeBlock(),
      event('messageStop', { stopReason: stopReasons[finish] }),
      event('metadata', metadata(usage)),
    ],
    whole: (finish, usage, detail, said) => ({
      output: {
        message: {
          role: 'assistant',
          content: [
            ...(said.reasoning === ''
              ? []
              : [{ reasoningContent: { reasoningText: { text: said.reasoning } } }]),
            { text: finish === 'refusal' ? detail : said.text },
          ],
        },
      },
      stopReason: stopReasons[finish],
      ...metadata(usage),
    }),
    event,
    error: ({ code = 'internalServerException', message = 'The simulated server failed.' }) => [
      eventStreamFrame(
        { ':exception-type': code, ':content-type': 'application/json', ':message-type': 'exception' },
        encode({ message }),
      ),
    ],
    malformed() {
      const frame = event('contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'broken' } });
      // The last four bytes are the sum over all the others.
      const last = frame.length - 1;
      frame[last] = (frame[last] ?? 0) ^ 0xff;
      return frame;
    },
  };
};
