import type { Block, Inline } from '../../shared/markdown/tree.ts';
import { frame } from '../ui/frame.ts';
import { element } from './element.ts';
import type { Ground, GrowingBlock } from './growing-block.ts';
import styles from './markdown.module.css';
import { isSameTree, patchRow } from './patch-block.ts';
import { printRow, printTableHead, printTableRun, type TableRun } from './print-block.ts';
import { createSlots } from './slots.ts';
import tableStyles from './table.module.css';

type Table = Block & { type: 'table' };

/** Rows in one element: a browser lays out a whole table anew with each row. */
const rowsPerRun = 64;

const isTable = (block: Block | undefined): block is Table => block?.type === 'table';

/** A table of any length: one element per run of rows, all with the widths the first came to. */
export const growTable = (ground: Ground, first: Table): GrowingBlock => {
  const { scroller, run: firstRun } = printTableHead(first);
  const { table } = firstRun;
  const runs = [firstRun];
  const starts: number[] = [];
  let isHeadSettled = false;
  let widths: number[] | undefined;
  ground.place(scroller);

  const fixWidths = ({ box, table: printed }: TableRun): void => {
    if (widths === undefined || printed.classList.contains(tableStyles.fixed ?? '')) return;
    const columns = element('colgroup');
    for (const width of widths) {
      const column = element('col');
      column.style.inlineSize = `${width}px`;
      columns.append(column);
    }
    printed.prepend(columns);
    // The box too: it is as wide while what is in it is skipped.
    const inlineSize = `${widths.reduce((sum, width) => sum + width, 0)}px`;
    box.style.inlineSize = inlineSize;
    printed.style.inlineSize = inlineSize;
    printed.classList.add(tableStyles.fixed ?? '');
  };

  /** Those behind which others follow, once their widths are known, may be skipped out of sight. */
  const dress = (): void => {
    runs.forEach((run, index) => {
      fixWidths(run);
      run.box.classList.toggle(styles.fullRun ?? '', widths !== undefined && index < runs.length - 1);
    });
  };

  const measure = (): void => {
    const cells = [...(table.tHead?.rows[0]?.cells ?? [])];
    const measured = cells.map((cell) => cell.getBoundingClientRect().width);
    // Nothing is laid out in a part of the page that is not shown.
    if (measured.length === 0 || measured.some((width) => width === 0)) return;
    widths = measured;
    frame.mutate(dress);
  };

  const addRun = (): void => {
    const run = printTableRun();
    runs.push(run);
    scroller.append(run.box);
    if (widths === undefined) frame.measure(measure);
    else dress();
  };

  const slots = createSlots<Inline[][]>({
    print: (cells) => printRow(first, cells, 'td'),
    patch: patchRow,
    append(printed, index) {
      if (index > 0 && index % rowsPerRun === 0) addRun();
      runs.at(-1)?.body.append(printed);
    },
    remove(printed) {
      printed.remove();
      if (runs.length === 1 || runs.at(-1)?.body.childElementCount !== 0) return;
      runs.pop()?.box.remove();
      dress();
    },
    onSettle: ground.onSettle,
  });

  return {
    update(settled, open) {
      const parts = [...settled, ...(open === undefined ? [] : [open])];
      if (!parts.every(isTable)) return false;
      const [part] = parts;
      const isSameHead =
        part === undefined ||
        isHeadSettled ||
        (isSameTree(part.alignments, first.alignments) && isSameTree(part.head, first.head));
      if (!isSameHead) return false;
      if (settled.length > 0 && !isHeadSettled) {
        isHeadSettled = true;
        if (table.tHead !== null) ground.onSettle(table.tHead);
      }
      let count = slots.settledCount;
      for (const { rows } of settled.filter(isTable)) {
        starts.push(count);
        count += rows.length;
      }
      slots.update(
        settled.filter(isTable).flatMap(({ rows }) => rows),
        isTable(open) ? open.rows : [],
      );
      return true;
    },
    correct(part, block) {
      if (!isTable(block)) return;
      if (part === 0 && table.tHead !== null) {
        const row = table.tHead.rows[0];
        if (row !== undefined && !isSameTree(first.head, block.head)) {
          patchRow(row, first.head, block.head);
          first = { ...first, head: block.head };
        }
      }
      block.rows.forEach((cells, index) => {
        slots.correct((starts[part] ?? 0) + index, cells);
      });
    },
    remove() {
      frame.cancel(measure);
      frame.cancel(dress);
      scroller.remove();
    },
  };
};
