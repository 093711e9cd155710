import type { Block, Inline, ListItem } from '../../shared/markdown/tree.ts';
import { element } from './element.ts';
import styles from './markdown.module.css';
import { printCode } from './print-code.ts';
import { appendInline } from './print-inline.ts';

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

export const listClass = (list: Block & { type: 'list' }): string =>
  (list.isTight ? styles.tight : styles.loose) ?? '';

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
    if (alignment === 'center') printed.className = styles.center ?? '';
    if (alignment === 'right') printed.className = styles.right ?? '';
    if (tag === 'th') printed.setAttribute('scope', 'col');
    printed.dir = 'auto';
    appendInline(printed, cell);
    row.append(printed);
  });
  return row;
};

const printTable = (table: Block & { type: 'table' }): HTMLElement => {
  const scroller = element('div', styles.tableScroller);
  scroller.tabIndex = 0;
  scroller.setAttribute('role', 'group');
  scroller.setAttribute('aria-label', 'Table');
  const printed = element('table');
  const head = element('thead');
  head.append(printRow(table, table.head, 'th'));
  const body = element('tbody');
  for (const row of table.rows) body.append(printRow(table, row, 'td'));
  printed.append(head, body);
  scroller.append(printed);
  return scroller;
};

const printHeading = (heading: Block & { type: 'heading' }, options: PrintOptions): HTMLElement => {
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
    case 'rule':
      return element('hr');
    case 'html': {
      const printed = element('div', styles.html);
      printed.textContent = block.text;
      return printed;
    }
  }
};
