import { describe, expect, it } from 'vitest';
import { contentTypeOf, startServer } from '../../helpers/replay-server.ts';
import { type Outcome, run, wireFormats } from './harness.ts';
import { bytesUntilEnd, smallFrames, smallReasoning, smallText } from './small-streams.ts';

describe.each(wireFormats)('a %s stream cut after any byte', (format) => {
  const bytes = Buffer.concat(smallFrames(format));

  const playUntil = async (end: 'eof' | 'reset'): Promise<Outcome[]> => {
    let length = 0;
    const server = await startServer((response) => {
      response.writeHead(200, { 'content-type': contentTypeOf(format) });
      response.flushHeaders();
      const finish = (): void => {
        if (end === 'eof') response.end();
        else response.socket?.resetAndDestroy();
      };
      if (length === 0) finish();
      else response.write(bytes.subarray(0, length), finish);
    });
    const outcomes: Outcome[] = [];
    // A reset may overtake bytes that were sent, so that its exact place is chance: a sample is enough.
    const step = end === 'eof' ? 1 : 9;
    for (; length <= bytes.length; length += step) outcomes.push(await run(format, server.url));
    await server.close();
    return outcomes;
  };

  it('is finished only if its end had come, and otherwise ends or breaks with the text it had', async () => {
    const outcomes = await playUntil('eof');
    for (const [length, outcome] of outcomes.entries()) {
      const isComplete = length >= bytesUntilEnd(format);
      expect([length, outcome.finish !== undefined]).toEqual([length, isComplete]);
      expect([
        length,
        smallText.startsWith(outcome.text),
        smallReasoning.startsWith(outcome.reasoning),
      ]).toEqual([length, true, true]);
      expect([length, outcome.parts]).toEqual([length, []]);
      if (outcome.failure !== undefined)
        expect([length, outcome.failure.kind]).toEqual([length, 'stream_broken']);
      expect(outcome.events.filter((event) => event.type === 'finished').length).toBeLessThan(2);
    }
    const last = outcomes.at(-1);
    expect(last).toMatchObject({
      text: smallText,
      reasoning: smallReasoning,
      finish: { reason: 'stop' },
      usage: { inputTokens: 3, outputTokens: 5, source: 'reported' },
      failure: undefined,
    });
  }, 60_000);

  it('is never finished by a reset before its end', async () => {
    for (const [index, outcome] of (await playUntil('reset')).entries()) {
      const length = index * 9;
      if (length < bytesUntilEnd(format)) {
        expect([length, outcome.finish]).toEqual([length, undefined]);
        expect([length, ['network', 'stream_broken'].includes(outcome.failure?.kind ?? '')]).toEqual([
          length,
          true,
        ]);
      }
      expect([length, smallText.startsWith(outcome.text)]).toEqual([length, true]);
    }
  }, 60_000);
});
