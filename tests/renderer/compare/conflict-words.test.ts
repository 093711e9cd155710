import { describe, expect, it } from 'vitest';
import { conflictWords, markWords } from '../../../renderer/compare/conflict-words.ts';
import type { Conflict } from '../../../shared/compare/agreement.ts';

const labels = ['Alpha', 'Beta', 'Gamma', 'Delta'];
const side = (says: string, ...answers: number[]) => ({
  says,
  at: answers.map((answer) => ({ answer, sentence: 0 })),
});

describe('a conflict in words', () => {
  it.each<[Conflict['kind'], Conflict['sides'], string]>([
    ['date', [side('2019', 0), side('2021', 1)], 'Alpha says 2019, Beta says 2021.'],
    ['number', [side('5 km', 0), side('7 km', 1, 2, 3)], 'Alpha says 5 km, Beta, Gamma and Delta say 7 km.'],
    ['denial', [side('no such word', 0), side('“not”', 1)], 'Beta says “not”, Alpha does not say it.'],
    [
      'denial',
      [side('“not”', 0), side('no such word', 1, 2)],
      'Alpha says “not”, Beta and Gamma do not say it.',
    ],
  ])('%s', (kind, sides, words) => {
    expect(conflictWords({ cluster: 0, kind, sides }, labels)).toBe(words);
  });
});

describe('a mark in words', () => {
  it('says how many share, that it stands alone, or what contradicts it', () => {
    const mark = { cluster: 0, answers: 3 };
    expect(markWords({ ...mark, kind: 'shared' }, 4, [])).toBe('shared by 3 of 4');
    expect(markWords({ ...mark, kind: 'unique' }, 4, [])).toBe('only here');
    expect(markWords({ ...mark, kind: 'conflicting' }, 4, ['A says 1, B says 2.'])).toBe(
      'conflict: A says 1, B says 2.',
    );
  });
});
