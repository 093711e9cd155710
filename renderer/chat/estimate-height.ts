import type { Turn } from '../../shared/chat.ts';
import type { ColumnId } from '../../shared/id.ts';
import type { TurnHeight } from './row-heights.ts';

const lineHeightPx = 21;
const characterPx = 7.2;
/** Paragraphs end before their line does; lists and code have short lines. */
const looseness = 1.3;
/** Around the text of an answer: padding, measures, actions. */
const frameOfAnswerPx = 150;
const frameOfPromptPx = 26;
const besidePromptPx = 150;
const foldedLines = 4;
const foldButtonPx = 30;
const totalsPx = 33;

const linesOf = (characters: number, widthPx: number): number =>
  Math.max(1, Math.ceil((characters * characterPx) / Math.max(80, widthPx)));

/** Turns never change in place, and all of a chat are estimated anew whenever the window changes. */
const longestAnswers = new WeakMap<Turn, { columnIds: ReadonlySet<ColumnId>; characters: number }>();

/** Characters of the longest answer in these columns. */
const longestAnswer = (turn: Turn, columnIds: ReadonlySet<ColumnId>): number => {
  const known = longestAnswers.get(turn);
  if (known?.columnIds === columnIds) return known.characters;
  const counted: ColumnId[] = [];
  let longest = 0;
  // A later answer of the same column takes the place of the one before.
  for (let index = turn.answers.length - 1; index >= 0; index -= 1) {
    const answer = turn.answers[index];
    if (answer === undefined || !columnIds.has(answer.columnId) || counted.includes(answer.columnId))
      continue;
    counted.push(answer.columnId);
    let characters = 0;
    for (const part of answer.parts) if (part.type === 'text') characters += part.text.length;
    longest = Math.max(longest, characters);
  }
  longestAnswers.set(turn, { columnIds, characters: longest });
  return longest;
};

/** How high a turn may become, from nothing but the lengths of its texts: what has never been drawn needs some height. */
export const estimateHeight = (
  turn: Turn | undefined,
  columnIds: ReadonlySet<ColumnId>,
  widthPx: number,
): TurnHeight => {
  if (turn === undefined || columnIds.size === 0) return { prompt: 64, answers: 0, totals: 0 };
  const columnPx = widthPx / columnIds.size - 40;
  const promptLines = linesOf(turn.prompt.length, Math.min(700, widthPx - besidePromptPx));
  return {
    prompt:
      frameOfPromptPx +
      Math.min(foldedLines, promptLines) * lineHeightPx +
      (promptLines > foldedLines ? foldButtonPx : 0),
    answers: frameOfAnswerPx + linesOf(longestAnswer(turn, columnIds) * looseness, columnPx) * lineHeightPx,
    totals: totalsPx,
  };
};
