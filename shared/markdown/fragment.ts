// What a growing text is handed out in: blocks, or parts of a block that goes on. Knows how they make up a whole again;
// not when a part is ready.
import { joinInlines } from './split-inline.ts';
import type { Block } from './tree.ts';

/**
 * A block, or as much of one as is settled. What continues a list holds its further items, and so with the rows of a table,
 * the blocks of a quote, the text of code, the inline nodes of a paragraph. A heading that continues a paragraph says that
 * all of it was a heading.
 */
export interface Fragment {
  block: Block;
  /** It is more of the block before. */
  continues: boolean;
  /** A definition that is still to come may change it: see `corrections`. */
  isUndecided: boolean;
}

/** A settled fragment that looks different by what was defined since. */
export interface Correction {
  /** Counting all settled fragments from 0. */
  index: number;
  block: Block;
}

const joinTwo = (before: Block, after: Block): Block => {
  if (before.type === 'list' && after.type === 'list')
    return { ...before, isTight: before.isTight && after.isTight, items: [...before.items, ...after.items] };
  if (before.type === 'table' && after.type === 'table')
    return { ...before, rows: [...before.rows, ...after.rows] };
  if (before.type === 'quote' && after.type === 'quote')
    return { ...before, children: [...before.children, ...after.children] };
  if (before.type === 'code' && after.type === 'code')
    return { ...after, language: before.language, text: before.text + after.text };
  if (before.type === 'paragraph' && (after.type === 'paragraph' || after.type === 'heading'))
    return { ...after, children: joinInlines([before.children, after.children]) };
  return after;
};

/** The tree that the fragments of a whole text stand for. */
export const joinFragments = (fragments: readonly Pick<Fragment, 'block' | 'continues'>[]): Block[] => {
  const blocks: Block[] = [];
  for (const { block, continues } of fragments) {
    const last = continues ? blocks.pop() : undefined;
    blocks.push(last === undefined ? block : joinTwo(last, block));
  }
  return blocks;
};
