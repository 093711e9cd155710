// Finds which sentences of different answers belong together: each must be the other's best match. Knows likeness and place, not what is said.
import { likeness, type Profile } from './likeness.ts';

export interface Alignable {
  /** Answers are numbered; sentences of one answer never match each other. */
  answer: number;
  /** 0 to 1 through its answer: decides between equals. */
  position: number;
  isTitle: boolean;
  profile: Profile;
}

/** Below this, sentences share a topic and not a statement. */
const leastLikeness = 0.5;
/** By words alone, before the letters are looked at: keeps pairs few. */
const leastWordLikeness = 0.25;
const sentencesPerReport = 100;

interface Match {
  one: number;
  other: number;
  likeness: number;
  distance: number;
}

const isBetter = (match: Match, than: Match | undefined): boolean =>
  than === undefined ||
  match.likeness > than.likeness ||
  (match.likeness === than.likeness && match.distance < than.distance);

/**
 * Clusters of two or more indexes into `sentences`, at most one sentence per answer in each. `mayMatch` can forbid a pair. `sentences` must be
 * grouped by answer, answers in order. Time grows with the words that sentences share, not with all their pairs.
 */
export const alignSentences = (
  sentences: readonly Alignable[],
  mayMatch: (one: number, other: number) => boolean,
  onProgress: (done: number, of: number) => void,
): number[][] => {
  const postings = new Map<string, number[]>();
  /** Best match of a sentence in each other answer. */
  const best: Map<number, Match>[] = sentences.map(() => new Map());
  const scores = new Float64Array(sentences.length);

  const note = (from: number, inAnswer: number, match: Match): void => {
    const known = best[from]?.get(inAnswer);
    if (isBetter(match, known)) best[from]?.set(inAnswer, match);
  };

  const consider = (one: number, other: number): void => {
    const [left, right] = [sentences[one], sentences[other]];
    if (left === undefined || right === undefined) return;
    if (left.answer === right.answer || left.isTitle !== right.isTitle) return;
    const alike = likeness(left.profile, right.profile);
    if (alike < leastLikeness || !mayMatch(one, other)) return;
    const match = { one, other, likeness: alike, distance: Math.abs(left.position - right.position) };
    note(one, right.answer, match);
    note(other, left.answer, match);
  };

  sentences.forEach(({ profile }, index) => {
    const touched: number[] = [];
    for (const [key, weight] of profile.weights) {
      const earlier = postings.get(key) ?? [];
      for (const other of earlier) {
        if (scores[other] === 0) touched.push(other);
        scores[other] = (scores[other] ?? 0) + weight * (sentences[other]?.profile.weights.get(key) ?? 0);
      }
      earlier.push(index);
      postings.set(key, earlier);
    }
    for (const other of touched) {
      if ((scores[other] ?? 0) >= leastWordLikeness) consider(other, index);
      scores[other] = 0;
    }
    if ((index + 1) % sentencesPerReport === 0 || index + 1 === sentences.length)
      onProgress(index + 1, sentences.length);
  });

  const mutual: Match[] = [];
  best.forEach((matches, index) => {
    for (const match of matches.values()) {
      const other = match.one === index ? match.other : match.one;
      const answer = sentences[index]?.answer ?? -1;
      if (index < other && best[other]?.get(answer) === match) mutual.push(match);
    }
  });
  mutual.sort(
    (one, other) =>
      other.likeness - one.likeness ||
      one.distance - other.distance ||
      one.one - other.one ||
      one.other - other.other,
  );
  return cluster(sentences, mutual);
};

/** Joins the best pairs first; a pair that would bring two sentences of one answer together is left out. */
const cluster = (sentences: readonly Alignable[], pairs: readonly Match[]): number[][] => {
  const clusterOf = new Map<number, number[]>();
  const membersOf = (index: number): number[] => clusterOf.get(index) ?? [index];
  for (const { one, other } of pairs) {
    const [left, right] = [membersOf(one), membersOf(other)];
    if (left === right) continue;
    const answers = new Set(left.map((index) => sentences[index]?.answer));
    if (right.some((index) => answers.has(sentences[index]?.answer))) continue;
    const joined = [...left, ...right].sort((first, second) => first - second);
    for (const index of joined) clusterOf.set(index, joined);
  }
  return [...new Set(clusterOf.values())].sort((one, other) => (one[0] ?? 0) - (other[0] ?? 0));
};
