import { expect, it } from 'vitest';
import { createFrameQueue } from '../../../renderer/ui/frame.ts';
import { createTurns } from '../../../renderer/ui/turns-in-frames.ts';

const setUp = () => {
  const requested: (() => void)[] = [];
  const clock = { nowMs: 0 };
  const done: string[] = [];
  const frame = createFrameQueue(
    (run) => requested.push(run),
    (error) => {
      throw error;
    },
  );
  const turns = createTurns(frame, () => clock.nowMs);
  const take = (name: string, ms: number) =>
    turns.take(() => {
      clock.nowMs += ms;
      done.push(name);
    });
  const next = (): string => {
    for (const run of requested.splice(0)) run();
    return done.splice(0).join(' ');
  };
  return { take, next, requested };
};

it('does in a frame what fits, in order, and the rest in the next', () => {
  const { take, next, requested } = setUp();
  for (const name of ['a', 'b', 'c', 'd', 'e']) take(name, 2);
  expect([next(), next(), next()]).toEqual(['a b', 'c d', 'e']);
  expect(requested).toHaveLength(0);
});

it('does one job however long it takes, and none that was taken back', () => {
  const { take, next } = setUp();
  take('long', 50);
  const takeBack = take('gone', 1);
  take('short', 1);
  expect(next()).toBe('long');
  takeBack();
  expect(next()).toBe('short');
});
