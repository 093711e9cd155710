import { expect, it } from 'vitest';
import { gatherPerFrame } from '../../../renderer/state/gather.ts';
import { createFrameQueue } from '../../../renderer/ui/frame.ts';

interface Change {
  status?: string;
  state?: number;
}

const setUp = () => {
  const requested: (() => void)[] = [];
  const page = { isHidden: false };
  const published: Change[] = [];
  const frame = createFrameQueue(
    (run) => requested.push(run),
    (error) => {
      throw error;
    },
  );
  const gather = gatherPerFrame<Change>((change) => published.push(change), {
    frame,
    isHidden: () => page.isHidden,
  });
  const next = (): void => {
    for (const run of requested.splice(0)) run();
  };
  return { frame, gather, page, published, next };
};

it('publishes once a frame, with the newest of each part', () => {
  const { gather, published, next } = setUp();
  gather({ status: 'ready', state: 1 });
  gather({ state: 2 });
  expect(published).toEqual([]);
  next();
  next();
  expect(published).toEqual([{ status: 'ready', state: 2 }]);
});

it('publishes before anything on the page is changed, so that what follows from it is in the same frame', () => {
  const { frame, gather, published, next } = setUp();
  const seen: number[] = [];
  frame.mutate(() => seen.push(published.length));
  gather({ state: 1 });
  next();
  expect(seen).toEqual([1]);
});

it('publishes at once on a hidden page, with what waited for a frame that did not come', () => {
  const { gather, page, published, next } = setUp();
  gather({ status: 'ready' });
  page.isHidden = true;
  gather({ state: 3 });
  expect(published).toEqual([{ status: 'ready', state: 3 }]);
  next();
  expect(published).toHaveLength(1);
});
