import { describe, expect, it } from 'vitest';
import { createSessions } from '../../electron/web/sessions.ts';
import { createThrottle } from '../../electron/web/throttle.ts';

describe('sessions', () => {
  it('admit nobody in ten thousand guesses that are near the right token', () => {
    const sessions = createSessions();
    const token = sessions.exchange(sessions.createCode()) ?? '';
    const hits = Array.from({ length: 10_000 }, (_, index) =>
      sessions.admits(token.slice(0, 39) + String(index).padStart(4, '0')),
    ).filter(Boolean);
    expect(hits).toEqual([]);
    expect(sessions.admits(token)).toBe(true);
  });

  it('do not take a code for a token, nor a token for a code', () => {
    const sessions = createSessions();
    const code = sessions.createCode();
    expect(sessions.admits(code)).toBe(false);
    const token = sessions.exchange(code) ?? '';
    expect(sessions.exchange(token)).toBe(undefined);
    expect(sessions.admits(code)).toBe(false);
  });

  it('make every code and token of 256 bits, none twice', () => {
    const sessions = createSessions();
    const codes = Array.from({ length: 100 }, () => sessions.createCode());
    expect(new Set(codes).size).toBe(100);
    for (const code of codes) expect(Buffer.from(code, 'base64url')).toHaveLength(32);
  });

  it('forget the oldest of many unused codes', () => {
    const sessions = createSessions();
    const codes = Array.from({ length: 9 }, () => sessions.createCode());
    expect(codes.map((code) => sessions.exchange(code) !== undefined)).toEqual([
      false,
      ...Array.from({ length: 8 }, () => true),
    ]);
  });
});

describe('the throttle', () => {
  it('lets five a second be refused at once and holds back the rest', async () => {
    let time = 0;
    const slept: number[] = [];
    const throttle = createThrottle({ now: () => time, sleep: async (ms) => void slept.push(ms) });
    for (let index = 0; index < 7; index += 1) await throttle.refuse();
    expect(slept).toEqual([1000, 1000]);
    time = 1000;
    for (let index = 0; index < 5; index += 1) await throttle.refuse();
    expect(slept).toEqual([1000, 1000]);
  });

  it('drops what would wait in too long a queue, and takes others again when it is shorter', async () => {
    const sleepers: (() => void)[] = [];
    const throttle = createThrottle({
      now: () => 0,
      sleep: () => new Promise((resolve) => void sleepers.push(resolve)),
    });
    const answers = Array.from({ length: 5 + 64 }, () => throttle.refuse());
    expect(await throttle.refuse()).toBe('drop');
    for (const wake of sleepers) wake();
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['answer']));
    const later = throttle.refuse();
    sleepers.at(-1)?.();
    expect(await later).toBe('answer');
  });
});
