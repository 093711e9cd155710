// The outline of a text: gives every heading a depth that never skips one, whatever levels its author chose.
// Walks trees in order; knows nothing of how they are printed.
import type { Block, HeadingLevel } from './tree.ts';

/** The levels of the headings that are open at a point in the text, outermost first. */
export type Outline = HeadingLevel[];

/** Sets the depth of all headings within, in order, and moves the outline on. */
export const setDepths = (blocks: readonly Block[], outline: Outline): void => {
  for (const block of blocks) {
    if (block.type === 'heading') {
      while ((outline.at(-1) ?? 0) >= block.level) outline.pop();
      outline.push(block.level);
      block.depth = outline.length as HeadingLevel;
    } else if (block.type === 'quote') setDepths(block.children, outline);
    else if (block.type === 'list') for (const item of block.items) setDepths(item.children, outline);
  }
};

/** The headings within, in order. */
export const headingsIn = (blocks: readonly Block[]): (Block & { type: 'heading' })[] =>
  blocks.flatMap((block) => {
    if (block.type === 'heading') return [block];
    if (block.type === 'quote') return headingsIn(block.children);
    return block.type === 'list' ? block.items.flatMap((item) => headingsIn(item.children)) : [];
  });
