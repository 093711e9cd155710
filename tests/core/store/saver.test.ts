import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSaver, flushIntervalMs, retryIntervalMs } from '../../../electron/core/store/saver.ts';
import type { StorageHealth } from '../../../shared/state.ts';

const sqliteError = (code: string): Error => Object.assign(new Error('refused'), { code });

const start = () => {
  const writes: { atMs: number; isDurable: boolean }[] = [];
  const health: StorageHealth['state'][] = [];
  const disk: { error: Error | undefined } = { error: undefined };
  const begun = Date.now();
  const saver = createSaver({
    write: (isDurable) => {
      writes.push({ atMs: Date.now() - begun, isDurable });
      if (disk.error !== undefined) throw disk.error;
    },
    onHealth: ({ state }) => health.push(state),
    log: () => undefined,
  });
  return { saver, writes, health, disk };
};

describe('when pending things are written', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('a stream of 1,000 pieces a second is written ten times a second, and never when nothing comes', () => {
    const { saver, writes } = start();
    for (let ms = 0; ms < 1000; ms += 1) {
      saver.request('soon');
      vi.advanceTimersByTime(1);
    }
    expect(writes.length).toBeGreaterThanOrEqual(9);
    expect(writes.length).toBeLessThanOrEqual(10);
    expect(writes[0]?.atMs).toBe(flushIntervalMs);
    vi.advanceTimersByTime(flushIntervalMs);
    const count = writes.length;
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(60_000);
    expect(writes).toHaveLength(count);
  });

  test('what cannot wait is written at once and takes along what waited', () => {
    const { saver, writes } = start();
    saver.request('soon');
    saver.request('now');
    saver.request('durable');
    expect(writes).toEqual([
      { atMs: 0, isDurable: false },
      { atMs: 0, isDurable: true },
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([
    ['SQLITE_FULL', 'full'],
    ['SQLITE_IOERR_WRITE', 'failing'],
    ['SQLITE_READONLY_DBMOVED', 'read-only'],
  ])(
    '%s is reported once as %s, tried again each second and with the next change, and ends',
    (code, state) => {
      const { saver, writes, health, disk } = start();
      disk.error = sqliteError(code);
      expect(() => saver.request('durable')).not.toThrow();
      for (let ms = 0; ms < 3000; ms += 10) {
        saver.request('soon');
        vi.advanceTimersByTime(10);
      }
      expect(health).toEqual([state]);
      expect(writes.map(({ atMs }) => atMs)).toEqual([0, 1, 2, 3].map((times) => times * retryIntervalMs));
      saver.request('now');
      expect(writes).toHaveLength(5);
      disk.error = undefined;
      vi.advanceTimersByTime(retryIntervalMs);
      expect(health).toEqual([state, 'ok']);
      expect(writes.every(({ isDurable }) => isDurable)).toBe(true);
      expect(vi.getTimerCount()).toBe(0);
      saver.request('now');
      expect(writes.at(-1)?.isDurable).toBe(false);
    },
  );

  test('closing tries once more, tells whether it worked, and leaves no timer', () => {
    const { saver, writes, disk } = start();
    disk.error = sqliteError('SQLITE_FULL');
    saver.request('now');
    expect(saver.close()).toBe(false);
    saver.request('now');
    expect(writes).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });
});
