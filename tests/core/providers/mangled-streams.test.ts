import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wireFormats } from './harness.ts';
import { type End, playBytes } from './play-bytes.ts';
import { smallFrames } from './small-streams.ts';

interface Wound {
  at: number;
  how: 'drop' | 'flip' | 'insert' | 'repeat';
  bytes: Uint8Array;
}

const wound = fc.record<Wound>({
  at: fc.nat(),
  how: fc.constantFrom('drop', 'flip', 'insert', 'repeat'),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 12 }),
    // What means something in these formats hurts more than chance does.
    fc
      .constantFrom(
        '\n\n',
        '\r',
        'data: ',
        'data: [DONE]\n\n',
        'event: error\n',
        '{"error":null}',
        'null',
        '"',
        '}}',
        '[]',
        '\u0000',
        '{"type":"__proto__"}',
      )
      .map((text) => Buffer.from(text)),
  ),
});

const mangle = (bytes: Buffer, wounds: readonly Wound[]): Buffer =>
  wounds.reduce((whole, { at, how, bytes: extra }) => {
    const place = at % (whole.length + 1);
    const length = extra.length;
    const before = whole.subarray(0, place);
    const after = whole.subarray(place);
    if (how === 'drop') return Buffer.concat([before, after.subarray(length)]);
    if (how === 'insert') return Buffer.concat([before, extra, after]);
    if (how === 'repeat') return Buffer.concat([before, after.subarray(0, 40), after]);
    return Buffer.concat([
      before,
      Buffer.from(after.subarray(0, 1)).map((byte) => byte ^ (extra[0] ?? 1)),
      after.subarray(1),
    ]);
  }, bytes);

describe.each(wireFormats)('a mangled %s stream', (format) => {
  const bytes = Buffer.concat(smallFrames(format));
  const runs = format === 'bedrock-converse' ? 300 : 1500;

  it(`ends ${runs} times in a known state, at most once, and with nothing after its end`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(wound, { minLength: 1, maxLength: 4 }),
        fc.constantFrom<End>('eof', 'reset'),
        fc.nat(),
        async (wounds, end, split) => {
          const mangled = mangle(bytes, wounds);
          const at = split % (mangled.length + 1);
          const pieces = [mangled.subarray(0, at), mangled.subarray(at)].filter(({ length }) => length > 0);
          // Anything thrown that is no failure rejects here.
          const { events, failure, finish } = await playBytes(format, pieces, end);
          const ends = events.filter(({ type }) => type === 'finished').length;
          expect(ends).toBeLessThanOrEqual(1);
          if (ends === 1) expect(events.at(-1)?.type).toBe('finished');
          expect(failure !== undefined && finish !== undefined).toBe(false);
          expect(failure?.kind).not.toBe('unknown');
          for (const event of events)
            if (event.type === 'text' || event.type === 'reasoning') expect(event.delta).not.toBe('');
        },
      ),
      { numRuns: runs, seed: 20_261_123 },
    );
  }, 60_000);
});
