import { afterEach, describe, expect, it } from 'vitest';
import { createWatchdog, type Watchdog } from '../../electron/core/watchdog.ts';
import type { Failure } from '../../shared/failure.ts';

const limits = { headersMs: 40, firstTokenMs: 40, idleMs: 40 };

/** The process is kept from running, as while the computer sleeps. */
const sleep = (ms: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
};
const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('the clocks of an attempt', () => {
  let watchdog: Watchdog | undefined;
  const failures: Failure[] = [];
  const start = (): Watchdog => {
    watchdog = createWatchdog(limits, (failure) => failures.push(failure));
    return watchdog;
  };
  afterEach(() => {
    watchdog?.stop();
    failures.length = 0;
  });

  it('do not take a sleep of the computer for silence of the endpoint', async () => {
    const clocks = start();
    clocks.sent();
    clocks.headers();
    clocks.content();
    sleep(400);
    // What arrived meanwhile is read after the timers that are due.
    await pause(1);
    await soon();
    expect(failures).toEqual([]);
    clocks.bytes();
    await soon();
    expect(failures).toEqual([]);
  });

  it.each([
    ['headers', (clocks: Watchdog) => clocks.sent()],
    ['first-token', (clocks: Watchdog) => clocks.headers()],
    ['idle', (clocks: Watchdog) => clocks.content()],
  ] as const)('ring once when nothing came after the sleep either: %s', async (clock, begin) => {
    begin(start());
    sleep(100);
    while (failures.length === 0) await pause(10);
    await pause(100);
    expect(failures.map((failure) => failure.clock)).toEqual([clock]);
  });

  it('ring no more once stopped, even while they give time again', async () => {
    const clocks = start();
    clocks.content();
    sleep(200);
    await pause(1);
    clocks.stop();
    await pause(150);
    expect(failures).toEqual([]);
  });
});
