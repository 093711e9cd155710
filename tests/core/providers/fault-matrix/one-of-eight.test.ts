import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultScript } from '../../../../electron/core/simulator/fault-script.ts';
import { type Simulator, startSimulator } from '../../../../electron/core/simulator/simulator.ts';
import type { WireFormat } from '../../../../shared/model.ts';
import { wireFormats } from '../harness.ts';
import type { FaultRow } from './fault-row.ts';
import { createLateness } from './lateness.ts';
import { type CaseOutcome, runCase, type World } from './run-case.ts';

let simulator: Simulator;
let world: World;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 0, isRecording: true });
  world = { simulator, elsewhere: simulator.origin, closedUrl: simulator.origin };
});
afterAll(() => simulator.close());

const row = (name: string, ...scripts: FaultScript[]): FaultRow => ({
  id: 'P46',
  name,
  scripts: () => scripts,
  expected: { status: 'complete' },
  clocks: { idle: 300 },
});

const paced = row('a healthy column', {
  steps: [
    { do: 'begin' },
    {
      do: 'repeat',
      times: 8,
      steps: [
        { do: 'wait', ms: 20 },
        { do: 'text', text: 'Wort für Wort 🙂 ' },
      ],
    },
    { do: 'end' },
  ],
});

const faults: readonly FaultRow[] = [
  row('is reset', {
    steps: [{ do: 'begin' }, { do: 'text', text: 'x' }, { do: 'wait', ms: 30 }, { do: 'reset' }],
  }),
  row('falls silent', { steps: [{ do: 'begin' }, { do: 'text', text: 'x' }, { do: 'stall' }] }),
  row('is turned away again and again', { status: 503 }),
  row('floods', {
    steps: [
      { do: 'begin' },
      { do: 'repeat', times: 300, steps: [{ do: 'text', text: 'flood '.repeat(500) }] },
      { do: 'reset' },
    ],
  }),
];

const median = (values: number[]): number =>
  [...values].sort((one, other) => one - other)[values.length >> 1] ?? 0;

const playSeven = (format: WireFormat): Promise<CaseOutcome[]> =>
  Promise.all(Array.from({ length: 7 }, () => runCase(paced, format, world)));

describe.each(wireFormats)('one of eight columns of %s', (format) => {
  let alone: CaseOutcome[] = [];
  beforeAll(async () => {
    await runCase(paced, format, world);
    alone = await playSeven(format);
  });

  it.each(faults)('$name, and the seven others neither lose a word nor wait for it', async (fault) => {
    const since = performance.now();
    const lateness = createLateness();
    const [broken, seven] = await Promise.all([runCase(fault, format, world), playSeven(format)]);
    const lateMs = lateness.totalSince(since);
    lateness.stop();
    expect(broken.answer.status).not.toBe('complete');
    for (const { answer, text, said, terminalEvents } of seven)
      expect([answer.status, text === said.text, terminalEvents]).toEqual(['complete', true, 1]);
    const took = (outcomes: CaseOutcome[]): number => median(outcomes.map(({ tookMs }) => tookMs));
    expect(took(seven) - took(alone)).toBeLessThan(50 + lateMs);
  });
});
