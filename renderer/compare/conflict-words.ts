import type { Conflict, Mark } from '../../shared/compare/agreement.ts';
import type { ConflictKind } from '../../shared/compare/conflict.ts';
import { noSuchWord } from '../../shared/compare/polarity.ts';

export const kindNames: Record<ConflictKind, string> = {
  number: 'Number',
  date: 'Date',
  name: 'Name',
  denial: 'Negation',
};

const joined = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** Why it is marked, in words: "Alpha says 2019, Beta and Gamma say 2021." */
export const conflictWords = (conflict: Conflict, labels: readonly string[]): string => {
  // A denial is said first; who lacks it follows.
  const ordered = [...conflict.sides].sort(
    (one, other) => Number(one.says === noSuchWord) - Number(other.says === noSuchWord),
  );
  const sides = ordered.map(({ says, at }) => {
    const names = [...new Set(at.map(({ answer }) => answer))]
      .sort((one, other) => one - other)
      .map((answer) => labels[answer] ?? '');
    const isOne = names.length === 1;
    if (conflict.kind === 'denial' && says === noSuchWord)
      return `${joined(names)} ${isOne ? 'does' : 'do'} not say it`;
    return `${joined(names)} ${isOne ? 'says' : 'say'} ${says}`;
  });
  return `${sides.join(', ')}.`;
};

/** What a mark says to whoever cannot see it. `why`: the conflicts of the sentence in words. */
export const markWords = (mark: Mark, of: number, why: readonly string[]): string => {
  if (mark.kind === 'conflicting') return `conflict: ${why.join(' ')}`;
  if (mark.kind === 'shared') return `shared by ${mark.answers} of ${of}`;
  return mark.kind === 'unique' ? 'only here' : '';
};
