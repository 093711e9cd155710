// Marks matches in the text that is on the page without touching it: ranges under the browser's own highlights.
import image from '../markdown/image.module.css';
import markdown from '../markdown/markdown.module.css';
import { findMatches } from './fold-text.ts';

/** Names of the highlights, as in find-bar.module.css. */
const all = 'find-match';
const current = 'find-current';
/** More would slow every paint, and nobody counts them by eye. */
const maxMarks = 500;

/** What a match never runs across. */
const blocks = 'p, li, td, th, pre, blockquote, div, [role="heading"]';
/** On the page, but not in the text. */
const asides = ['button', '.katex', 'math', markdown.codeHeader, image.image]
  .filter((name) => name !== undefined && name !== '')
  .map((name) => (/^(button|math|\.)/.test(name ?? '') ? name : `.${name}`))
  .join(', ');
/** No text has it: what keeps blocks apart. */
const separator = '\u0000';

interface Piece {
  node: Text;
  start: number;
}

const readText = (root: Element): { text: string; pieces: Piece[] } => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node instanceof Element && node.matches(asides) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const pieces: Piece[] = [];
  let text = '';
  let block: Element | null | undefined;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof HTMLBRElement) text += ' ';
    if (!(node instanceof Text)) continue;
    const at = node.parentElement?.closest(blocks);
    if (block !== undefined && at !== block) text += separator;
    block = at;
    pieces.push({ node, start: text.length });
    text += node.data;
  }
  return { text, pieces };
};

const pieceAt = (pieces: readonly Piece[], place: number): Piece | undefined => {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.start ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return pieces[low];
};

/** Ranges of the matches in one text on the page. */
const matchesIn = (root: Element, needle: string): StaticRange[] => {
  const { text, pieces } = readText(root);
  return findMatches(text, needle).flatMap(({ start, end }) => {
    const first = pieceAt(pieces, start);
    const last = pieceAt(pieces, end - 1);
    if (first === undefined || last === undefined) return [];
    const startOffset = Math.min(start - first.start, first.node.length);
    const endOffset = Math.min(end - last.start, last.node.length);
    return [new StaticRange({ startContainer: first.node, startOffset, endContainer: last.node, endOffset })];
  });
};

export interface FindMarks {
  /** The matches in these texts, in order. */
  rangesIn(roots: readonly Element[]): StaticRange[];
  /** Marks every match on the page, and one of them as the current one. */
  paint(range: StaticRange | undefined): void;
  clear(): void;
}

/** Looks for one needle in all texts under `grid`; what is printed later is marked within moments. */
export const createFindMarks = (grid: Element, needle: string, onChange: () => void): FindMarks => {
  let known = new WeakMap<Element, StaticRange[]>();
  const observer = new MutationObserver((records) => {
    for (const { target } of records) {
      const root = (target instanceof Element ? target : target.parentElement)?.closest('[data-text]');
      if (root) known.delete(root);
    }
    onChange();
  });
  observer.observe(grid, { subtree: true, childList: true, characterData: true });

  const rangesOf = (root: Element): StaticRange[] => {
    const ranges = known.get(root) ?? matchesIn(root, needle);
    known.set(root, ranges);
    return ranges;
  };
  return {
    rangesIn: (roots) => roots.flatMap(rangesOf),
    paint(range) {
      const ranges: StaticRange[] = [];
      for (const root of grid.querySelectorAll('[data-text]')) {
        if (ranges.length >= maxMarks) break;
        ranges.push(...rangesOf(root).slice(0, maxMarks - ranges.length));
      }
      CSS.highlights.set(all, new Highlight(...ranges));
      const one = new Highlight(...(range === undefined ? [] : [range]));
      one.priority = 1;
      CSS.highlights.set(current, one);
    },
    clear() {
      observer.disconnect();
      known = new WeakMap();
      CSS.highlights.delete(all);
      CSS.highlights.delete(current);
    },
  };
};
