import { describe, expect, it } from 'vitest';
import { readRows, rowTemplate } from '../../../renderer/chat/grid-rows.ts';
import { createRowHeights } from '../../../renderer/chat/row-heights.ts';
import { including, lastScreen, spanAt, withoutFurthest } from '../../../renderer/chat/row-window.ts';

const turn = (answers: number) => ({ prompt: 50, answers, totals: 30 });

/** Every turn 100 px high, until it is seen. */
const hundreds = (turnCount: number) => {
  const heights = createRowHeights(() => turn(20));
  heights.resize(turnCount);
  return heights;
};

describe('the heights of rows', () => {
  it('add up what was seen and what is estimated', () => {
    const heights = hundreds(10);
    expect(heights.offset(10)).toBe(1000);
    heights.see(new Map([[3, turn(220)]]));
    expect([3, 4, 10].map(heights.offset)).toEqual([300, 600, 1200]);
  });

  it('find the turn at a place, also past both ends', () => {
    const heights = hundreds(10);
    heights.see(new Map([[0, turn(120)]]));
    expect([-5, 0, 199.9, 200, 299, 99_999].map(heights.at)).toEqual([0, 0, 0, 1, 1, 9]);
    expect(hundreds(0).at(10)).toBe(0);
  });

  it('keep what is on the page when the room changes, and estimate the rest anew', () => {
    let answers = 20;
    const heights = createRowHeights(() => turn(answers));
    heights.resize(3);
    heights.see(new Map([[1, turn(500)]]));
    expect(heights.offset(3)).toBe(780);
    answers = 120;
    heights.forget([1]);
    expect([1, 2, 3].map(heights.offset)).toEqual([200, 780, 980]);
  });

  it('go on when a turn is added at the end', () => {
    const heights = hundreds(2);
    heights.see(new Map([[1, turn(120)]]));
    expect(heights.offset(2)).toBe(300);
    heights.resize(3);
    expect(heights.offset(3)).toBe(400);
    // What left the page after the chat was closed is of no turn any more.
    heights.see(new Map([[7, turn(1)]]));
    expect(heights.offset(3)).toBe(400);
  });
});

describe('the turns on the page', () => {
  it('are at first the last ones that fill the screen', () => {
    expect(lastScreen(hundreds(1000), 1000, 250)).toEqual([997, 998, 999]);
    expect(lastScreen(hundreds(2), 2, 900)).toEqual([0, 1]);
    expect(lastScreen(hundreds(0), 0, 900)).toEqual([]);
  });

  it('grow by a span anywhere, and stay the same list when it is there already', () => {
    const mounted = [7, 8, 9];
    expect(including(mounted, { first: 2, last: 3 })).toEqual([2, 3, 7, 8, 9]);
    expect(including(mounted, { first: 8, last: 9 })).toBe(mounted);
    expect(spanAt(hundreds(10), -300, 150)).toEqual({ first: 0, last: 1 });
  });

  it('lose the furthest that nothing holds, one by one', () => {
    const kept = { first: 4, last: 6 };
    const isHeld = (turnIndex: number) => turnIndex === 0;
    const once = withoutFurthest([0, 1, 5, 9], kept, isHeld);
    // Both are three away; the first of them goes.
    expect(once).toEqual([0, 5, 9]);
    const twice = withoutFurthest(once, kept, isHeld);
    expect(twice).toEqual([0, 5]);
    expect(withoutFurthest(twice, kept, isHeld)).toBe(twice);
  });
});

describe('the lines of the grid', () => {
  it('are three for a turn on the page and one gap for each run of others', () => {
    expect(rowTemplate([2, 3, 7], 10, hundreds(10))).toBe(
      'var(--head-height) 200px [p2] auto [a2] auto [t2] auto [p3] auto [a3] auto [t3] auto 300px [p7] auto [a7] auto [t7] auto 200px 1fr',
    );
    expect(rowTemplate([], 0, hundreds(0))).toBe('var(--head-height) 1fr');
  });

  it('are read back by turn from what the browser made of them', () => {
    expect([
      ...readRows('58px 200px [p2] 51.5px [a2] 600px [t2] 33px 300px [p7] 50px [a7] 0px [t7] 0px 12px'),
    ]).toEqual([
      [2, { prompt: 51.5, answers: 600, totals: 33 }],
      [7, { prompt: 50, answers: 0, totals: 0 }],
    ]);
  });
});
