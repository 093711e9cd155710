import type { Block, Inline, ListItem } from '../../shared/markdown/tree.ts';
import { listClass, type PrintOptions, printBlock, printItem, printRow } from './print-block.ts';
import { growCode } from './print-code.ts';
import { needsElement, printInline } from './print-inline.ts';

/** Deep equality of plain trees; parts taken over from the pass before are equal at a glance. */
export const isSameTree = (one: unknown, other: unknown): boolean => {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one))
    return (
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((value, index) => isSameTree(value, other[index]))
    );
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => isSameTree(one[key as keyof typeof one], other[key as keyof typeof other]))
  );
};

/** Makes a parent's first child nodes, which stand for `before`, stand for `after`; touches only those that differ. */
const patchChildren = <Item>(
  parent: Node,
  before: readonly Item[],
  after: readonly Item[],
  patch: (node: Node, one: Item, other: Item) => boolean,
  print: (item: Item) => Node,
): void => {
  after.forEach((item, index) => {
    const node = parent.childNodes[index];
    const old = before[index];
    if (node === undefined || old === undefined) parent.insertBefore(print(item), node ?? null);
    else if (!isSameTree(old, item) && !patch(node, old, item)) parent.replaceChild(print(item), node);
  });
  for (let count = before.length; count > after.length; count -= 1) parent.childNodes[count - 1]?.remove();
};

const patchInline = (node: Node, before: Inline, after: Inline): boolean => {
  if (before.type === 'text' && after.type === 'text' && node instanceof Text) {
    if (!after.text.startsWith(before.text) || needsElement(after.text)) return false;
    node.appendData(after.text.slice(before.text.length));
    return true;
  }
  const hasMark = after.type === 'strong' || after.type === 'emphasis' || after.type === 'strikethrough';
  if (!hasMark || before.type !== after.type) return false;
  patchChildren(node, before.children, after.children, patchInline, printInline);
  return true;
};

/** Of a node whose first children stand for `before`; those behind are left alone. */
export const patchInlines = (node: Node, before: Inline[], after: Inline[]): void =>
  patchChildren(node, before, after, patchInline, printInline);

export const patchItem = (node: Node, before: ListItem, after: ListItem, options: PrintOptions): boolean => {
  const content = node.lastChild;
  if (before.isChecked !== after.isChecked || content === null) return false;
  patchBlocks(content, before.children, after.children, options);
  return true;
};

export const patchRow = (row: Node, before: Inline[][], after: Inline[][]): boolean => {
  if (before.length !== after.length) return false;
  after.forEach((cell, index) => {
    const printed = row.childNodes[index];
    if (printed !== undefined) patchInlines(printed, before[index] ?? [], cell);
  });
  return true;
};

const patchTable = (
  scroller: Element,
  before: Block & { type: 'table' },
  after: Block & { type: 'table' },
): boolean => {
  const body = scroller.querySelector('tbody');
  if (body === null || !isSameTree(before.alignments, after.alignments)) return false;
  if (!isSameTree(before.head, after.head)) return false;
  patchChildren(body, before.rows, after.rows, patchRow, (cells) => printRow(after, cells, 'td'));
  return true;
};

/** Turns what was printed for `before` into `after` in place; false where it has to be printed anew. */
export const patchBlock = (node: Node, before: Block, after: Block, options: PrintOptions): boolean => {
  if (!(node instanceof HTMLElement)) return false;
  if (before.type === 'paragraph' && after.type === 'paragraph') {
    patchInlines(node, before.children, after.children);
    return true;
  }
  if (before.type === 'heading' && after.type === 'heading') {
    if (before.level !== after.level || before.depth !== after.depth) return false;
    patchInlines(node, before.children, after.children);
    return true;
  }
  if (before.type === 'code' && after.type === 'code') return growCode(node, before, after);
  if (before.type === 'quote' && after.type === 'quote') {
    patchBlocks(node, before.children, after.children, options);
    return true;
  }
  if (before.type === 'table' && after.type === 'table') return patchTable(node, before, after);
  if (before.type !== 'list' || after.type !== 'list') return false;
  if (before.isOrdered !== after.isOrdered || before.start !== after.start) return false;
  node.className = listClass(after);
  const patch = (item: Node, one: ListItem, other: ListItem): boolean => patchItem(item, one, other, options);
  patchChildren(node, before.items, after.items, patch, (item) => printItem(item, options));
  return true;
};

const patchBlocks = (parent: Node, before: Block[], after: Block[], options: PrintOptions): void => {
  const patch = (node: Node, one: Block, other: Block): boolean => patchBlock(node, one, other, options);
  patchChildren(parent, before, after, patch, (block) => printBlock(block, options));
};
