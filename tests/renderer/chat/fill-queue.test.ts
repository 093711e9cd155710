import { expect, it } from 'vitest';
import { createFillQueue } from '../../../renderer/chat/fill-queue.ts';

/** A queue whose work is done when the test says so; every fill takes `fillMs`. */
const createBench = (fillMs: number) => {
  let nowMs = 0;
  const soon: (() => void)[] = [];
  const idly: (() => void)[] = [];
  const filled: string[] = [];
  const queue = createFillQueue({
    soon: (run) => void soon.push(run),
    idly: (run) => void idly.push(run),
    nowMs: () => nowMs,
  });
  const wait = (turnIndex: number, columnIndex: number, isUrgent = false) =>
    queue.wait({
      turnIndex,
      columnIndex,
      isUrgent,
      fill() {
        nowMs += fillMs;
        filled.push(`${turnIndex}.${columnIndex}`);
      },
    });
  const take = (): string => filled.splice(0).join(' ');
  const run = (jobs: (() => void)[]): string => {
    jobs.shift()?.();
    return take();
  };
  return {
    queue,
    wait,
    soon: () => run(soon),
    idle: () => run(idly),
    take,
  };
};

it('fills what is in sight first, as many as fit into a frame, then one answer per idle moment, the nearest first', () => {
  const bench = createBench(2);
  bench.queue.look({ first: 5, last: 5 });
  for (const turnIndex of [2, 4, 5]) for (const columnIndex of [0, 1, 2]) bench.wait(turnIndex, columnIndex);
  expect(bench.soon()).toBe('5.0 5.1');
  expect(bench.soon()).toBe('5.2');
  expect([bench.idle(), bench.idle(), bench.idle(), bench.idle()]).toEqual(['4.0', '4.1', '4.2', '2.0']);
});

it('fills one in sight however long that takes, and what is urgent wherever it is', () => {
  const bench = createBench(30);
  bench.queue.look({ first: 5, last: 5 });
  bench.wait(5, 0);
  bench.wait(9, 1, true);
  bench.wait(9, 0);
  expect(bench.soon()).toBe('5.0');
  expect(bench.soon()).toBe('9.1');
  expect([bench.soon(), bench.idle()]).toEqual(['', '9.0']);
});

it('turns to where the reader has gone meanwhile', () => {
  const bench = createBench(1);
  for (const turnIndex of [1, 50]) bench.wait(turnIndex, 0);
  bench.queue.look({ first: 50, last: 51 });
  expect(bench.soon()).toBe('50.0');
});

it('does not fill what has left the page, nor what was filled on demand twice', () => {
  const bench = createBench(1);
  bench.queue.look({ first: 0, last: 9 });
  const leave = bench.wait(1, 0);
  bench.wait(1, 1);
  bench.wait(2, 0);
  leave();
  bench.queue.fillNow(1, 1);
  expect(bench.take()).toBe('1.1');
  expect(bench.queue.isWaiting(1)).toBe(false);
  expect(bench.soon()).toBe('2.0');
});
