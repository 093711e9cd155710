import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../../electron/core/simulator/simulator.ts';
import { createWire } from '../../../electron/core/simulator/wires/create-wire.ts';
import type { Frame } from '../../../electron/core/simulator/wires/wire.ts';
import type { WireFormat } from '../../../shared/model.ts';
import { contentTypeOf } from '../../helpers/replay-server.ts';
import { run, wireFormats } from './harness.ts';
import { type End, playBytes } from './play-bytes.ts';
import { smallFrames } from './small-streams.ts';

interface Marked {
  frame: Uint8Array;
  text: string;
  reasoning: string;
  isEnd: boolean;
}

const words = ['Größe ', 'zählt: ', '大きい ', 'ist ', 'größer. ', '🙂 ', 'Ende ', 'gut, ', 'alles ', 'gut.'];

/** At least 2,000 bytes, with each frame's part of the answer. */
const reference = (format: WireFormat): Marked[] => {
  const wire = createWire(format, {
    modelId: 'm',
    exchangeId: 'x',
    createdAt: 1_790_000_000,
    isUsageRequested: true,
    inputTokens: 3,
    cachedTokens: 0,
    elapsedMs: () => 1,
  });
  const marked = (frames: Frame[], facts: Partial<Marked> = {}): Marked[] =>
    frames.map((frame, index) => ({
      frame: Buffer.from(frame),
      text: '',
      reasoning: '',
      isEnd: false,
      // What a delta needs around it comes first.
      ...(index === frames.length - 1 ? facts : {}),
    }));
  const usage = { inputTokens: 3, cachedTokens: 0, outputTokens: 9, reasoningTokens: 2 };
  const end = marked(wire.begin()).concat(
    ...words.slice(0, 2).map((word) => marked(wire.reasoning(word, 0), { reasoning: word })),
    ...words.map((word) => marked(wire.text(word), { text: word })),
  );
  const closing = marked(wire.end('stop', usage, ''));
  // Chat and Converse are complete before their last frame: that one only counts.
  const last =
    format === 'openai-chat' ? 0 : format === 'bedrock-converse' ? closing.length - 2 : closing.length - 1;
  const found = closing[last];
  if (found !== undefined) found.isEnd = true;
  return [...end, ...closing];
};

/** What has to be known of a stream of which only so many bytes came. */
const knownAfter = (frames: readonly Marked[], length: number, slack: number) => {
  let at = 0;
  const known = { text: '', reasoning: '', isComplete: false };
  for (const { frame, text, reasoning, isEnd } of frames) {
    at += frame.length;
    if (at - slack > length) break;
    known.text += text;
    known.reasoning += reasoning;
    known.isComplete ||= isEnd;
  }
  return known;
};

const positions: Partial<Record<WireFormat, number>> = {};
afterAll(() => console.info(`Cut positions, each by an end and by a reset: ${JSON.stringify(positions)}`));

describe.each(wireFormats)('a %s stream cut after any byte', (format) => {
  const frames = reference(format);
  const bytes = Buffer.concat(frames.map(({ frame }) => frame));

  it.each<End>(['eof', 'reset'])(
    'by %s keeps exactly the complete events, and is complete only after its end',
    async (end) => {
      // An event is known with its last brace where the body ends, and with its blank line otherwise.
      const slack = format === 'bedrock-converse' || end === 'reset' ? 0 : 2;
      let completeAtFirst: number | undefined;
      for (let length = 0; length <= bytes.length; length += 1) {
        const half = Math.floor(length / 2);
        const pieces = [bytes.subarray(0, half), bytes.subarray(half, length)].filter(
          ({ length: size }) => size > 0,
        );
        const outcome = await playBytes(format, pieces, end);
        const known = knownAfter(frames, length, slack);
        expect({
          length,
          text: outcome.text,
          reasoning: outcome.reasoning,
          isComplete: outcome.finish !== undefined,
          kind: outcome.failure?.kind,
          parts: outcome.parts,
        }).toEqual({
          length,
          text: known.text,
          reasoning: known.reasoning,
          isComplete: known.isComplete,
          kind: known.isComplete
            ? undefined
            : end === 'reset'
              ? 'stream_broken'
              : // The vendor's client notices half a frame; otherwise the caller notices that no end came.
                format === 'bedrock-converse' && outcome.failure !== undefined
                ? 'stream_truncated'
                : undefined,
          parts: [],
        });
        if (known.isComplete) completeAtFirst ??= length;
      }
      expect(completeAtFirst).toBeGreaterThan(bytes.length / 2);
      positions[format] = bytes.length + 1;
    },
    120_000,
  );

  it('was cut at two thousand places or more, in each way', () =>
    expect(bytes.length).toBeGreaterThanOrEqual(2000));
});

describe('over real sockets', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({ speed: 0 });
  });
  afterAll(() => simulator.close());

  it.each(wireFormats)(
    'two hundred cuts of %s keep what came, and none is complete before its end',
    async (format) => {
      const frames = reference(format);
      const bytes = Buffer.concat(frames.map(({ frame }) => frame));
      const whole = knownAfter(frames, bytes.length, 0);
      const overrides = { secret: { apiKey: simulator.token } };
      const lengths = Array.from(
        { length: 100 },
        (_, index) => 1 + Math.floor((index * (bytes.length - 1)) / 100),
      );
      for (const [index, afterBytes] of lengths.entries())
        for (const by of ['close', 'reset'] as const) {
          const modelId = `cut-${format}-${index}-${by}`;
          simulator.script(modelId, {
            headers: { 'content-type': contentTypeOf(format) },
            body: bytes,
            cut: { afterBytes, by },
          });
          const outcome = await run(format, simulator.baseUrl(format), { modelId }, overrides);
          const known = knownAfter(
            frames,
            afterBytes,
            format === 'bedrock-converse' || by === 'reset' ? 0 : 2,
          );
          if (by === 'close')
            expect([afterBytes, outcome.text, outcome.finish !== undefined]).toEqual([
              afterBytes,
              known.text,
              known.isComplete,
            ]);
          else {
            // A reset may overtake bytes that were sent before it.
            expect([afterBytes, known.text.startsWith(outcome.text)]).toEqual([afterBytes, true]);
            if (!known.isComplete) expect([afterBytes, outcome.finish]).toEqual([afterBytes, undefined]);
          }
          expect(whole.text.startsWith(outcome.text)).toBe(true);
        }
    },
    120_000,
  );
});

describe.each(wireFormats)('a %s stream cut into packets', (format) => {
  it('at any byte, around any byte, and at every byte, is the same to the last event', async () => {
    const bytes = Buffer.concat(smallFrames(format));
    const { events, failure } = await playBytes(format, [bytes], 'eof');
    expect(failure).toBeUndefined();
    expect(events.at(-1)?.type).toBe('finished');
    const every = await playBytes(
      format,
      Array.from(bytes, (byte) => Buffer.of(byte)),
      'eof',
    );
    expect(every.events).toEqual(events);
    for (let at = 1; at < bytes.length; at += 1) {
      const two = await playBytes(format, [bytes.subarray(0, at), bytes.subarray(at)], 'eof');
      expect([at, two.events]).toEqual([at, events]);
      const three = await playBytes(
        format,
        [bytes.subarray(0, at), bytes.subarray(at, at + 1), bytes.subarray(at + 1)].filter(
          ({ length }) => length > 0,
        ),
        'eof',
      );
      expect([at, three.events]).toEqual([at, events]);
    }
    expect(JSON.stringify(events)).not.toContain('\ufffd');
  }, 60_000);
});
