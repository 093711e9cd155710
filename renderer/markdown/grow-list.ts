import type { Block, ListItem } from '../../shared/markdown/tree.ts';
import { element } from './element.ts';
import type { Ground, GrowingBlock } from './growing-block.ts';
import styles from './markdown.module.css';
import { patchItem } from './patch-block.ts';
import { listClass, printItem } from './print-block.ts';
import { createSlots } from './slots.ts';

type List = Block & { type: 'list' };

/** Items in one element: the page skips whole runs that are out of sight. */
const itemsPerRun = 64;

const isList = (block: Block | undefined): block is List => block?.type === 'list';

/** A list of any length, in runs that look like one. */
export const growList = (ground: Ground, first: List): GrowingBlock => {
  const runs: HTMLElement[] = [];
  // Whether a list is loose is known late; it is a matter of the runs' class only.
  let isSettledTight = true;
  /** The first item of each settled part. */
  const starts: number[] = [];

  const slots = createSlots<ListItem>({
    print: (item) => printItem(item, ground.print),
    patch: (printed, before, after) => patchItem(printed, before, after, ground.print),
    append(printed, index) {
      if (index % itemsPerRun === 0) {
        const run = element(first.isOrdered ? 'ol' : 'ul');
        const start = first.start + index;
        if (run instanceof HTMLOListElement && start !== 1) run.start = start;
        const before = runs.at(-1);
        if (before === undefined) ground.place(run);
        else before.after(run);
        runs.push(run);
      }
      runs.at(-1)?.append(printed);
    },
    remove(printed) {
      printed.remove();
      if (runs.at(-1)?.childElementCount === 0) runs.pop()?.remove();
    },
    onSettle: ground.onSettle,
  });

  const dress = (isTight: boolean): void => {
    runs.forEach((run, index) => {
      const isFull = slots.settledCount >= (index + 1) * itemsPerRun;
      const names = [listClass({ isTight }), index > 0 && styles.nextRun, isFull && styles.fullRun];
      const className = names.filter((name) => typeof name === 'string').join(' ');
      if (run.className !== className) run.className = className;
    });
  };

  return {
    update(settled, open) {
      const parts = [...settled, ...(open === undefined ? [] : [open])];
      if (!parts.every(isList)) return false;
      if (parts.some((part) => part.isOrdered !== first.isOrdered)) return false;
      if (starts.length === 0 && parts[0]?.start !== first.start) return false;
      let count = slots.settledCount;
      for (const part of settled.filter(isList)) {
        starts.push(count);
        count += part.items.length;
        isSettledTight &&= part.isTight;
      }
      slots.update(
        settled.filter(isList).flatMap(({ items }) => items),
        isList(open) ? open.items : [],
      );
      dress(isSettledTight && (!isList(open) || open.isTight));
      return true;
    },
    correct(part, block) {
      if (isList(block))
        block.items.forEach((item, index) => {
          slots.correct((starts[part] ?? 0) + index, item);
        });
    },
    remove() {
      for (const run of runs) run.remove();
    },
  };
};
