// The Markdown tree as HTML: the same nodes the window prints, with the same refusals.
import { hasDirections } from '../../../shared/markdown/show-hidden.ts';
import type { Block, Inline, ListItem } from '../../../shared/markdown/tree.ts';
import { writeFormula, writeInlineFormula } from './html-math.ts';
import { element, type Html, type HtmlChild } from './html-writer.ts';

/** Answers stand under a turn (2) and a column (3). */
const headingLevel = 4;

const writeImage = ({ alt, host, address }: Inline & { type: 'image' }): Html =>
  element(
    'span',
    { class: 'image', title: address },
    element(
      'span',
      { class: 'image-notice' },
      host === '' ? 'Embedded image not shown' : `Image from ${host} not loaded`,
    ),
    alt === '' ? undefined : [': ', element('bdi', {}, alt)],
  );

const writeInline = (inline: Inline): HtmlChild => {
  switch (inline.type) {
    case 'text':
      return hasDirections(inline.text) ? element('bdi', {}, inline.text) : inline.text;
    case 'code':
      return element('code', {}, inline.text);
    case 'strong':
      return element('strong', {}, inline.children.map(writeInline));
    case 'emphasis':
      return element('em', {}, inline.children.map(writeInline));
    case 'strikethrough':
      return element('del', {}, inline.children.map(writeInline));
    case 'link': {
      const { href } = inline.link;
      const attributes = { href, title: href, rel: 'noreferrer noopener', target: '_blank' };
      return element('a', attributes, inline.children.map(writeInline));
    }
    case 'image':
      return writeImage(inline);
    case 'math':
      return writeInlineFormula(inline);
    case 'line-break':
      return element('br', {});
  }
};

const writeItem = ({ isChecked, children }: ListItem): Html => {
  if (isChecked === undefined) return element('li', {}, children.map(writeBlock));
  const mark = element(
    'span',
    { class: 'check', role: 'img', 'aria-label': isChecked ? 'Done' : 'Not done' },
    isChecked ? '☑' : '☐',
  );
  return element('li', { class: 'task' }, mark, element('div', {}, children.map(writeBlock)));
};

const writeList = (list: Block & { type: 'list' }): Html =>
  element(
    list.isOrdered ? 'ol' : 'ul',
    {
      class: list.isTight ? 'tight' : undefined,
      start: list.isOrdered && list.start !== 1 ? String(list.start) : undefined,
    },
    list.items.map(writeItem),
  );

const writeTable = ({ alignments, head, rows }: Block & { type: 'table' }): Html => {
  const row = (cells: Inline[][], tag: 'th' | 'td'): Html =>
    element(
      'tr',
      {},
      cells.map((cell, index) =>
        element(
          tag,
          { class: alignments[index], dir: 'auto', scope: tag === 'th' ? 'col' : undefined },
          cell.map(writeInline),
        ),
      ),
    );
  const body =
    rows.length === 0
      ? undefined
      : element(
          'tbody',
          {},
          rows.map((cells) => row(cells, 'td')),
        );
  const table = element('table', {}, element('thead', {}, row(head, 'th')), body);
  return element('div', { class: 'scroll', role: 'group', 'aria-label': 'Table', tabindex: '0' }, table);
};

/** A box that scrolls sideways and can be reached by keyboard. */
export const writeCode = (text: string, label: string): Html =>
  element(
    'pre',
    { class: 'code', role: 'group', 'aria-label': label, tabindex: '0' },
    element('code', { dir: 'ltr' }, text),
  );

export const writeBlock = (block: Block): Html => {
  switch (block.type) {
    case 'paragraph':
      return element('p', { dir: 'auto' }, block.children.map(writeInline));
    case 'heading': {
      const level = String(Math.min(9, headingLevel + block.depth - 1));
      const attributes = {
        class: `heading${Math.min(4, block.level)}`,
        role: 'heading',
        'aria-level': level,
        dir: 'auto',
      };
      return element('div', attributes, block.children.map(writeInline));
    }
    case 'code':
      return writeCode(block.text, block.language === '' ? 'Code' : `Code, ${block.language}`);
    case 'quote':
      return element('blockquote', {}, block.children.map(writeBlock));
    case 'list':
      return writeList(block);
    case 'table':
      return writeTable(block);
    case 'math':
      return writeFormula(block);
    case 'rule':
      return element('hr', {});
    case 'html':
      return element('div', { class: 'html' }, block.text);
  }
};
