import { describe, expect, it } from 'vitest';
import { createPace, mostPerFrame } from '../../../renderer/markdown/pace.ts';

const prose = 'Ordinary words, in sentences of some length. '.repeat(4000);

/** Sizes of so many pieces of a text, each of which took so long and made so many elements a character. */
const sizesOf = (text: string, count: number, ms: number, elementsPerCharacter: number): number[] => {
  const pace = createPace();
  return Array.from({ length: count }, () => {
    const size = pace.next(text);
    pace.took(text.slice(0, size), ms, false, size * elementsPerCharacter);
    return size;
  });
};

describe('how much text is read at a time', () => {
  it('grows while pieces are quick, up to what a frame may bring', () => {
    const sizes = sizesOf('x'.repeat(200_000), 8, 1, 0);
    expect(sizes).toEqual([2000, 4000, 8000, 16_000, 16_000, 16_000, 16_000, 16_000]);
    expect(sizesOf(prose, 8, 1, 0.02).at(-1)).toBeGreaterThan(15_000);
  });

  it('shrinks while they are slow, but not to nothing', () => {
    const pace = createPace();
    for (let count = 0; count < 4; count += 1) pace.took(prose.slice(0, 2000), 1, false, 0);
    expect(pace.next('x'.repeat(50_000))).toBe(16_000);
    pace.took('x', 12, false, 0);
    expect(pace.next('x'.repeat(50_000))).toBe(8000);
    pace.took('x', 80, true, 0);
    expect(pace.next('x'.repeat(50_000))).toBe(2000);
  });

  it.each(['- ', '> - ', '|\n', '~~a', '\n'])('holds a bounded number of marks: %j', (mark) => {
    const text = mark.repeat(100_000);
    const pace = createPace();
    for (let count = 0; count < 4; count += 1) pace.took('x', 1, false, 0);
    const piece = text.slice(0, pace.next(text));
    expect(piece.match(/[->|~\n]/g)?.length).toBe(500);
  });

  it('makes no more boxes than a frame may bring, once it is known how many come of the text', () => {
    const sizes = sizesOf('word '.repeat(10_000), 3, 1, 2.5);
    expect(sizes[0]).toBe(2000);
    expect((sizes[1] ?? 0) * 2.5).toBeLessThanOrEqual(mostPerFrame.boxes + 2.5);
  });

  it('counts ends of lines as half a box', () => {
    expect(createPace().took('a\nb\nc\n', 1, false, 2)).toBe(3.5);
  });

  it('takes a short text whole', () => {
    expect(createPace().next('Short.')).toBe(6);
    expect(createPace().next('')).toBe(0);
  });
});
