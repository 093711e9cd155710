import { showHiddenAndDirections } from '../../shared/markdown/show-hidden.ts';
import { element } from './element.ts';
import styles from './markdown.module.css';

/** Characters in one box, so that the page skips what is out of sight. */
const charactersPerBox = 8000;

export interface PlainText {
  append(text: string): void;
}

/** Text without any formatting, for what would take too long to format; says so. */
export const printPlainText = (place: (printed: HTMLElement) => void): PlainText => {
  const notice = element('p', styles.notice);
  notice.textContent = 'Shown as plain text: formatting it would take too long.';
  place(notice);
  let box: HTMLElement | undefined;
  let length = charactersPerBox;

  const addTo = (text: string): void => {
    if (box === undefined || length >= charactersPerBox) {
      box?.classList.add(styles.fullRun ?? '');
      box = element('div', styles.plain);
      box.dir = 'auto';
      length = 0;
      place(box);
    }
    box.append(document.createTextNode(showHiddenAndDirections(text)));
    length += text.length;
  };

  return {
    append(text) {
      for (let start = 0; start < text.length; ) {
        // Boxes end with a line where there is one.
        const room = Math.max(1, charactersPerBox - (length >= charactersPerBox ? 0 : length));
        const lineEnd = text.lastIndexOf('\n', start + room) + 1;
        let end = lineEnd > start ? lineEnd : Math.min(text.length, start + room);
        if (/[\ud800-\udbff]/.test(text.charAt(end - 1)) && end < text.length) end += 1;
        if (text.length - start <= room) end = text.length;
        addTo(text.slice(start, end));
        start = end;
      }
    },
  };
};
