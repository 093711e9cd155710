// Which of the pieces at the beginning of a growing source nothing that follows can change. Every rule of the grammar looks
// ahead by whole lines, at most two of them; only labels and titles of definitions look further, up to the next blank line.
import type { Piece } from './parse-pieces.ts';

/** A label may not be longer (CommonMark 0.31.2, section 4.7). */
const maxLabel = 1000;
/** Closed, and not followed by a colon: none of a definition. */
const closedLabel = /^\[(?:\\.|[^\]\\[])*\][^:]/s;

/** Whether something in a piece may yet turn out to be a definition: its first line; in lists and quotes, any line. */
const mayHoldDefinition = (piece: Piece, source: string): boolean => {
  const isLeaf = piece.block?.type === 'paragraph' || piece.block?.type === 'heading';
  const openings = isLeaf ? source.matchAll(/^\s*(?=\[)/g) : source.matchAll(/^[ \t>+*\-\d.)]*(?=\[)/gm);
  for (const { index, 0: before } of openings) {
    const from = index + before.length;
    if (!closedLabel.test(source.slice(from, from + maxLabel))) return true;
  }
  return false;
};

/** How many of the pieces are final. `starts` says where the lines start; the last line is not complete. */
export const countFinal = (pieces: readonly Piece[], starts: readonly number[], source: string): number => {
  const completeLines = starts.length - 1;
  const lineAt = (line: number): string =>
    source.slice(starts[line] ?? source.length, starts[line + 1]).trim();
  let lastBlank = completeLines - 1;
  while (lastBlank >= 0 && lineAt(lastBlank) !== '') lastBlank -= 1;

  const isFinal = (piece: Piece, next: Piece | undefined): boolean => {
    const { block, endLine, endsWith } = piece;
    if (endLine > completeLines) return false;
    if (endsWith === 'own-line') return true;
    if (endsWith === 'blank-line' && endLine < completeLines && lineAt(endLine) === '') return true;
    if (next === undefined || next.startLine + 1 >= completeLines) return false;
    if (lastBlank >= next.startLine - 1) return true;
    // A definition that is complete goes on with a title at most.
    if (block === undefined) return !/^["'(]/.test(lineAt(next.startLine));
    return !mayHoldDefinition(piece, source.slice(starts[piece.startLine], starts[next.startLine]));
  };

  let count = 0;
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (piece === undefined || !isFinal(piece, pieces[index + 1])) break;
    // The table before a rest goes on with it.
    if (pieces[index + 1]?.isTableRest !== true) count = index + 1;
  }
  return count;
};
