import {
  matchingTop,
  matchSections,
  type ScrolledColumn,
  type SectionPair,
} from '../../shared/compare/match-sections.ts';
import { frame } from '../ui/frame.ts';

/** Scrolled by less than this from where it was put, a column was not scrolled by a person. */
const slackPx = 2;

interface Measured extends ScrolledColumn {
  texts: readonly string[];
}

const measure = (element: HTMLElement): Measured => {
  const found = [...element.querySelectorAll<HTMLElement>('h1, h2, h3, h4, h5, h6, [role="heading"]')];
  const base = element.getBoundingClientRect().top - element.scrollTop;
  return {
    top: element.scrollTop,
    most: element.scrollHeight - element.clientHeight,
    headings: found.map((heading) => heading.getBoundingClientRect().top - base),
    texts: found.map((heading) => heading.textContent ?? ''),
  };
};

export interface LinkedScroll {
  /** Takes part from now on; the function returned ends it. */
  add(element: HTMLElement): () => void;
  setIsOn(isOn: boolean): void;
  /** Scrolls one column without moving the others. */
  put(element: HTMLElement, top: number): void;
}

/** Columns that follow the one a person scrolls, section by section. Off at first. */
export const createLinkedScroll = (): LinkedScroll => {
  const columns = new Set<HTMLElement>();
  /** Where a column was put by us: the event that follows is not a person's. */
  const putAt = new WeakMap<HTMLElement, number>();
  const known = new Map<string, SectionPair[]>();
  let isOn = false;
  let source: HTMLElement | undefined;
  let moves: [HTMLElement, number][] = [];

  const pairsOf = (from: Measured, to: Measured): SectionPair[] => {
    const key = JSON.stringify([from.texts, to.texts]);
    const pairs = known.get(key) ?? matchSections(from.texts, to.texts);
    // Headings of answers that still grow would fill it.
    if (known.size > 500) known.clear();
    known.set(key, pairs);
    return pairs;
  };

  const put = (element: HTMLElement, top: number): void => {
    element.scrollTop = top;
    putAt.set(element, element.scrollTop);
  };
  const apply = (): void => {
    for (const [element, top] of moves) put(element, top);
    moves = [];
  };
  const follow = (): void => {
    if (!isOn || source === undefined || !columns.has(source) || source.clientHeight === 0) return;
    const from = measure(source);
    moves = [...columns]
      .filter((element) => element !== source && element.clientHeight > 0)
      .map((element) => {
        const to = measure(element);
        return [element, matchingTop(from, to, pairsOf(from, to))];
      });
    frame.scroll(apply);
  };
  const onScroll = ({ currentTarget }: Event): void => {
    if (!(currentTarget instanceof HTMLElement)) return;
    const expected = putAt.get(currentTarget);
    if (expected !== undefined && Math.abs(currentTarget.scrollTop - expected) < slackPx) return;
    putAt.delete(currentTarget);
    source = currentTarget;
    frame.measure(follow);
  };

  return {
    add(element) {
      columns.add(element);
      element.addEventListener('scroll', onScroll, { passive: true });
      return () => {
        columns.delete(element);
        element.removeEventListener('scroll', onScroll);
      };
    },
    setIsOn(next) {
      isOn = next;
    },
    put,
  };
};
