import { describe, expect, it } from 'vitest';
import { matchingTop, matchSections } from '../../../shared/compare/match-sections.ts';

describe('sections of two answers', () => {
  it('are matched by the words of their headings, in order', () => {
    expect(
      matchSections(
        ['Overview', 'A short history', 'Costs', 'Summary'],
        ['1. History', 'The costs', 'Risks', 'Summary'],
      ),
    ).toEqual([
      [1, 0],
      [2, 1],
      [3, 3],
    ]);
  });

  it('never cross', () => {
    expect(matchSections(['Costs', 'History'], ['History', 'Costs'])).toHaveLength(1);
  });

  const from = { top: 0, most: 1000, headings: [200, 600] };
  const to = { most: 3000, headings: [1000, 1200] };
  const both = [
    [0, 0],
    [1, 1],
  ] as const;

  it.each([
    [0, 0],
    [100, 500],
    [200, 1000],
    [400, 1100],
    [600, 1200],
    [1000, 3000],
  ])('bring %i px to %i px', (top, expected) => {
    expect(matchingTop({ ...from, top }, to, both)).toBeCloseTo(expected, 5);
  });

  it('fall back to the share of the whole where no heading matches', () => {
    expect(matchingTop({ ...from, top: 250 }, to, [])).toBe(750);
  });

  it('stay within what can be scrolled, also where a text fits its column', () => {
    expect(matchingTop({ top: 0, most: 0, headings: [] }, to, [])).toBe(0);
    expect(matchingTop({ ...from, top: 1000 }, { most: 0, headings: [0] }, [[0, 0]])).toBe(0);
  });
});
