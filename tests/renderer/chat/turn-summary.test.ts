import { expect, test } from 'vitest';
import { turnSummary } from '../../../renderer/chat/turn-summary.ts';
import type { Answer } from '../../../shared/chat.ts';
import { anAnswer } from './answers.ts';

const took = (ms: number) => ({ ...anAnswer().timings, lastContentMs: ms, endedMs: ms });
const costs = (amountUsd: number, kind: 'library' | 'simulated' = 'library') => ({
  kind,
  amountUsd,
  provenance: { sentence: '' },
});
const simulated = (answer: Answer): Answer => ({ ...answer, asked: { ...answer.asked, isSimulated: true } });

const summary = (answers: Answer[]) => {
  const names = new Map(answers.map((answer, index) => [answer.columnId, 'ABCDEF'[index] ?? '?']));
  return Object.fromEntries(
    turnSummary(answers, (columnId) => names.get(columnId) ?? '').map((item) => [item.name, item.value]),
  );
};

test('the fastest and the cheapest are named, and what has no price is counted apart', () => {
  expect(
    summary([
      anAnswer({ timings: took(3000), cost: costs(0.01) }),
      anAnswer({ timings: took(1500), cost: costs(0.02) }),
      anAnswer({ timings: took(4000), cost: { kind: 'unknown', provenance: { sentence: '' } } }),
    ]),
  ).toEqual({
    fastest: 'B, 1.50 s',
    cheapest: 'A, $0.010',
    cost: '$0.030 and 1 without price',
    tokens: '3,600 in, 600 out',
  });
});

test('a turn without any price says so instead of showing a number', () => {
  const unknown = anAnswer({ cost: { kind: 'unknown', provenance: { sentence: '' } } });
  expect(summary([unknown])).toMatchObject({ cost: 'unknown, 1 without price' });
});

test('invented speed and prices neither add to real ones nor beat them', () => {
  const shown = summary([
    simulated(anAnswer({ timings: took(100), cost: costs(0.0001, 'simulated') })),
    anAnswer({ timings: took(3000), cost: costs(0.01) }),
    anAnswer({ timings: took(2000), cost: costs(0.02) }),
  ]);
  expect(shown).toMatchObject({
    fastest: 'C, 2.00 s',
    cheapest: 'B, $0.010',
    cost: '$0.030',
    simulated: '$0.00010 invented',
  });
});

test('among simulated models only, the leaders are named and marked as invented', () => {
  const shown = summary([
    simulated(anAnswer({ timings: took(900), cost: costs(0.002, 'simulated') })),
    simulated(anAnswer({ timings: took(800), cost: costs(0.001, 'simulated') })),
  ]);
  expect(shown).toMatchObject({ fastest: 'B, 800 ms', cheapest: 'B, $0.0010 invented' });
  expect(shown).not.toHaveProperty('cost');
});

test('answers on their way are counted', () => {
  const { cost: _, usage: __, ...rest } = anAnswer();
  expect(summary([{ ...rest, status: 'streaming' }, anAnswer()])).toMatchObject({ running: '1 of 2' });
});

test('a refusal is neither the fastest nor the cheapest answer', () => {
  const refusal = anAnswer({ timings: took(50), cost: costs(0.00001), finish: { reason: 'refusal' } });
  const shown = summary([
    refusal,
    anAnswer({ timings: took(3000), cost: costs(0.01) }),
    anAnswer({ timings: took(2000), cost: costs(0.02) }),
  ]);
  expect(shown).toMatchObject({ fastest: 'C, 2.00 s', cheapest: 'B, $0.010' });
});
