import { describe, expect, it } from 'vitest';
import { measure, totals } from '../../shared/metrics.ts';
import { estimateTokens } from '../../shared/usage.ts';
import { sampleAnswer, sampleColumn } from './sample.ts';

const column = sampleColumn();
const usage = { inputTokens: 100, outputTokens: 200, source: 'reported' } as const;

describe('measure', () => {
  it('counts the time to first token from the attempt that succeeded, and the total from the first', () => {
    const answer = sampleAnswer(column, {
      status: 'complete',
      timings: {
        startedAt: 0,
        sentMs: 4_000,
        firstContentMs: 4_300,
        firstTextMs: 4_900,
        lastContentMs: 6_300,
        endedMs: 6_400,
      },
      usage,
    });
    expect(measure(answer)).toEqual({
      timeToFirstTokenMs: 300,
      timeToFirstTextMs: 900,
      totalMs: 6_300,
      retriesMs: 4_000,
      tokensPerSecond: 100,
      isSpeedEstimated: false,
      inputTokens: 100,
      outputTokens: 200,
      isUsageEstimated: false,
    });
  });

  it('leaves hidden reasoning out of the speed', () => {
    const answer = sampleAnswer(column, {
      timings: {
        startedAt: 0,
        sentMs: 0,
        firstContentMs: 5_000,
        firstTextMs: 5_000,
        lastContentMs: 6_000,
        endedMs: 6_000,
      },
      usage: { ...usage, reasoningTokens: 150 },
      parts: [{ type: 'text', text: 'x' }],
    });
    expect(measure(answer).tokensPerSecond).toBe(50);
  });

  it('gives no speed for a window too short or too few tokens', () => {
    const timings = { startedAt: 0, sentMs: 0, firstContentMs: 0, lastContentMs: 249, endedMs: 249 };
    expect(measure(sampleAnswer(column, { timings, usage })).tokensPerSecond).toBeUndefined();
    const few = { ...usage, outputTokens: 19 };
    expect(
      measure(sampleAnswer(column, { timings: { ...timings, lastContentMs: 900 }, usage: few }))
        .tokensPerSecond,
    ).toBeUndefined();
  });

  it('shows nothing as zero that is not known', () => {
    expect(measure(sampleAnswer(column))).toEqual({ isSpeedEstimated: true, isUsageEstimated: false });
  });
});

describe('totals', () => {
  const ended = (ms: number, over: object) =>
    sampleAnswer(column, {
      status: 'complete',
      timings: { startedAt: 0, sentMs: 0, lastContentMs: ms, endedMs: ms },
      ...over,
    });
  const provenance = { sentence: 's' };

  it('never adds simulated to real money, and counts what has no price apart', () => {
    const sums = totals([
      ended(10, { cost: { kind: 'library', amountUsd: 0.5, provenance } }),
      ended(20, { cost: { kind: 'simulated', amountUsd: 9, provenance } }),
      ended(30, { cost: { kind: 'unknown', provenance } }),
      ended(40, { cost: { kind: 'local', provenance } }),
    ]);
    expect(sums).toMatchObject({ costUsd: 0.5, simulatedUsd: 9, withoutPrice: 1 });
  });

  it('lets simulated models compete among themselves only', () => {
    const asked = sampleAnswer(column).asked;
    const real = (ms: number) => ended(ms, { asked: { ...asked, isSimulated: false } });
    const [simulated, slow, slower] = [ended(1, {}), real(50), real(60)];
    expect(totals([simulated, slow, slower]).fastest).toBe(slow.id);
    expect(totals([simulated, slow]).fastest).toBeUndefined();
    expect(totals([simulated, ended(2, {})]).fastest).toBe(simulated.id);
  });

  it('names no fastest among equals and none among answers that did not complete', () => {
    expect(totals([ended(10, {}), ended(10, {})]).fastest).toBeUndefined();
    const [quick, slow] = [ended(10, {}), ended(20, {})];
    expect(totals([slow, quick]).fastest).toBe(quick.id);
    expect(totals([{ ...quick, status: 'failed' }, slow]).fastest).toBeUndefined();
  });
});

describe('estimateTokens', () => {
  it('counts a wide character as one token and four other bytes as one', () => {
    expect([
      estimateTokens(''),
      estimateTokens('abcdefgh'),
      estimateTokens('日本語'),
      estimateTokens('😀'),
    ]).toEqual([0, 2, 3, 1]);
  });
});
