// Block tokens become the tree's blocks. Pure; bounded in depth, cells and length of a paragraph by the grammar, so that
// hostile text costs time in proportion to its size.
import type { Token } from 'markdown-it';
import { showHiddenAndDirections } from './show-hidden.ts';
import { type Chunk, findCut, joinInlines, readChunk } from './split-inline.ts';
import { syntax } from './syntax.ts';
import type { Alignment, Block, FormulaMark, HeadingLevel, Inline, ListItem } from './tree.ts';

/** Definitions of `[label]: address`, by normalized label. Without a prototype of its own. */
export type References = Record<string, { title: string; href: string }>;

export const noReferences = (): References => Object.create(null) as References;

/** Inline nodes by their source. Carried from one pass over a growing text to the next, it saves most of the work. */
export type InlineCache = Map<string, Chunk>;

/** What lies between two cuts of a long text. */
export interface InlineChunk {
  length: number;
  nodes: Inline[];
}

const maxLanguageLength = 40;

/** One pass over a source: a cursor over its tokens, and what is known of its inline text. */
export interface Pass {
  tokens: Token[];
  index: number;
  references: References;
  hasReferences: boolean;
  known: InlineCache;
  used: InlineCache;
  /** Characters read as inline text. */
  work: number;
}

const chunkOf = (pass: Pass, text: string): Chunk => {
  // What a bracket means depends on definitions, which may have changed since.
  const isStable = !pass.hasReferences || !text.includes('[');
  const known = isStable ? (pass.used.get(text) ?? pass.known.get(text)) : undefined;
  const chunk = known ?? readChunk(text, pass.references);
  if (known === undefined) pass.work += text.length;
  if (isStable) pass.used.set(text, chunk);
  return chunk;
};

export const chunksOf = (pass: Pass, content: string): InlineChunk[] => {
  const chunks: InlineChunk[] = [];
  const read = (text: string): Chunk => chunkOf(pass, text);
  for (let rest = content; rest !== ''; ) {
    const text = rest.slice(0, findCut(rest, read));
    chunks.push({ length: text.length, nodes: read(text).nodes });
    rest = rest.slice(text.length);
  }
  return chunks;
};

const inlineOf = (pass: Pass, content: string): Inline[] =>
  joinInlines(chunksOf(pass, content).map(({ nodes }) => nodes));

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

export const isClosedFence = (token: Token): boolean => {
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

const buildFormula = (token: Token): Block => {
  const formula = {
    type: 'math' as const,
    tex: showHiddenAndDirections(token.content),
    markup: token.markup as FormulaMark,
  };
  return token.meta?.isOpen === true ? { ...formula, isOpen: true } : formula;
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

/** Builds the block whose first token the cursor has just passed; undefined where it prints nothing. */
export const buildBlock = (pass: Pass, token: Token): Block | undefined => {
  switch (token.type) {
    case 'paragraph_open':
      return { type: 'paragraph', children: buildLeaf(pass) };
    case 'heading_open': {
      const level = Number(token.tag.slice(1)) as HeadingLevel;
      return { type: 'heading', level, depth: 1, children: buildLeaf(pass) };
    }
    case 'fence':
      return buildFence(token);
    case 'math_block':
      return buildFormula(token);
    case 'code_block':
    case 'source':
    case 'table_rest':
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
