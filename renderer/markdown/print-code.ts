import type { Block } from '../../shared/markdown/tree.ts';
import { element } from './element.ts';
import styles from './markdown.module.css';

type Code = Block & { type: 'code' };

/** Lines in one box: a text node that grows without end costs more to lay out with every line. */
const linesPerChunk = 32;
const copiedNoticeMs = 1500;

const codes = new WeakMap<Element, HTMLElement>();
const blocks = new WeakMap<Element, Code>();

const addChunk = (code: HTMLElement, text: string): void => {
  const chunk = element('span', styles.chunk);
  chunk.append(document.createTextNode(text));
  code.append(chunk);
};

/** Adds at the end without touching the lines that are there, but for the last one. */
const appendText = (code: HTMLElement, text: string): void => {
  let last = code.lastElementChild?.firstChild;
  let lines = last instanceof Text ? last.data.split('\n').length - 1 : linesPerChunk;
  let start = 0;
  while (start < text.length) {
    let end = start;
    while (lines < linesPerChunk && end < text.length) {
      const lineEnd = text.indexOf('\n', end);
      end = lineEnd < 0 ? text.length : lineEnd + 1;
      if (lineEnd >= 0) lines += 1;
    }
    if (end > start && last instanceof Text) last.appendData(text.slice(start, end));
    start = end;
    if (start < text.length) {
      addChunk(code, '');
      last = code.lastElementChild?.firstChild;
      lines = 0;
    }
  }
};

const labelOf = (language: string): string => (language === '' ? 'Code' : `Code, ${language}`);

/** A header with the language and a button, over a box that scrolls sideways and can be reached by keyboard. */
export const printCode = (block: Code): HTMLElement => {
  const box = element('div', styles.code);
  const header = element('div', styles.codeHeader);
  const language = element('span', styles.language);
  language.textContent = block.language === '' ? 'text' : block.language;
  const button = element('button', styles.copy);
  button.type = 'button';
  button.textContent = 'Copy';
  button.setAttribute('aria-label', 'Copy code');
  header.append(language, button);
  const scroller = element('pre', styles.codeScroller);
  scroller.tabIndex = 0;
  scroller.setAttribute('role', 'group');
  scroller.setAttribute('aria-label', labelOf(block.language));
  const code = element('code');
  code.dir = 'ltr';
  appendText(code, block.text);
  codes.set(button, code);
  blocks.set(code, block);
  scroller.append(code);
  box.append(header, scroller);
  return box;
};

/** Grows a printed block by what was added to its text; false where that is not all that changed. */
export const growCode = (box: HTMLElement, before: Code, after: Code): boolean => {
  if (before.language !== after.language || !after.text.startsWith(before.text)) return false;
  const code = box.querySelector('code');
  if (code === null) return false;
  appendText(code, after.text.slice(before.text.length));
  blocks.set(code, after);
  return true;
};

const partials = new WeakMap<Element, string>();

/** Takes characters off the end, box by box. */
const dropText = (code: HTMLElement, length: number): void => {
  for (let rest = length; rest > 0; ) {
    const last = code.lastElementChild?.firstChild;
    if (!(last instanceof Text)) return;
    const dropped = Math.min(rest, last.length);
    last.deleteData(last.length - dropped, dropped);
    rest -= dropped;
    if (last.length === 0) code.lastElementChild?.remove();
  }
};

/**
 * Puts lines behind those of a printed block, and behind them `partial`, which the next call may replace. `isClosed`: no
 * more will come.
 */
export const growPrintedCode = (box: HTMLElement, text: string, partial: string, isClosed: boolean): void => {
  const code = box.querySelector('code');
  if (code === null) return;
  const before = partials.get(code) ?? '';
  const after = text + partial;
  if (after.startsWith(before)) appendText(code, after.slice(before.length));
  else {
    dropText(code, before.length);
    appendText(code, after);
  }
  partials.set(code, partial);
  const block = blocks.get(code);
  if (isClosed && block !== undefined)
    blocks.set(code, { type: 'code', language: block.language, text: code.textContent ?? '' });
};

/** What a printed `code` element was printed from; undefined while its fence is open, and for anything else. */
export const closedCodeOf = (code: Element): Code | undefined => {
  const block = blocks.get(code);
  return block?.isOpen === true ? undefined : block;
};

/** The text a Copy button stands for; undefined for anything else. */
export const codeOf = (button: Element): string | undefined => codes.get(button)?.textContent ?? undefined;

/** Says on the button how it went, for a moment. */
export const showCopied = (button: HTMLElement, outcome: 'Copied' | 'Not allowed'): void => {
  button.textContent = outcome;
  button.removeAttribute('aria-label');
  setTimeout(() => {
    button.textContent = 'Copy';
    button.setAttribute('aria-label', 'Copy code');
  }, copiedNoticeMs);
};
