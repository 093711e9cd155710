import { expect, test } from 'vitest';
import { measureRows } from '../../../renderer/chat/measure-rows.ts';
import { anAnswer } from './answers.ts';

const values = (...input: Parameters<typeof measureRows>) =>
  Object.fromEntries(measureRows(...input).map((row) => [row.name, row.value]));
const explanation = (name: string, ...input: Parameters<typeof measureRows>) =>
  measureRows(...input)
    .find((row) => row.name === name)
    ?.explanation.join(' ');

test('a complete answer shows what was measured, and details only where they were reported', () => {
  expect(values(anAnswer(), 0)).toEqual({
    'first-token': '400 ms',
    total: '2.40 s',
    speed: '100',
    cost: '$0.0042',
    input: '1,200',
    output: '200',
  });
  const usage = {
    inputTokens: 1200,
    outputTokens: 200,
    reasoningTokens: 150,
    cacheReadTokens: 900,
    source: 'reported' as const,
  };
  expect(values(anAnswer({ usage }), 0)).toMatchObject({ cached: '900', reasoning: '150' });
});

test('while an answer comes in, time runs and tokens are marked as estimated', () => {
  const { usage: _, cost: __, finish: ___, ...rest } = anAnswer();
  const streaming = {
    ...rest,
    status: 'streaming' as const,
    parts: [{ type: 'text' as const, text: 'word '.repeat(80) }],
    timings: { startedAt: 1_000_000, sentMs: 0, firstContentMs: 400, firstTextMs: 400, lastContentMs: 1400 },
  };
  expect(values(streaming, 1_003_000)).toEqual({
    'first-token': '400 ms',
    total: '3.00 s',
    speed: '~100',
    cost: undefined,
    input: undefined,
    output: '~100',
  });
});

test('an unknown price is said to be unknown, a local model costs nothing to look up, an approximate one is marked', () => {
  const provenance = { sentence: 'Why.' };
  const costs = [
    { kind: 'unknown' as const, provenance },
    { kind: 'local' as const, provenance },
    { kind: 'approximate' as const, amountUsd: 0.01, provenance },
    { kind: 'library' as const, amountUsd: 0.01, isEstimate: true, provenance },
  ];
  expect(costs.map((cost) => values(anAnswer({ cost }), 0).cost)).toEqual([
    'no price',
    'local',
    '≈$0.010',
    '~$0.010',
  ]);
});

test('a price older than sixty days is flagged, a younger one is not', () => {
  const cost = {
    kind: 'library' as const,
    amountUsd: 1,
    provenance: { sentence: 'Exact match.', asOf: '2026-08-01', source: 'prices 1', row: 'a/b' },
  };
  expect(explanation('cost', anAnswer({ cost }), Date.parse('2026-09-29'))).not.toContain('days old');
  expect(explanation('cost', anAnswer({ cost }), Date.parse('2026-10-02'))).toContain('62 days old');
});

test('the first visible text is told where it came notably after the first token', () => {
  const timings = { ...anAnswer().timings, firstTextMs: 1900 };
  expect(explanation('first-token', anAnswer({ timings }), 0)).toContain('First visible text after 1.90 s.');
  expect(explanation('first-token', anAnswer(), 0)).not.toContain('First visible text');
});
