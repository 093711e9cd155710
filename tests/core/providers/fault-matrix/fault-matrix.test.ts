import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startSimulator } from '../../../../electron/core/simulator/simulator.ts';
import type { WireFormat } from '../../../../shared/model.ts';
import { wireFormats } from '../harness.ts';
import type { FaultRow } from './fault-row.ts';
import { faultRows } from './fault-rows.ts';
import { createLateness } from './lateness.ts';
import { type CaseOutcome, expectedOf, runCase, type World } from './run-case.ts';

/** How much later than its deadline an answer may end, on a machine that is never late itself. */
const toleranceMs = 250;
const atOnce = 16;
/** Where a row gives no time of its own. */
const usualDeadlineMs = 4000;

interface Case {
  row: FaultRow;
  format: WireFormat;
  name: string;
}

const cases: Case[] = faultRows.flatMap((row) =>
  wireFormats
    .filter((format) => row.without?.[format] === undefined)
    .map((format) => ({ row, format, name: `${row.id} ${row.name}, ${format}` })),
);

const outcomes = new Map<Case, CaseOutcome & { lateMs: number }>();
const rejections: unknown[] = [];
const noteRejection = (reason: unknown): void => {
  rejections.push(reason);
};
let strangersAsked = 0;
let openSocketsAtEnd = Number.NaN;
let before: Record<string, number> = {};
let after: Record<string, number> = {};

const resources = (): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const name of process.getActiveResourcesInfo()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

const compared = (each: Case) => {
  const { row, format } = each;
  const outcome = outcomes.get(each);
  if (outcome === undefined) throw new Error('The case was not played.');
  const expected = expectedOf(row, format);
  const { answer, said } = outcome;
  const { failure } = answer;
  const text = expected.text ?? said.text;
  const reasoning = expected.reasoning ?? said.reasoning;
  return {
    outcome,
    is: {
      status: answer.status,
      kind: failure?.kind,
      clock: failure?.clock,
      finish: answer.finish?.reason,
      text: outcome.text === text ? 'as sent' : outcome.text.slice(0, 200),
      reasoning: outcome.reasoning === reasoning ? 'as sent' : outcome.reasoning.slice(0, 200),
      requests: outcome.requests,
      notices: outcome.notices,
      tokens:
        expected.tokens === undefined ? undefined : [answer.usage?.inputTokens, answer.usage?.outputTokens],
      usage: expected.usage === undefined ? undefined : (answer.usage?.source ?? 'none'),
      terminalEvents: outcome.terminalEvents,
      eventsAfterEnd: outcome.eventsAfterEnd,
    },
    should: {
      status: expected.status,
      kind: expected.kind,
      clock: expected.clock,
      finish: expected.finish,
      text: 'as sent',
      reasoning: 'as sent',
      requests: expected.requests ?? 1,
      notices: expected.notices ?? [],
      tokens: expected.tokens,
      usage: expected.usage,
      terminalEvents: 1,
      eventsAfterEnd: 0,
    },
    expected,
  };
};

const check = (each: Case): void => {
  const { outcome, is, should, expected } = compared(each);
  expect({ ...is, failure: outcome.answer.failure?.message }).toEqual({
    ...should,
    failure: outcome.answer.failure?.message,
  });
  if (expected.message !== undefined) expect(outcome.answer.failure?.message).toMatch(expected.message);
  if (expected.waitsMs !== undefined) {
    expect(outcome.waitsMs).toHaveLength(expected.waitsMs.length);
    for (const [index, [atLeast, atMost]] of expected.waitsMs.entries()) {
      expect(outcome.waitsMs[index]).toBeGreaterThanOrEqual(atLeast);
      expect(outcome.waitsMs[index]).toBeLessThanOrEqual(atMost);
    }
  }
  const deadlineMs = each.row.lastsMs ?? usualDeadlineMs;
  expect(outcome.tookMs).toBeLessThan(deadlineMs + toleranceMs + 2 * outcome.lateMs);
  // A clock that rings too early is as wrong as one that rings too late.
  if (expected.clock !== undefined) expect(outcome.tookMs).toBeGreaterThan(0.9 * deadlineMs - 30);
  // A finished body may be read to its end for half a second, so that its connection can be used again.
  const isStopped = each.row.stopAt !== undefined;
  expect(outcome.releasedAfterMs).toBeLessThan((isStopped ? 100 : 1000) + 2 * outcome.lateMs);
};

const holds = (each: Case): boolean => {
  try {
    check(each);
    return true;
  } catch {
    return false;
  }
};

beforeAll(async () => {
  process.on('unhandledRejection', noteRejection);
  const simulator = await startSimulator({ speed: 0, isRecording: true });
  const stranger = createServer((_, response) => {
    strangersAsked += 1;
    response.end();
  });
  await new Promise<void>((listening) => stranger.listen(0, '127.0.0.1', listening));
  const elsewhere = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
  const closed = await startSimulator();
  await closed.close();
  const world: World = { simulator, elsewhere, closedUrl: closed.origin };

  const healthy: FaultRow = {
    id: 'P00',
    name: 'nothing',
    scripts: () => [{ steps: [{ do: 'begin' }, { do: 'text', text: 'Hello' }, { do: 'end' }] }],
    expected: { status: 'complete' },
  };
  // Loads the SDKs, which takes longer than any fault.
  for (const format of wireFormats) await runCase(healthy, format, world);
  before = resources();

  const startedAt = performance.now();
  const lateness = createLateness();
  const play = async (chosen: Case[], lanes: number): Promise<void> => {
    const waiting = [...chosen];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const since = performance.now();
        const outcome = await runCase(next.row, next.format, world);
        outcomes.set(next, { ...outcome, lateMs: lateness.totalSince(since) });
      }
    };
    await Promise.all(Array.from({ length: lanes }, work));
  };
  const isTimed = ({ row }: Case): boolean => row.clocks !== undefined || row.stopAt !== undefined;
  // Those that watch clocks go first and together: they mostly wait.
  await play(
    cases.filter((each) => isTimed(each)),
    atOnce,
  );
  // Where clocks are a fifth of a second long, a busy computer can be the slowest part of all. What is wrong with an answer is
  // wrong by itself as well, so these are judged when nothing else is under way.
  const doubtful = cases.filter((each) => isTimed(each) && !holds(each));
  await play(doubtful, 1);
  await play(
    doubtful.filter((each) => !holds(each)),
    1,
  );
  await play(
    cases.filter((each) => !isTimed(each) && each.row.isHeavy !== true),
    atOnce,
  );
  await play(
    cases.filter((each) => each.row.isHeavy === true),
    1,
  );
  lateness.stop();
  // Idle connections are kept for some seconds.
  await vi.waitFor(() => expect(simulator.openSockets()).toBe(0), { timeout: 15_000, interval: 100 });
  openSocketsAtEnd = simulator.openSockets();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  await simulator.close();
  await new Promise((done) => stranger.close(done));
  // Node counts a handle for a moment after it has told of its end.
  await vi.waitFor(() => expect(resources().TCPServerWrap ?? 0).toBe(0), { timeout: 5000, interval: 50 });
  after = resources();
  console.info(
    `Fault matrix: ${faultRows.length} scripts × ${wireFormats.length} formats = ${cases.length} cases in ${seconds} s, ${doubtful.length} played again alone`,
  );
}, 240_000);

afterAll(() => {
  process.off('unhandledRejection', noteRejection);
});

describe('the fault', () => {
  it.each(cases.map((each) => [each.name, each] as const))('%s', (_, each) => check(each));
});

describe('after all of them', () => {
  it('there were at least sixty scripts and three hundred cases', () => {
    expect(faultRows.length).toBeGreaterThanOrEqual(60);
    expect(cases.length).toBeGreaterThanOrEqual(300);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  it('nothing was rejected unheard', () => expect(rejections).toEqual([]));
  it('nobody else was asked anything', () => expect(strangersAsked).toBe(0));
  it('no socket is open', () => expect(openSocketsAtEnd).toBe(0));
  it('no timer and no socket is left', () => {
    const grown = Object.entries(after).filter(
      ([name, count]) => /Timeout|Immediate|TCP/.test(name) && count > (before[name] ?? 0),
    );
    expect(grown).toEqual([]);
    expect([after.TCPSocketWrap ?? 0, after.TCPServerWrap ?? 0]).toEqual([0, 0]);
  });
});
