// What a reader sees of an answer, as plain text with its paragraph structure: headings, sentences, list items, table rows.
// Made from the Markdown tree; knows nothing of how it is compared or shown.
import { parseMarkdown } from '../markdown/parse.ts';
import type { Block, Inline } from '../markdown/tree.ts';

export type ReadingKind = 'heading' | 'paragraph' | 'item' | 'row' | 'code';

export interface ReadingBlock {
  kind: ReadingKind;
  /** Of a heading: its place in the outline, from 1. Of anything else: how many lists and quotes it lies in. */
  depth: number;
  /** What stands in front of a list item: "•", "3." or a check mark. */
  marker?: string;
  text: string;
  /** Where it differs from `text`: the words to compare by, as a table row with the names of its columns. */
  comparedText?: string;
}

export const inlineText = (nodes: readonly Inline[]): string =>
  nodes
    .map((node) => {
      switch (node.type) {
        case 'text':
          return node.text.replaceAll('\n', ' ');
        case 'code':
          return node.text;
        case 'math':
          return node.tex;
        case 'image':
          return node.alt;
        case 'line-break':
          return '\n';
        default:
          return inlineText(node.children);
      }
    })
    .join('');

type Row = Extract<Block, { type: 'table' }>['head'];

const rowBlock = (row: Row, head: Row, depth: number): ReadingBlock => {
  const cells = row.map((cell) => inlineText(cell).trim());
  const named = cells.map((cell, index) => {
    const name = index === 0 ? '' : inlineText(head[index] ?? []).trim();
    return name === '' || cell === '' ? cell : `${name}: ${cell}`;
  });
  return {
    kind: 'row',
    depth,
    text: cells.join(' | '),
    comparedText: named.filter((cell) => cell !== '').join('; '),
  };
};

const checkMarks = { true: '☑', false: '☐' };

const addBlocks = (into: ReadingBlock[], blocks: readonly Block[], depth: number, marker?: string): void => {
  let unused = marker;
  const add = (kind: ReadingKind, text: string): void => {
    if (text.trim() === '') return;
    const isItem = unused !== undefined && kind === 'paragraph';
    into.push({
      kind: isItem ? 'item' : kind,
      depth,
      ...(isItem && unused !== undefined && { marker: unused }),
      text: text.trim(),
    });
    if (isItem) unused = undefined;
  };
  for (const block of blocks)
    switch (block.type) {
      case 'heading': {
        const text = inlineText(block.children).trim();
        if (text !== '') into.push({ kind: 'heading', depth: block.depth, text });
        break;
      }
      case 'paragraph':
        add('paragraph', inlineText(block.children));
        break;
      case 'html':
        add('paragraph', block.text);
        break;
      case 'code':
        add('code', block.text);
        break;
      case 'math':
        add('code', block.tex);
        break;
      case 'quote':
        addBlocks(into, block.children, depth + 1);
        break;
      case 'list':
        block.items.forEach((item, index) => {
          const number = block.isOrdered ? `${block.start + index}.` : '•';
          const mark = item.isChecked === undefined ? number : checkMarks[`${item.isChecked}`];
          addBlocks(into, item.children, depth + 1, mark);
        });
        break;
      case 'table':
        for (const row of [block.head, ...block.rows]) {
          const line = rowBlock(row, row === block.head ? [] : block.head, depth);
          if (line.text.replaceAll('|', '').trim() !== '') into.push(line);
        }
        break;
      case 'rule':
        break;
    }
};

/** The visible text of Markdown, block by block. Formulas and code blocks are `code`, as written. */
export const readMarkdown = (markdown: string): ReadingBlock[] => {
  const blocks: ReadingBlock[] = [];
  addBlocks(blocks, parseMarkdown(markdown), 0);
  return blocks;
};
