// One pass over a text: its top-level blocks with the lines they came from, and what it would take for each to be final.
// Pure; bounded in depth, cells and length of a paragraph, so that hostile text costs time in proportion to its size.
import type { Token } from 'markdown-it';
import { buildInline } from './build-inline.ts';
import { showHidden, showHiddenAndDirections } from './show-hidden.ts';
import { syntax } from './syntax.ts';
import type { Alignment, Block, HeadingLevel, Inline, ListItem } from './tree.ts';

/** Definitions of `[label]: address`, by normalized label. Without a prototype of its own. */
export type References = Record<string, { title: string; href: string }>;

export const noReferences = (): References => Object.create(null) as References;

/** Inline nodes by their source. Carried from one pass over a growing text to the next, it saves most of the work. */
export type InlineCache = Map<string, Inline[]>;

export interface Piece {
  /** Undefined for a reference definition, which prints nothing. */
  block: Block | undefined;
  startLine: number;
  /** Exclusive; may include blank lines. */
  endLine: number;
  /** What decides that the piece is over: its own last line, a blank line, or only the block after it. */
  endsWith: 'own-line' | 'blank-line' | 'next-block';
  /** Labels of the definitions inside. */
  labels: string[];
}

/** No paragraph for reading is longer; past this its marks stay characters. */
const maxInlineLength = 100_000;
const maxLanguageLength = 40;

interface Pass {
  tokens: Token[];
  index: number;
  references: References;
  hasReferences: boolean;
  known: InlineCache;
  used: InlineCache;
}

const inlineOf = (pass: Pass, content: string): Inline[] => {
  if (content === '') return [];
  if (content.length > maxInlineLength) return [{ type: 'text', text: showHidden(content) }];
  // What a bracket means depends on definitions, which may have changed since.
  const isStable = !pass.hasReferences || !content.includes('[');
  let inline = isStable ? (pass.used.get(content) ?? pass.known.get(content)) : undefined;
  if (inline === undefined) {
    const tokens: Token[] = [];
    syntax.inline.parse(content, syntax, { references: pass.references }, tokens);
    inline = buildInline(tokens);
  }
  if (isStable) pass.used.set(content, inline);
  return inline;
};

const codeBlock = (text: string, language = ''): Block & { type: 'code' } => ({
  type: 'code',
  language,
  text: showHiddenAndDirections(text.endsWith('\n') ? text.slice(0, -1) : text),
});

/** The first word after a fence, made safe to show. */
export const languageOf = (info: string): string =>
  showHiddenAndDirections(syntax.utils.unescapeAll(info).trim().split(/\s/, 1)[0] ?? '').slice(
    0,
    maxLanguageLength,
  );

const isClosedFence = (token: Token): boolean => {
  const [start, end] = token.map ?? [0, 0];
  const { content } = token;
  let lines = content === '' || content.endsWith('\n') ? 0 : 1;
  for (let at = content.indexOf('\n'); at >= 0; at = content.indexOf('\n', at + 1)) lines += 1;
  return lines === end - start - 2;
};

const buildFence = (token: Token): Block => {
  const block = codeBlock(token.content, languageOf(token.info));
  return isClosedFence(token) ? block : { ...block, isOpen: true };
};

const alignmentOf = (token: Token): Alignment | undefined => {
  const style = String(token.attrGet('style') ?? '');
  return (['left', 'center', 'right'] as const).find((alignment) => style === `text-align:${alignment}`);
};

const buildTable = (pass: Pass): Block => {
  const alignments: (Alignment | undefined)[] = [];
  const lines: Inline[][][] = [];
  for (;;) {
    const token = pass.tokens[pass.index];
    pass.index += 1;
    if (token === undefined || token.type === 'table_close') break;
    if (token.type === 'tr_open') lines.push([]);
    else if (token.type === 'th_open') alignments.push(alignmentOf(token));
    else if (token.type === 'inline') lines.at(-1)?.push(inlineOf(pass, token.content));
  }
  const [head = [], ...rows] = lines;
  return { type: 'table', alignments, head, rows };
};

const taskMark = /^\[([ xX])\][ \t\n]+(?=\S)/;

const buildItem = (pass: Pass): ListItem => {
  const first = pass.tokens[pass.index + 1];
  const mark =
    pass.tokens[pass.index]?.type === 'paragraph_open' && first !== undefined
      ? taskMark.exec(first.content)
      : null;
  if (mark !== null && first !== undefined) first.content = first.content.slice(mark[0].length);
  const children = buildUntilClose(pass);
  return mark === null ? { children } : { isChecked: mark[1] !== ' ', children };
};

const buildList = (pass: Pass, open: Token): Block => {
  const items: ListItem[] = [];
  const paragraphLevel = open.level + 2;
  let isTight = true;
  for (let index = pass.index; ; index += 1) {
    const token = pass.tokens[index];
    if (token === undefined || token.level === open.level) break;
    if (token.type === 'paragraph_open' && token.level === paragraphLevel) {
      isTight = token.hidden;
      break;
    }
  }
  while (pass.tokens[pass.index]?.type === 'list_item_open') {
    pass.index += 1;
    items.push(buildItem(pass));
  }
  pass.index += 1;
  const isOrdered = open.type === 'ordered_list_open';
  return {
    type: 'list',
    isOrdered,
    start: isOrdered ? Number(open.attrGet('start') ?? 1) : 1,
    isTight,
    items,
  };
};

const buildLeaf = (pass: Pass): Inline[] => {
  const content = pass.tokens[pass.index]?.content ?? '';
  pass.index += 2;
  return inlineOf(pass, content);
};

/** Builds the block whose first token the cursor has just passed. */
const buildBlock = (pass: Pass, token: Token): Block | undefined => {
  switch (token.type) {
    case 'paragraph_open':
      return { type: 'paragraph', children: buildLeaf(pass) };
    case 'heading_open': {
      const level = Number(token.tag.slice(1)) as HeadingLevel;
      return { type: 'heading', level, depth: 1, children: buildLeaf(pass) };
    }
    case 'fence':
      return buildFence(token);
    case 'code_block':
    case 'source':
      return codeBlock(token.content);
    case 'html':
      return { type: 'html', text: showHiddenAndDirections(token.content) };
    case 'hr':
      return { type: 'rule' };
    case 'blockquote_open':
      return { type: 'quote', children: buildUntilClose(pass) };
    case 'table_open':
      return buildTable(pass);
    case 'bullet_list_open':
    case 'ordered_list_open':
      return buildList(pass, token);
    default:
      return undefined;
  }
};

const buildUntilClose = (pass: Pass): Block[] => {
  const blocks: Block[] = [];
  let isAfterSource = false;
  for (;;) {
    const token = pass.tokens[pass.index];
    pass.index += 1;
    if (token === undefined || token.nesting < 0) return blocks;
    const block = buildBlock(pass, token);
    const last = blocks.at(-1);
    // What lies too deep arrives line by line.
    if (isAfterSource && token.type === 'source' && block?.type === 'code' && last?.type === 'code')
      last.text += `\n${block.text}`;
    else if (block !== undefined) blocks.push(block);
    isAfterSource = token.type === 'source';
  }
};

const endOf = (token: Token): Piece['endsWith'] => {
  if (token.type === 'hr' || (token.type === 'heading_open' && token.markup.startsWith('#')))
    return 'own-line';
  if (token.type === 'fence') return isClosedFence(token) ? 'own-line' : 'next-block';
  const endsAtBlank = ['paragraph_open', 'heading_open', 'table_open', 'html', 'source'];
  return endsAtBlank.includes(token.type) ? 'blank-line' : 'next-block';
};

/** Line breaks as Markdown counts them; NUL, which no page may hold, replaced. */
export const normalizeText = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd');

/**
 * The top-level pieces of a normalized text, in order. Definitions found are added to `references`, which also resolves
 * links; `cache` is replaced by what this pass used. Headings have depth 1: see outline.ts.
 */
export const parsePieces = (source: string, references: References, cache: InlineCache): Piece[] => {
  const tokens: Token[] = [];
  syntax.block.parse(source, syntax, { references }, tokens);
  let hasReferences = false;
  for (const _ in references) {
    hasReferences = true;
    break;
  }
  const pass: Pass = { tokens, index: 0, references, hasReferences, known: cache, used: new Map() };
  const pieces: Piece[] = [];
  while (pass.index < tokens.length) {
    const token = tokens[pass.index];
    if (token === undefined) break;
    const first = pass.index;
    pass.index += 1;
    const block = buildBlock(pass, token);
    const [startLine, endLine] = token.map ?? [0, 0];
    const labels: string[] = [];
    for (let index = first; index < pass.index; index += 1) {
      const label = tokens[index]?.type === 'reference_definition' ? tokens[index]?.meta?.label : undefined;
      if (typeof label === 'string') labels.push(label);
    }
    pieces.push({ block, startLine, endLine, endsWith: endOf(token), labels });
  }
  cache.clear();
  for (const [content, inline] of pass.used) cache.set(content, inline);
  return pieces;
};
