import type { Block, Inline, ListItem } from '../../shared/markdown/tree.ts';
import { element } from './element.ts';
import styles from './markdown.module.css';
import { printLongText } from './plain-text.ts';
import { printCode } from './print-code.ts';
import { appendInline } from './print-inline.ts';
import { printFormula } from './print-math.ts';
import tableStyles from './table.module.css';

export interface PrintOptions {
  /** The level of the answer's outermost headings for assistive technology: one below what they stand under. */
  headingLevel: number;
}

export const printItem = (item: ListItem, options: PrintOptions): HTMLElement => {
  const printed = element('li');
  if (item.isChecked !== undefined) {
    printed.className = styles.task ?? '';
    const box = element('input');
    box.type = 'checkbox';
    box.checked = item.isChecked;
    box.disabled = true;
    box.setAttribute('aria-label', item.isChecked ? 'Done' : 'Not done');
    printed.append(box);
  }
  const content = element('div');
  for (const child of item.children) content.append(printBlock(child, options));
  printed.append(content);
  return printed;
};

export const listClass = ({ isTight }: { isTight: boolean }): string =>
  (isTight ? styles.tight : styles.loose) ?? '';

const printList = (list: Block & { type: 'list' }, options: PrintOptions): HTMLElement => {
  const printed = element(list.isOrdered ? 'ol' : 'ul', listClass(list));
  if (printed instanceof HTMLOListElement && list.start !== 1) printed.start = list.start;
  for (const item of list.items) printed.append(printItem(item, options));
  return printed;
};

export const printRow = (
  table: Block & { type: 'table' },
  cells: Inline[][],
  tag: 'th' | 'td',
): HTMLElement => {
  const row = element('tr');
  cells.forEach((cell, index) => {
    const printed = element(tag);
    const alignment = table.alignments[index];
    if (alignment === 'center') printed.className = tableStyles.center ?? '';
    if (alignment === 'right') printed.className = tableStyles.right ?? '';
    if (tag === 'th') printed.setAttribute('scope', 'col');
    printed.dir = 'auto';
    appendInline(printed, cell);
    row.append(printed);
  });
  return row;
};

/** One element of a table's rows: its box can be skipped out of sight, which a table by itself cannot. */
export interface TableRun {
  box: HTMLElement;
  table: HTMLTableElement;
  body: HTMLElement;
}

/** Without rows and head. */
export const printTableRun = (): TableRun => {
  const box = element('div');
  const table = element('table');
  const body = element('tbody');
  table.append(body);
  box.append(table);
  return { box, table, body };
};

/** Without rows: a box that scrolls sideways, and in it the first run with the table's head. */
export const printTableHead = (
  table: Block & { type: 'table' },
): { scroller: HTMLElement; run: TableRun } => {
  const scroller = element('div', tableStyles.tableScroller);
  scroller.tabIndex = 0;
  scroller.setAttribute('role', 'group');
  scroller.setAttribute('aria-label', 'Table');
  const run = printTableRun();
  const head = element('thead');
  head.append(printRow(table, table.head, 'th'));
  run.table.prepend(head);
  scroller.append(run.box);
  return { scroller, run };
};

const printTable = (table: Block & { type: 'table' }): HTMLElement => {
  const { scroller, run } = printTableHead(table);
  for (const row of table.rows) run.body.append(printRow(table, row, 'td'));
  return scroller;
};

export const printHeading = (heading: Block & { type: 'heading' }, options: PrintOptions): HTMLElement => {
  const printed = element('div', styles[`heading${Math.min(heading.level, 4)}`]);
  printed.setAttribute('role', 'heading');
  printed.setAttribute('aria-level', String(Math.min(9, options.headingLevel + heading.depth - 1)));
  printed.dir = 'auto';
  appendInline(printed, heading.children);
  return printed;
};

/** Exactly one element, made of known parts: nothing of the text becomes an element, an attribute's name or a style. */
export const printBlock = (block: Block, options: PrintOptions): HTMLElement => {
  switch (block.type) {
    case 'paragraph': {
      const printed = element('p');
      printed.dir = 'auto';
      appendInline(printed, block.children);
      return printed;
    }
    case 'heading':
      return printHeading(block, options);
    case 'code':
      return printCode(block);
    case 'quote': {
      const printed = element('blockquote');
      for (const child of block.children) printed.append(printBlock(child, options));
      return printed;
    }
    case 'list':
      return printList(block, options);
    case 'table':
      return printTable(block);
    case 'math':
      return printFormula(block);
    case 'rule':
      return element('hr');
    case 'html': {
      const printed = element('div', styles.html);
      printLongText(printed, block.text);
      return printed;
    }
  }
};
