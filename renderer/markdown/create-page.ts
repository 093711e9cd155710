import { element } from './element.ts';
import styles from './markdown.module.css';

const blocksPerGroup = 32;

export interface MarkdownPage {
  /** Puts an element behind all others. */
  place(printed: HTMLElement): void;
  /** Lets go of groups from which everything was removed. */
  tidy(): void;
}

/** Blocks in groups: a full one is skipped by the page while it is out of sight, and keeps the height it had. */
export const createPage = (host: HTMLElement): MarkdownPage => {
  const groups: HTMLElement[] = [];
  return {
    place(printed) {
      const last = groups.at(-1);
      let group = last;
      if (group === undefined || group.childElementCount >= blocksPerGroup) {
        // Whatever is in a full group is settled or nearly so.
        last?.classList.add(styles.full ?? '');
        group = element('div', styles.group);
        groups.push(group);
        host.append(group);
      }
      group.append(printed);
    },
    tidy() {
      while (groups.at(-1)?.childElementCount === 0) {
        groups.pop()?.remove();
        groups.at(-1)?.classList.remove(styles.full ?? '');
      }
    },
  };
};
