import { describe, expect, it } from 'vitest';
import { createFrameQueue } from '../../renderer/ui/frame.ts';

/** A window whose frames come when the test says so. */
const setUp = () => {
  const requested: (() => void)[] = [];
  const reported: unknown[] = [];
  const frame = createFrameQueue(
    (run) => requested.push(run),
    (error) => reported.push(error),
  );
  const next = (): void => {
    for (const run of requested.splice(0)) run();
  };
  return { frame, next, requested, reported };
};

describe('the window’s frame', () => {
  it('takes in what has come, changes everything before it reads anything, and scrolls last, in one frame', () => {
    const { frame, next, requested } = setUp();
    const done: string[] = [];
    frame.scroll(() => done.push('scroll'));
    frame.measure(() => done.push('measure'));
    frame.mutate(() => done.push('mutate one'));
    frame.mutate(() => done.push('mutate two'));
    frame.receive(() => done.push('receive'));
    expect(requested).toHaveLength(1);
    next();
    expect(done).toEqual(['receive', 'mutate one', 'mutate two', 'measure', 'scroll']);
    expect(requested).toHaveLength(0);
  });

  it('takes what is asked for a later phase into the same frame, and what is asked for an earlier one into the next', () => {
    const { frame, next } = setUp();
    const done: string[] = [];
    frame.measure(() => {
      frame.scroll(() => done.push('scroll'));
      frame.mutate(() => done.push('mutate'));
    });
    next();
    expect(done).toEqual(['scroll']);
    next();
    expect(done).toEqual(['scroll', 'mutate']);
  });

  it('runs a job once, however often it was asked for, and not at all once it was taken back', () => {
    const { frame, next } = setUp();
    let runs = 0;
    const job = (): void => {
      runs += 1;
    };
    frame.mutate(job);
    frame.mutate(job);
    next();
    expect(runs).toBe(1);
    frame.mutate(() => frame.cancel(job));
    frame.mutate(job);
    next();
    expect(runs).toBe(1);
  });

  it('goes on when a job throws', () => {
    const { frame, next, reported } = setUp();
    const done: string[] = [];
    frame.mutate(() => {
      throw new Error('broken');
    });
    frame.mutate(() => done.push('next'));
    next();
    expect(done).toEqual(['next']);
    expect(reported).toHaveLength(1);
  });
});
