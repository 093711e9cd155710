import type { Block, Inline } from '../../shared/markdown/tree.ts';
import { element } from './element.ts';
import type { Ground, GrowingBlock } from './growing-block.ts';
import styles from './markdown.module.css';
import { patchInlines } from './patch-block.ts';
import { printBlock, printHeading } from './print-block.ts';
import { appendInline } from './print-inline.ts';
import { createSlots } from './slots.ts';

/** A paragraph is laid out as a whole with each change of it, so one of many pages goes on in boxes of its own from time to time. */
const charactersPerRun = 8000;
/** The same for one full of marks and links: elements cost more than the text in them. */
const elementsPerRun = 400;

type Text = Block & { type: 'paragraph' | 'heading' };

const isText = (block: Block | undefined): block is Text =>
  block?.type === 'paragraph' || block?.type === 'heading';

/** A paragraph of any length, chunk by chunk. An underline that comes at its end makes a heading of it. */
export const growParagraph = (ground: Ground): GrowingBlock => {
  let printed = printBlock({ type: 'paragraph', children: [] }, ground.print);
  // The first chunk lies in the paragraph itself, so that short ones are as plain as can be.
  let firstNodes: Inline[] = [];
  let isFirstSettled = false;
  let heading: (Block & { type: 'heading' }) | undefined;
  ground.place(printed);
  /** Where the next chunk goes: the paragraph itself while it is short, a box of its own after that. */
  let run: HTMLElement | undefined;

  const appendChunk = (chunk: HTMLElement): void => {
    const current = run ?? printed;
    const isLong = (current.textContent?.length ?? 0) >= charactersPerRun;
    if (isLong || current.querySelectorAll('*').length >= elementsPerRun) {
      // Skipped out of sight, which costs many elements more to begin with than they are to lay out.
      if (isLong) run?.classList.add(styles.fullRun ?? '');
      run = element('span', styles.chunk);
      printed.append(run);
    }
    (run ?? printed).append(chunk);
  };

  const removeChunk = (chunk: HTMLElement): void => {
    chunk.remove();
    if (run?.childElementCount !== 0) return;
    const before = run.previousElementSibling;
    run.remove();
    run = before instanceof HTMLElement && before.classList.contains(styles.chunk ?? '') ? before : undefined;
    run?.classList.remove(styles.fullRun ?? '');
  };

  const slots = createSlots<Inline[]>({
    print(nodes) {
      const chunk = element('span');
      appendInline(chunk, nodes);
      return chunk;
    },
    patch(chunk, before, after) {
      patchInlines(chunk, before, after);
      return true;
    },
    append: appendChunk,
    remove: removeChunk,
    onSettle: ground.onSettle,
  });

  const showFirst = (nodes: Inline[]): void => {
    patchInlines(printed, firstNodes, nodes);
    firstNodes = nodes;
  };

  /** What it is called changes, its text does not. */
  const retitle = (last: Text | undefined): void => {
    const next = last?.type === 'heading' ? last : undefined;
    if (next?.level === heading?.level && next?.depth === heading?.depth) return;
    heading = next;
    const renamed =
      next === undefined
        ? printBlock({ type: 'paragraph', children: [] }, ground.print)
        : printHeading({ ...next, children: [] }, ground.print);
    renamed.append(...printed.childNodes);
    printed.replaceWith(renamed);
    printed = renamed;
  };

  return {
    update(settled, open) {
      const parts = [...settled, ...(open === undefined ? [] : [open])];
      if (!parts.every(isText)) return false;
      const chunks = settled.filter(isText).map(({ children }) => children);
      const openChunks = isText(open) ? [open.children] : [];
      if (!isFirstSettled) {
        showFirst(chunks[0] ?? openChunks[0] ?? []);
        if (chunks.length > 0) {
          isFirstSettled = true;
          chunks.shift();
          ground.onSettle(printed);
        } else openChunks.shift();
      }
      slots.update(chunks, openChunks);
      retitle(parts.at(-1));
      return true;
    },
    correct(part, block) {
      if (!isText(block)) return;
      if (part > 0) slots.correct(part - 1, block.children);
      else {
        showFirst(block.children);
        ground.onSettle(printed);
      }
    },
    remove: () => printed.remove(),
  };
};
