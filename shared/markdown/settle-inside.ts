// How much of a block that is still growing can be let go: items, rows, a quote's blocks and chunks of a paragraph that
// nothing can change any more. Pure; what becomes of them is stream.ts's affair.
import type { InlineChunk } from './build-block.ts';
import type { Piece } from './parse-pieces.ts';
import type { Resume } from './resume.ts';
import { joinInlines } from './split-inline.ts';
import { maxBeforeBar, maxHeadLength } from './syntax.ts';
import type { Block } from './tree.ts';

export interface Settled {
  block: Block;
  /** Where in the source what is left begins. */
  cut: number;
  /** What the rest goes on with. */
  resume: Resume;
  /** Source to be put before the rest each time: the head of a table. */
  prefix: string;
  /** Of a paragraph. */
  chunks: InlineChunk[];
}

export interface Growing {
  source: string;
  starts: number[];
  /** What the first line goes on with. */
  resume: Resume | undefined;
}

type List = Block & { type: 'list' };

/** Whether the first items of a list let it be tight. A blank line between two of them does not. */
export const isTightUpTo = ({ parts }: Piece, count: number): boolean =>
  parts
    .slice(0, count)
    .every(({ isLoose, endsBlank }, index) => !isLoose && (!endsBlank || index === parts.length - 1));

const settleItems = (piece: Piece, block: List, growing: Growing): Settled | undefined => {
  const { starts } = growing;
  const completeLines = starts.length - 1;
  // An item is over when the line that begins the next one is complete: an incomplete one may become a rule.
  let count = piece.parts.length - 1;
  if ((piece.parts[count]?.startLine ?? 0) >= completeLines) count -= 1;
  const next = piece.parts[count];
  if (count < 1 || next === undefined) return undefined;
  return {
    block: {
      ...block,
      isTight: isTightUpTo(piece, count),
      items: block.items.slice(0, count),
    },
    cut: starts[next.startLine] ?? 0,
    resume: { type: 'list' },
    prefix: '',
    chunks: [],
  };
};

/** A quote is cut before a block that follows an empty line of the quote, once the line after its first is complete. */
const settleQuoted = (
  piece: Piece,
  block: Block & { type: 'quote' },
  growing: Growing,
): Settled | undefined => {
  const { source, starts } = growing;
  const lineAt = (line: number): string => source.slice(starts[line], starts[line + 1]);
  for (let index = piece.parts.length - 1; index > 0; index -= 1) {
    const line = piece.parts[index]?.startLine ?? 0;
    if (line + 1 >= starts.length - 1 || !/^ {0,3}>/.test(lineAt(line))) continue;
    if (!/^ {0,3}>[ \t]*$/.test(lineAt(line - 1).trimEnd())) continue;
    // Definitions have a place among the parts and none among the blocks.
    if (piece.parts.length !== block.children.length) return undefined;
    const children = block.children.slice(0, index);
    return {
      block: { type: 'quote', children },
      cut: starts[line] ?? 0,
      resume: { type: 'quote' },
      prefix: '',
      chunks: [],
    };
  }
  return undefined;
};

const settleRows = (
  piece: Piece,
  block: Block & { type: 'table' },
  growing: Growing,
): Settled | undefined => {
  const { source, starts, resume } = growing;
  const firstRow = piece.startLine + 2;
  const count = Math.min(block.rows.length, starts.length - 1 - firstRow);
  if (count < 1) return undefined;
  const before = resume?.type === 'table' ? resume.rows : 0;
  return {
    block: { ...block, rows: block.rows.slice(0, count) },
    cut: starts[firstRow + count] ?? source.length,
    resume: { type: 'table', rows: before + count },
    prefix: source.slice(starts[piece.startLine], starts[firstRow]),
    chunks: [],
  };
};

/** Whether a line of a paragraph stays one whatever it grows to: no head of a table, no delimiters, no underline. */
const isText = (line: string): boolean => {
  const text = line.trimStart();
  const beginning = text.slice(0, maxBeforeBar);
  const isNoHead = text.length > maxHeadLength || (text.length > maxBeforeBar && !beginning.includes('|'));
  return isNoHead && /[^\s|:=\-*_]/.test(beginning);
};

const settleChunks = (piece: Piece, growing: Growing): Settled | undefined => {
  const { source, starts, resume } = growing;
  const start = starts[piece.startLine] ?? 0;
  // Both ends of a paragraph are without white space.
  const from = start + Math.max(0, source.slice(start).search(/[^\s]/));
  if (resume?.type !== 'paragraph' && source.charAt(from) === '[') {
    const label = /^\[(?:\\.|[^\]\\[])*\](?=[^:])/s.test(source.slice(from, from + 2000));
    if (!label) return undefined;
  }
  let line = piece.startLine;
  let end = from;
  let cut = from;
  let count = 0;
  for (const { length } of piece.chunks.slice(0, -1)) {
    end += length;
    while (line + 1 < starts.length && (starts[line + 1] ?? 0) <= end) line += 1;
    const isWithinText = resume?.type === 'paragraph' && line === piece.startLine;
    const isFixed = isWithinText || line <= starts.length - 3;
    if (!isFixed && !isText(source.slice(starts[line], starts[line + 1]))) break;
    cut = end;
    count += 1;
  }
  if (count === 0) return undefined;
  const chunks = piece.chunks.slice(0, count);
  const children = joinInlines(chunks.map(({ nodes }) => nodes));
  return { block: { type: 'paragraph', children }, cut, resume: { type: 'paragraph' }, prefix: '', chunks };
};

/** What of the one block of a source is settled; undefined where there is nothing yet. */
export const settleInside = (piece: Piece, growing: Growing): Settled | undefined => {
  const { block } = piece;
  switch (block?.type) {
    case 'list':
      return settleItems(piece, block, growing);
    case 'quote':
      return settleQuoted(piece, block, growing);
    case 'table':
      return settleRows(piece, block, growing);
    case 'paragraph':
      return settleChunks(piece, growing);
    default:
      return undefined;
  }
};

/** Whether it makes a difference if a list is loose. */
export const holdsParagraph = (list: Block & { type: 'list' }): boolean =>
  list.items.some(({ children }) => children.some(({ type }) => type === 'paragraph'));
