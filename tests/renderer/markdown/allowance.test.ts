import { describe, expect, it } from 'vitest';
import { createAllowance } from '../../../renderer/markdown/allowance.ts';
import { framesPerChange } from '../../../renderer/markdown/cadence.ts';

const frameMs = 1000 / 60;

/** Batches that come every so many ms, shown in frames: how long each waited for one in which the page may change. */
const waitsOf = (columns: number, batchMs: number, seconds: number): number[] => {
  const allowance = createAllowance();
  const waits: number[] = [];
  let asked: number[] = [];
  let nextBatch = 0;
  for (let at = 0; at < seconds * 1000; at += frameMs) {
    for (; nextBatch <= at; nextBatch += batchMs) asked.push(nextBatch);
    if (!allowance.frame(framesPerChange(columns)) || asked.length === 0) continue;
    allowance.spend();
    waits.push(...asked.map((batch) => at - batch));
    asked = [];
  }
  return waits;
};

describe('how often the page may change', () => {
  it.each([29.3, 30, 30.6, 33.3, 33.4, 35.5])(
    'is no less than batches of text come for eight columns: %s ms apart, each is shown with the frame after it',
    (batchMs) => {
      const waits = waitsOf(8, batchMs, 30);
      expect(waits.length).toBeGreaterThan(800);
      expect(waits.filter((wait) => wait > frameMs + 0.01)).toEqual([]);
    },
  );

  it.each([
    [12, 3],
    [16, 4],
  ])('is for %s columns once in %s frames, in the long run', (columns, frames) => {
    const allowance = createAllowance();
    let changes = 0;
    for (let frame = 0; frame < 1000 * frames; frame += 1)
      if (allowance.frame(framesPerChange(columns))) {
        allowance.spend();
        changes += 1;
      }
    expect(changes).toBeGreaterThanOrEqual(1000);
    expect(changes).toBeLessThanOrEqual(1001);
  });

  it('is each frame for up to four, and at once after a rest', () => {
    const allowance = createAllowance();
    for (let frame = 0; frame < 10; frame += 1) {
      expect(allowance.frame(framesPerChange(4))).toBe(true);
      allowance.spend();
    }
    const rested = createAllowance();
    expect(rested.isFull()).toBe(true);
    expect(rested.frame(framesPerChange(16))).toBe(true);
    rested.spend();
    expect(rested.isFull()).toBe(false);
  });
});
