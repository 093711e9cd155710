import { element } from './element.ts';
import styles from './markdown.module.css';

/** Few, so that little is painted again beside what grows. */
const blocksPerGroup = 4;
/** What follows one of these lies in the same group, which sees to the distance between them; but no group is without end. */
const leading = '[role="heading"], hr';
const mostBlocksPerGroup = 8;
/**
 * Groups of a section are skipped together while it is out of sight: whatever may be skipped is looked at by the browser several
 * times in each frame, wherever it lies.
 */
const groupsPerSection = 8;
/** Sections of a chapter are one box to the page while it is out of sight, however long the answer is. */
const sectionsPerChapter = 8;

export interface MarkdownPage {
  /** Puts an element behind all others. */
  place(printed: HTMLElement): void;
  /** Lets go of boxes from which everything was removed. */
  tidy(): void;
}

interface Boxes {
  /** The last box with room for one more, or a new one. */
  open(): HTMLElement;
  tidy(): void;
}

/** Boxes of which one is filled after the other; what lies in a full one does not move what lies in others. */
const createBoxes = (
  className: string,
  isFull: (box: HTMLElement) => boolean,
  place: (box: HTMLElement) => void,
): Boxes => {
  const boxes: HTMLElement[] = [];
  return {
    open() {
      const last = boxes.at(-1);
      if (last !== undefined && !isFull(last)) return last;
      // Whatever is in a full box is settled or nearly so.
      last?.classList.add(styles.full ?? '');
      const box = element('div', className);
      boxes.push(box);
      place(box);
      return box;
    },
    tidy() {
      while (boxes.at(-1)?.childElementCount === 0) {
        boxes.pop()?.remove();
        boxes.at(-1)?.classList.remove(styles.full ?? '');
      }
    },
  };
};

const isFullWith =
  (room: number) =>
  ({ childElementCount }: HTMLElement): boolean =>
    childElementCount >= room;

const isGroupFull = ({ childElementCount, lastElementChild }: HTMLElement): boolean =>
  childElementCount >= (lastElementChild?.matches(leading) ? mostBlocksPerGroup : blocksPerGroup);

/** Blocks in groups, groups in sections, sections in chapters, these before whatever `behind` says is at the end of the host. */
export const createPage = (host: HTMLElement, behind: () => HTMLElement | undefined): MarkdownPage => {
  const chapters = createBoxes(styles.chapter ?? '', isFullWith(sectionsPerChapter), (box) => {
    host.insertBefore(box, behind() ?? null);
  });
  const sections = createBoxes(styles.section ?? '', isFullWith(groupsPerSection), (box) =>
    chapters.open().append(box),
  );
  const groups = createBoxes(styles.group ?? '', isGroupFull, (box) => sections.open().append(box));
  return {
    place: (printed) => groups.open().append(printed),
    tidy() {
      groups.tidy();
      sections.tidy();
      chapters.tidy();
    },
  };
};
