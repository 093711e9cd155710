// One pass over a text: its top-level blocks with the lines they came from, and what it would take for each to be final.
// Pure; how tokens become blocks is build-block.ts.
import type { Token } from 'markdown-it';
import {
  buildBlock,
  chunksOf,
  type InlineCache,
  type InlineChunk,
  isClosedFence,
  type Pass,
  type References,
} from './build-block.ts';
import type { Resume } from './resume.ts';
import { joinInlines } from './split-inline.ts';
import { syntax } from './syntax.ts';
import type { Block } from './tree.ts';

/** A list's item, a quote's block or a table's row. */
export interface PiecePart {
  startLine: number;
  /** Exclusive; may include blank lines. */
  endLine: number;
  /** An item with a blank line between its blocks. */
  isLoose: boolean;
  /** An item with a blank line at its end. */
  endsBlank: boolean;
}

export interface Piece {
  /** Undefined for a reference definition, which prints nothing. */
  block: Block | undefined;
  startLine: number;
  /** Exclusive; may include blank lines. */
  endLine: number;
  /** What decides that the piece is over: its own last line, a blank line, or only the block after it. */
  endsWith: 'own-line' | 'blank-line' | 'next-block';
  /** The definitions inside. */
  definitions: { label: string; startLine: number }[];
  /** Of a list or a quote, in order. */
  parts: PiecePart[];
  /** Of a paragraph: its chunks, as long as they are in the source. */
  chunks: InlineChunk[];
  /** The lines of a table that is full. */
  isTableRest: boolean;
}

const endOf = (token: Token): Piece['endsWith'] => {
  if (token.type === 'hr' || (token.type === 'heading_open' && token.markup.startsWith('#')))
    return 'own-line';
  if (token.type === 'fence') return isClosedFence(token) ? 'own-line' : 'next-block';
  if (token.type === 'math_block') return token.meta?.isOpen === true ? 'blank-line' : 'own-line';
  const endsAtBlank = ['paragraph_open', 'heading_open', 'table_open', 'html', 'source', 'table_rest'];
  return endsAtBlank.includes(token.type) ? 'blank-line' : 'next-block';
};

/** Line breaks as Markdown counts them; NUL, which no page may hold, replaced. */
export const normalizeText = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd');

const startsOf = (source: string): number[] => {
  const starts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
};

/** The blocks one level below the token at `first`, up to the one that closes it. */
const blocksWithin = (tokens: readonly Token[], first: number): [number, number][] => {
  const level = (tokens[first]?.level ?? 0) + 1;
  const found: [number, number][] = [];
  for (let index = first + 1; (tokens[index]?.level ?? 0) >= level; index += 1) {
    const token = tokens[index];
    if (token?.level === level && token.nesting >= 0 && token.map) found.push(token.map);
  }
  return found;
};

const partsOf = (
  tokens: readonly Token[],
  first: number,
  isBlank: (line: number) => boolean,
): PiecePart[] => {
  const open = tokens[first];
  if (open?.type === 'blockquote_open')
    return blocksWithin(tokens, first).map(([startLine, endLine]) => ({
      startLine,
      endLine,
      isLoose: false,
      endsBlank: false,
    }));
  if (open?.type !== 'bullet_list_open' && open?.type !== 'ordered_list_open') return [];
  const parts: PiecePart[] = [];
  for (let index = first + 1; (tokens[index]?.level ?? 0) > open.level; index += 1) {
    const token = tokens[index];
    if (token?.type !== 'list_item_open' || token.level !== open.level + 1) continue;
    const [startLine, endLine] = token.map ?? [0, 0];
    const isLoose = blocksWithin(tokens, index)
      .slice(0, -1)
      .some(([, end]) => isBlank(end - 1) || isBlank(end));
    const endsBlank = endLine - startLine > 1 && isBlank(endLine - 1);
    parts.push({ startLine, endLine, isLoose, endsBlank });
  }
  return parts;
};

export interface Pieces {
  pieces: Piece[];
  /** Where each line of the source starts. */
  starts: number[];
  /** Characters that were read anew, as blocks or as inline text: what this pass cost. */
  work: number;
}

/**
 * The top-level pieces of a normalized text, in order. Definitions found are added to `references`, which also resolves
 * links; `cache` is replaced by what this pass used. `resume` is what the first line goes on with. Headings have depth 1:
 * see outline.ts.
 */
export const parsePieces = (
  source: string,
  references: References,
  cache: InlineCache,
  resume?: Resume,
): Pieces => {
  const tokens: Token[] = [];
  syntax.block.parse(source, syntax, { references, resume }, tokens);
  let hasReferences = false;
  for (const _ in references) {
    hasReferences = true;
    break;
  }
  const starts = startsOf(source);
  const isBlank = (line: number): boolean =>
    line < starts.length && source.slice(starts[line], starts[line + 1]).trim() === '';
  const pass: Pass = { tokens, index: 0, references, hasReferences, known: cache, used: new Map(), work: 0 };
  const pieces: Piece[] = [];
  while (pass.index < tokens.length) {
    const token = tokens[pass.index];
    if (token === undefined) break;
    const first = pass.index;
    pass.index += 1;
    let block: Block | undefined;
    let chunks: InlineChunk[] = [];
    if (token.type === 'paragraph_open') {
      chunks = chunksOf(pass, tokens[pass.index]?.content ?? '');
      pass.index += 2;
      block = { type: 'paragraph', children: joinInlines(chunks.map(({ nodes }) => nodes)) };
    } else block = buildBlock(pass, token);
    const [startLine, endLine] = token.map ?? [0, 0];
    const definitions: Piece['definitions'] = [];
    for (let index = first; index < pass.index; index += 1) {
      const definition = tokens[index];
      const label = definition?.type === 'reference_definition' ? definition.meta?.label : undefined;
      if (typeof label === 'string') definitions.push({ label, startLine: definition?.map?.[0] ?? 0 });
    }
    pieces.push({
      block,
      startLine,
      endLine,
      endsWith: endOf(token),
      definitions,
      parts: partsOf(tokens, first, isBlank),
      chunks,
      isTableRest: token.type === 'table_rest',
    });
  }
  cache.clear();
  for (const [content, chunk] of pass.used) cache.set(content, chunk);
  return { pieces, starts, work: source.length + pass.work };
};
