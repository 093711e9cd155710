import type { Block } from '../../shared/markdown/tree.ts';
import { element } from './element.ts';
import { growList } from './grow-list.ts';
import { growParagraph } from './grow-paragraph.ts';
import { growTable } from './grow-table.ts';
import type { Ground, GrowingBlock } from './growing-block.ts';
import { isSameTree, patchBlock } from './patch-block.ts';
import { printBlock } from './print-block.ts';
import { growPrintedCode, printCode } from './print-code.ts';
import { createSlots } from './slots.ts';

type Quote = Block & { type: 'quote' };
type Code = Block & { type: 'code' };

const isQuote = (block: Block | undefined): block is Quote => block?.type === 'quote';
const isCode = (block: Block | undefined): block is Code => block?.type === 'code';

/** A quote, of which one block after the other is settled. */
const growQuote = (ground: Ground): GrowingBlock => {
  const quote = element('blockquote');
  const starts: number[] = [];
  ground.place(quote);
  const slots = createSlots<Block>({
    print: (block) => printBlock(block, ground.print),
    patch: (printed, before, after) => patchBlock(printed, before, after, ground.print),
    append: (printed) => quote.append(printed),
    remove: (printed) => printed.remove(),
    onSettle: ground.onSettle,
  });
  return {
    update(settled, open) {
      const parts = [...settled, ...(open === undefined ? [] : [open])];
      if (!parts.every(isQuote)) return false;
      let count = slots.settledCount;
      for (const { children } of settled.filter(isQuote)) {
        starts.push(count);
        count += children.length;
      }
      slots.update(
        settled.filter(isQuote).flatMap(({ children }) => children),
        isQuote(open) ? open.children : [],
      );
      return true;
    },
    correct(part, block) {
      if (isQuote(block))
        block.children.forEach((child, index) => {
          slots.correct((starts[part] ?? 0) + index, child);
        });
    },
    remove: () => quote.remove(),
  };
};

/** Code whose lines are put behind one another and never looked at again. */
const growCode = (ground: Ground, first: Code): GrowingBlock => {
  const box = printCode({ ...first, text: '', isOpen: true });
  ground.place(box);
  let isSettled = false;
  let isOver = false;
  return {
    update(settled, open) {
      const parts = [...settled, ...(open === undefined ? [] : [open])];
      if (!parts.every(isCode)) return false;
      if (!isSettled && parts[0]?.language !== first.language) return false;
      const text = settled
        .filter(isCode)
        .map((part) => part.text)
        .join('');
      const last = settled.at(-1);
      isSettled ||= settled.length > 0;
      isOver = isCode(last) && last.isOpen !== true;
      growPrintedCode(box, text, isCode(open) ? open.text : '', isOver);
      if (isOver) ground.onSettle(box);
      return true;
    },
    correct: () => undefined,
    remove: () => box.remove(),
  };
};

/** Any other block: settled as a whole. */
const growWhole = (ground: Ground, first: Block): GrowingBlock => {
  let block = first;
  let printed = printBlock(first, ground.print);
  ground.place(printed);
  const show = (next: Block): void => {
    if (!isSameTree(block, next) && !patchBlock(printed, block, next, ground.print)) {
      const replacement = printBlock(next, ground.print);
      printed.replaceWith(replacement);
      printed = replacement;
    }
    block = next;
  };
  return {
    update(settled, open) {
      const next = settled[0] ?? open;
      if (next?.type !== block.type) return false;
      show(next);
      if (settled.length > 0) ground.onSettle(printed);
      return true;
    },
    correct(_part, next) {
      show(next);
      ground.onSettle(printed);
    },
    remove: () => printed.remove(),
  };
};

/** Puts a block of this kind on the page; `update` shows what is in it. */
export const growBlock = (ground: Ground, block: Block): GrowingBlock => {
  switch (block.type) {
    case 'paragraph':
      return growParagraph(ground);
    case 'list':
      return growList(ground, block);
    case 'table':
      return growTable(ground, block);
    case 'quote':
      return growQuote(ground);
    case 'code':
      return growCode(ground, block);
    default:
      return growWhole(ground, block);
  }
};
