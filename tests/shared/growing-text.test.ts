import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addedTo, createTally, type GrowingText, grow } from '../../shared/growing-text.ts';
import { estimateGrowingTokens, estimateTokens } from '../../shared/usage.ts';

/** Each state of a text that grows by these pieces. */
const statesOf = (pieces: readonly string[]): GrowingText[] => {
  const states: GrowingText[] = [{ text: 'Begun: ' }];
  for (const piece of pieces) states.push(grow(states.at(-1) as GrowingText, piece));
  return states;
};

describe('a growing text', () => {
  it('is the text with all its pieces, and keeps whatever else it had', () => {
    const part = grow(grow({ type: 'text', text: 'a' }, 'b'), 'c');
    expect(part).toEqual({ type: 'text', text: 'abc' });
  });

  it('knows what was added between any two of its states, over any number of pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 700 }), fc.nat(), fc.nat(), (pieces, one, other) => {
        const states = statesOf(pieces);
        const [from, to] = [one % states.length, other % states.length].sort((a, b) => a - b) as [
          number,
          number,
        ];
        expect(addedTo(states[from] as GrowingText, states[to] as GrowingText)).toBe(
          pieces.slice(from, to).join(''),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('compares the texts themselves where it was not grown', () => {
    expect(addedTo({ text: 'ab' }, { text: 'abcd' })).toBe('cd');
    expect(addedTo({ text: 'ab' }, { text: 'ab' })).toBe('');
    expect(addedTo({ text: 'abc' }, { text: 'ab' })).toBeUndefined();
    const [, first, second] = statesOf(['x', 'y']) as [GrowingText, GrowingText, GrowingText];
    expect(addedTo(second, first)).toBeUndefined();
  });

  it('may grow in two ways from one state', () => {
    const [base] = statesOf([]) as [GrowingText];
    const [one, other] = [grow(grow(base, 'one'), '!'), grow(grow(base, 'other'), '?')];
    expect(one.text).toBe('Begun: one!');
    expect(addedTo(base, one)).toBe('one!');
    expect(addedTo(base, other)).toBe('other?');
    expect(addedTo(one, other)).toBeUndefined();
  });

  it('is measured piece by piece, to the same as at once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 600 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        (pieces, looks) => {
          const states = statesOf(pieces);
          for (const look of looks) {
            const state = states[look % states.length] as GrowingText;
            expect(estimateGrowingTokens([state])).toBe(estimateTokens(state.text));
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is not looked at as a whole again', () => {
    const measured: number[] = [];
    const tally = createTally(
      (text) => {
        measured.push(text.length);
        return text.length;
      },
      (one, other) => one + other,
    );
    let text: GrowingText = { text: '' };
    for (let at = 0; at < 5000; at += 1) {
      text = grow(text, 'piece ');
      // No reader sees each of its states.
      if (at % 3 === 0) expect(tally(text)).toBe(text.text.length);
    }
    expect(measured.filter((length) => length > 100)).toEqual([]);
  });
});
