// Markdown as a tree, whole. For text that is still growing see stream.ts, which ends with the same tree.

import { noReferences } from './build-block.ts';
import { setDepths } from './outline.ts';
import { normalizeText, parsePieces } from './parse-pieces.ts';
import type { Block } from './tree.ts';

/**
 * The tree of a text: CommonMark with tables, strikethrough, task lists and bare http(s) addresses. Raw HTML is text.
 * Never throws and drops nothing a reader could see: what is nested too deep or too large a table is kept as source.
 */
export const parseMarkdown = (text: string): Block[] => {
  const { pieces } = parsePieces(normalizeText(text), noReferences(), new Map());
  const blocks = pieces.flatMap((piece) => (piece.block === undefined ? [] : [piece.block]));
  setDepths(blocks, []);
  return blocks;
};
