import { describe, expect, it } from 'vitest';
import type { WireFormat } from '../../../shared/model.ts';
import {
  type Chunking,
  cut,
  framesOf,
  hasMaterial,
  readRecordings,
  startReplayServer,
} from '../../helpers/replay-server.ts';
import { type Golden, golden } from './golden-recordings.ts';
import { type Outcome, run, wireFormats } from './harness.ts';

const play = async (format: WireFormat, lines: string[], chunking: Chunking): Promise<Outcome> => {
  const server = await startReplayServer(format, cut(framesOf(format, lines), chunking));
  try {
    return await run(format, server.url);
  } finally {
    await server.close();
  }
};

/** Everything but what differs by nature: the port in the host, and the timing. */
const comparable = ({ events, failure }: Outcome) => ({ events, failure: { ...failure, host: undefined } });

const summary = (outcome: Outcome): Golden => {
  const started = outcome.events.find((event) => event.type === 'started');
  const count = (type: string): number => outcome.parts.filter((part) => part.type === type).length;
  const { usage, finish, failure } = outcome;
  return {
    text: outcome.text.length,
    reasoning: outcome.reasoning.length,
    ...(finish === undefined ? {} : { finish: [finish.reason, finish.raw ?? ''] }),
    ...(usage === undefined
      ? {}
      : { usage: [usage.inputTokens, usage.outputTokens, usage.reasoningTokens, usage.cacheReadTokens] }),
    ...(started?.type === 'started' && started.model !== undefined ? { model: started.model } : {}),
    ...(count('citation') === 0 ? {} : { citations: count('citation') }),
    ...(count('tool') === 0 ? {} : { tools: count('tool') }),
    ...(failure === undefined ? {} : { failure: failure.kind }),
  };
};

const padded = (row: Golden): Golden =>
  row.usage === undefined ? row : { ...row, usage: [row.usage[0], row.usage[1], row.usage[2], row.usage[3]] };

describe.skipIf(!hasMaterial('recorded-streams'))('a recorded stream', () => {
  for (const format of wireFormats) {
    const recordings = hasMaterial('recorded-streams') ? readRecordings(format) : [];
    it.each(recordings)(
      `of ${format} plays to the same events whole, line by line and byte by byte: $name`,
      async ({ name, lines }) => {
        const whole = await play(format, lines, 'whole');
        const byLine = await play(format, lines, 'line');
        const byByte = await play(format, lines, 'byte');
        expect(comparable(byLine)).toEqual(comparable(whole));
        expect(comparable(byByte)).toEqual(comparable(whole));
        const expected = golden[format][name];
        // Recordings added later must at least come to an end; their numbers are then added above.
        if (expected === undefined) expect(whole.finish ?? whole.failure).toBeDefined();
        else expect(summary(whole)).toEqual(padded(expected));
        expect(whole.parts.filter((part) => part.type === 'notice')).toEqual([]);
      },
    );
  }

  it('keeps the words of short answers exactly', async () => {
    const texts: Record<string, string> = {};
    for (const [format, name] of [
      ['openai-chat', 'mistral-reasoning'],
      ['openai-chat', 'xai-text'],
      ['anthropic-messages', 'anthropic-text'],
      ['anthropic-messages', 'anthropic-clear-thinking.1'],
    ] as const) {
      const recording = readRecordings(format).find((candidate) => candidate.name === name);
      texts[name] = (await play(format, recording?.lines ?? [], 'whole')).text;
    }
    expect(texts).toEqual({
      'mistral-reasoning': '2 + 2 = 4',
      'xai-text': 'Hello',
      'anthropic-text':
        "Hello! I'm doing well, thank you for asking. How are you doing today? Is there anything I can help you with?",
      'anthropic-clear-thinking.1': '925 ÷ 5 = 185',
    });
  });

  it('tells why a model refused', async () => {
    const recording = readRecordings('anthropic-messages').find(({ name }) => name === 'anthropic-refusal');
    const { finish } = await play('anthropic-messages', recording?.lines ?? [], 'line');
    expect(finish?.detail).toMatch(/^This request triggered restrictions .+ \(cyber\)$/);
  });

  it('keeps what Cohere bills apart from what it counts', async () => {
    const recording = readRecordings('cohere-v2').find(({ name }) => name === 'cohere-reasoning');
    const { usage } = await play('cohere-v2', recording?.lines ?? [], 'line');
    expect(usage).toMatchObject({ billedInputTokens: 8, billedOutputTokens: 50 });
  });

  it('reads the cost xAI states', async () => {
    const recording = readRecordings('openai-chat').find(({ name }) => name === 'xai-text');
    const { usage } = await play('openai-chat', recording?.lines ?? [], 'line');
    expect(usage?.reportedCostUsd).toBeCloseTo(0.000146625, 12);
  });
});
