import { showHiddenAndDirections } from '../../shared/markdown/show-hidden.ts';
import { element } from './element.ts';
import styles from './markdown.module.css';
import plainStyles from './plain-text.module.css';
import { unbrokenClass } from './unbroken.ts';

/** Characters in one box, so that the page skips what is out of sight. */
const charactersPerBox = 8000;

export interface PlainText {
  append(text: string): void;
}

/** `text` in pieces of a box's size, the first of at most `room` characters. They end with a line where there is one. */
export const cutIntoBoxes = function* (text: string, room = charactersPerBox): Generator<string> {
  for (let start = 0, size = room; start < text.length; size = charactersPerBox) {
    const lineEnd = text.lastIndexOf('\n', start + size) + 1;
    let end = lineEnd > start ? lineEnd : start + size;
    if (text.length - start <= size) end = text.length;
    else if (/[\ud800-\udbff]/.test(text.charAt(end - 1))) end += 1;
    yield text.slice(start, end);
    start = end;
  }
};

/** Puts `text` into a box of its own, as it was written, what is hidden in it shown. */
export const fillBox = (box: HTMLElement, text: string): void => {
  box.textContent = showHiddenAndDirections(text);
  dressBox(box);
};

/** Text that nobody formats is laid out as a whole, so that a line without end must not cost more than its length. */
const dressBox = (box: HTMLElement): void => {
  const unbroken = unbrokenClass(box.textContent ?? '');
  if (unbroken !== undefined) box.classList.add(unbroken);
};

/** Puts a long text into boxes that the page skips while they are out of sight; a short one as it is. */
export const printLongText = (parent: HTMLElement, text: string): void => {
  if (text.length <= charactersPerBox) {
    parent.textContent = text;
    return;
  }
  for (const piece of cutIntoBoxes(text)) {
    const box = element('div', styles.fullRun);
    box.textContent = piece;
    parent.append(box);
  }
};

/** Text without any formatting, for what would take too long to format; says so. */
export const printPlainText = (place: (printed: HTMLElement) => void): PlainText => {
  const notice = element('p', plainStyles.notice);
  notice.textContent = 'Shown as plain text: formatting it would take too long.';
  place(notice);
  let box: HTMLElement | undefined;
  let length = charactersPerBox;

  const addTo = (text: string): void => {
    if (box === undefined || length >= charactersPerBox) {
      box?.classList.add(styles.fullRun ?? '');
      box = element('div', plainStyles.plain);
      box.dir = 'auto';
      length = 0;
      place(box);
    }
    box.append(document.createTextNode(showHiddenAndDirections(text)));
    dressBox(box);
    length += text.length;
  };

  return {
    append(text) {
      const room = charactersPerBox - (length >= charactersPerBox ? 0 : length);
      for (const piece of cutIntoBoxes(text, Math.max(1, room))) addTo(piece);
    },
  };
};
