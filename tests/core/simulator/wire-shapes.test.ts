import { EventStreamCodec } from '@smithy/core/event-streams';
import { describe, expect, it } from 'vitest';
import { createWire } from '../../../electron/core/simulator/wires/create-wire.ts';
import { eventStreamFrame } from '../../../electron/core/simulator/wires/event-stream-frame.ts';
import type { WireFormat } from '../../../shared/model.ts';
import { hasMaterial, readRecordings } from '../../helpers/replay-server.ts';

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes).toString(),
  (text) => Buffer.from(text),
);

describe('frames of the AWS event stream', () => {
  it('are what the official codec reads and writes, byte for byte', () => {
    for (const payload of ['', '{"text":"🙂"}', 'x'.repeat(100_000)]) {
      const headers = { ':event-type': 'contentBlockDelta', ':message-type': 'event' };
      const frame = eventStreamFrame(headers, Buffer.from(payload));
      const message = codec.decode(frame);
      expect(Buffer.from(message.body).toString()).toBe(payload);
      expect(message.headers).toEqual({
        ':event-type': { type: 'string', value: 'contentBlockDelta' },
        ':message-type': { type: 'string', value: 'event' },
      });
      expect(Buffer.from(codec.encode(message))).toEqual(Buffer.from(frame));
    }
  });
});

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every path to a field, such as `response.usage.input_tokens`; list items share one path. */
const fieldPaths = (value: unknown, prefix = ''): string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => fieldPaths(item, `${prefix}[]`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    `${prefix}.${name}`,
    ...fieldPaths(inner, `${prefix}.${name}`),
  ]);
};

const simulated = (wireFormat: WireFormat): Json[] => {
  const wire = createWire(wireFormat, {
    modelId: 'm',
    exchangeId: 'x',
    createdAt: 1,
    isUsageRequested: true,
    inputTokens: 9,
    cachedTokens: 4,
    elapsedMs: () => 7,
  });
  const usage = { inputTokens: 9, cachedTokens: 4, outputTokens: 5, reasoningTokens: 2 };
  const frames = [
    ...wire.begin(),
    ...wire.reasoning('a', 0),
    ...wire.text('b'),
    ...wire.end('stop', usage, ''),
  ];
  return frames.flatMap((frame) => {
    if (typeof frame !== 'string') {
      const { headers, body } = codec.decode(frame);
      return [{ [String(headers[':event-type']?.value)]: JSON.parse(Buffer.from(body).toString()) }];
    }
    const data = /^data: (.*)$/m.exec(frame)?.[1] ?? '';
    return data === '[DONE]' ? [] : [JSON.parse(data)];
  });
};

const recorded = (wireFormat: WireFormat): Json[] =>
  readRecordings(wireFormat).flatMap(({ lines }) => lines.map((line) => JSON.parse(line)));

/** Events of one kind are compared with events of the same kind. */
const kindOf = (event: Json): string => {
  if (typeof event.type === 'string') return event.type;
  if (Array.isArray(event.choices)) return 'chunk';
  return Object.keys(event)[0] ?? '';
};

describe.skipIf(!hasMaterial('recorded-streams'))('events beside recorded ones of the vendors', () => {
  it.each<[WireFormat, string[]]>([
    // In the SDK's types, and in no recording at hand.
    ['openai-chat', []],
    [
      'openai-responses',
      ['.response.usage.input_tokens_details.cache_write_tokens', '.response.output[].content[].logprobs'],
    ],
    ['anthropic-messages', ['.usage.output_tokens_details', '.usage.output_tokens_details.thinking_tokens']],
    ['bedrock-converse', ['.metadata.usage.cacheReadInputTokens', '.metadata.usage.cacheWriteInputTokens']],
    ['gemini', ['.candidates[].content.parts[].thought', '.usageMetadata.cachedContentTokenCount']],
    ['cohere-v2', []],
  ])('%s: no kind and no field that no recording has', (wireFormat, known) => {
    const real = new Map<string, Set<string>>();
    for (const event of recorded(wireFormat)) {
      const fields = real.get(kindOf(event)) ?? new Set();
      for (const path of fieldPaths(event)) fields.add(path);
      real.set(kindOf(event), fields);
    }
    const invented = simulated(wireFormat).flatMap((event) => {
      const fields = real.get(kindOf(event));
      if (!fields) return [kindOf(event)];
      return fieldPaths(event)
        .filter((path) => !fields.has(path) && !known.includes(path))
        .map((path) => `${kindOf(event)} ${path}`);
    });
    expect([...new Set(invented)]).toEqual([]);
  });
});
