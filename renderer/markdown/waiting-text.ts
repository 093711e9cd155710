import { element } from './element.ts';
import styles from './markdown.module.css';
import plainStyles from './plain-text.module.css';
import { cutIntoBoxes, fillBox } from './plain-text.ts';

/** Text that waits to be formatted, as it was written: it can be read meanwhile. */
export interface WaitingText {
  /** Holds nothing but this text. */
  readonly element: HTMLElement;
  append(text: string): void;
  /** So many characters at its beginning are formatted now. */
  take(count: number): void;
}

interface Box {
  printed: HTMLElement;
  text: string;
}

export const createWaitingText = (): WaitingText => {
  const holder = element('div', plainStyles.waiting);
  const boxes: Box[] = [];

  return {
    element: holder,
    append(text) {
      for (const piece of cutIntoBoxes(text)) {
        const box = { printed: element('div', `${plainStyles.plain} ${styles.fullRun}`), text: piece };
        box.printed.dir = 'auto';
        fillBox(box.printed, piece);
        boxes.push(box);
        holder.append(box.printed);
      }
    },
    take(count) {
      let left = count;
      for (let first = boxes[0]; first !== undefined && left > 0; first = boxes[0]) {
        if (left < first.text.length) {
          first.text = first.text.slice(left);
          fillBox(first.printed, first.text);
          return;
        }
        left -= first.text.length;
        first.printed.remove();
        boxes.shift();
      }
    },
  };
};
