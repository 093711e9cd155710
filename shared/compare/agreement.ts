// The agreement map of a turn: which sentences several answers share, which stand alone, and which say nearly the same with another fact. Pure and
// deterministic: the order of the answers does not matter. Compares words; knows nothing of truth.
import { alignSentences } from './align-sentences.ts';
import { type Claims, type ConflictKind, claimsOf, differencesBetween, isAboutOthers } from './conflict.ts';
import { gatherSides } from './gather-sides.ts';
import { neutralLikeness, profilesOf } from './likeness.ts';
import { learnNames, nameWords } from './names.ts';
import { type ReadingBlock, readMarkdown } from './reading.ts';
import { sentencesOf } from './segment.ts';

export interface MapBlock {
  kind: 'heading' | 'paragraph' | 'item' | 'row';
  depth: number;
  marker?: string;
  /** Joined they are the block's text. Rows and headings are one piece. */
  sentences: string[];
}

/** An answer as the map shows it. Code and formulas are left out, and counted. */
export interface MapText {
  blocks: MapBlock[];
  codeBlocks: number;
}

export interface Mark {
  /** `none`: no words to compare. `conflicting` sentences are aligned, too. */
  kind: 'shared' | 'unique' | 'conflicting' | 'none';
  /** Sentences of one cluster belong together; -1 where there is no partner. */
  cluster: number;
  /** How many answers say it, this one included. */
  answers: number;
}

export interface Side {
  says: string;
  /** Places in the input: which answer, and which of its sentences. */
  at: { answer: number; sentence: number }[];
}

export interface Conflict {
  cluster: number;
  kind: ConflictKind;
  /** Two or more; each names what its answers say. */
  sides: Side[];
}

export interface Agreement {
  /** Per answer of the input, per sentence in order of the text. */
  marks: Mark[][];
  conflicts: Conflict[];
}

export type AgreementPart =
  | { type: 'texts'; texts: MapText[] }
  /** Of all sentences that are to be aligned. */
  | { type: 'progress'; done: number; of: number };

const isMapBlock = (block: ReadingBlock): block is ReadingBlock & MapBlock => block.kind !== 'code';

const toMapBlock = (block: ReadingBlock & { kind: MapBlock['kind'] }): MapBlock => ({
  kind: block.kind,
  depth: block.depth,
  ...(block.marker !== undefined && { marker: block.marker }),
  sentences: block.kind === 'heading' || block.kind === 'row' ? [block.text] : sentencesOf(block.text),
});

interface Sentence {
  answer: number;
  /** Place among the sentences of its answer. */
  place: number;
  /** 0 to 1 through the answer. */
  position: number;
  text: string;
  isTitle: boolean;
}

interface Prepared {
  text: MapText;
  sentences: Omit<Sentence, 'answer'>[];
}

const prepare = (markdown: string): Prepared => {
  const blocks = readMarkdown(markdown);
  const text: MapText = { blocks: [], codeBlocks: 0 };
  const sentences: Omit<Sentence, 'answer'>[] = [];
  for (const block of blocks) {
    if (!isMapBlock(block)) {
      text.codeBlocks += 1;
      continue;
    }
    const shown = toMapBlock(block);
    text.blocks.push(shown);
    for (const sentence of shown.sentences)
      sentences.push({
        place: sentences.length,
        position: 0,
        text: (block.comparedText ?? sentence).trim(),
        isTitle: block.kind === 'heading',
      });
  }
  for (const sentence of sentences) sentence.position = sentence.place / Math.max(1, sentences.length - 1);
  return { text, sentences };
};

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** `input`: the Markdown of each answer. The texts come as the first part; then progress. Marks and conflicts are the result. */
export const findAgreement = (input: readonly string[], onPart: (part: AgreementPart) => void): Agreement => {
  const prepared = input.map(prepare);
  onPart({ type: 'texts', texts: prepared.map(({ text }) => text) });

  // By their texts, so that the order in which they were given cannot change anything.
  const order = input
    .map((_, index) => index)
    .sort((one, other) => byText(input[one] ?? '', input[other] ?? ''));
  const sentences: Sentence[] = order.flatMap((answer) =>
    (prepared[answer]?.sentences ?? []).map((sentence) => ({ ...sentence, answer })),
  );
  const texts = sentences.map(({ text }) => text);
  const sense = learnNames(sentences.filter(({ isTitle }) => !isTitle).map(({ text }) => text));
  const claims: Claims[] = sentences.map(({ text, isTitle }) => claimsOf(text, sense, isTitle));
  const profiles = profilesOf(texts, nameWords(sense));
  const rankOf = new Map(order.map((answer, rank) => [answer, rank]));
  const clusters = alignSentences(
    sentences.map((sentence, index) => ({
      ...sentence,
      answer: rankOf.get(sentence.answer) ?? 0,
      profile: profiles[index] ?? { weights: new Map(), neutral: new Map(), trigrams: new Set() },
    })),
    (one, other) => {
      const [mine, theirs] = [claims[one], claims[other]];
      return mine !== undefined && theirs !== undefined && !isAboutOthers(mine, theirs);
    },
    (done, of) => onPart({ type: 'progress', done, of }),
  );

  const marks: Mark[][] = prepared.map((each) =>
    each.sentences.map(({ text }) => ({
      kind: /[\p{L}\p{N}]/u.test(text) ? 'unique' : 'none',
      cluster: -1,
      answers: 1,
    })),
  );
  const markOf = (index: number): Mark | undefined => {
    const sentence = sentences[index];
    return sentence === undefined ? undefined : marks[sentence.answer]?.[sentence.place];
  };
  const placeOf = (index: number): Side['at'] => {
    const sentence = sentences[index];
    return sentence === undefined ? [] : [{ answer: sentence.answer, sentence: sentence.place }];
  };
  const conflicts: Conflict[] = [];
  clusters.forEach((members, cluster) => {
    const found = gatherSides(members, (one, other) => {
      const [mine, theirs] = [claims[one], claims[other]];
      const [left, right] = [profiles[one], profiles[other]];
      if (!mine || !theirs || !left || !right) return [];
      return differencesBetween(mine, theirs, neutralLikeness(left, right));
    }).map(
      ({ kind, sides }): Conflict => ({
        cluster,
        kind,
        sides: sides
          .map(({ says, members: at }) => ({
            says,
            at: at.flatMap(placeOf).sort((one, other) => one.answer - other.answer),
          }))
          .sort((one, other) => (one.at[0]?.answer ?? 0) - (other.at[0]?.answer ?? 0)),
      }),
    );
    conflicts.push(...found);
    for (const member of members) {
      const mark = markOf(member);
      if (mark !== undefined) Object.assign(mark, { kind: 'shared', cluster, answers: members.length });
    }
    for (const { sides } of found)
      for (const { at } of sides)
        for (const { answer, sentence } of at) {
          const mark = marks[answer]?.[sentence];
          if (mark !== undefined) mark.kind = 'conflicting';
        }
  });
  return { marks, conflicts };
};
