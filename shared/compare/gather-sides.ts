// Turns differences between pairs of sentences into facts with sides: who says 2019, who says 2021. Knows neither texts nor answers.
import type { ConflictKind, Difference } from './conflict.ts';

export interface GatheredConflict {
  kind: ConflictKind;
  sides: { says: string; members: number[] }[];
}

/** All differences within a cluster; those that share a side are one fact. Sides and their members are in the order of `members`. */
export const gatherSides = (
  members: readonly number[],
  differences: (one: number, other: number) => Difference[],
): GatheredConflict[] => {
  const facts: { kind: ConflictKind; sides: Map<string, Set<number>> }[] = [];
  for (const [at, one] of members.entries())
    for (const other of members.slice(at + 1))
      for (const difference of differences(one, other)) {
        const touching = facts.filter(
          ({ kind, sides }) =>
            kind === difference.kind && (sides.has(difference.one) || sides.has(difference.other)),
        );
        const fact = touching[0] ?? { kind: difference.kind, sides: new Map<string, Set<number>>() };
        if (touching.length === 0) facts.push(fact);
        for (const merged of touching.slice(1)) {
          for (const [says, at] of merged.sides)
            fact.sides.set(says, new Set([...(fact.sides.get(says) ?? []), ...at]));
          facts.splice(facts.indexOf(merged), 1);
        }
        for (const [says, member] of [
          [difference.one, one],
          [difference.other, other],
        ] as const)
          fact.sides.set(says, (fact.sides.get(says) ?? new Set()).add(member));
      }
  return facts.map(({ kind, sides }) => ({
    kind,
    sides: [...sides].map(([says, at]) => ({ says, members: [...at].sort((one, other) => one - other) })),
  }));
};
