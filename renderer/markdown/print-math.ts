import type { Block, FormulaMark, Inline } from '../../shared/markdown/tree.ts';
import { element } from './element.ts';
import styles from './math.module.css';

export interface PrintedFormula {
  tex: string;
  isDisplay: boolean;
}

/** A longer formula is shown as it was written. */
const maxInlineLength = 2000;
const maxDisplayLength = 10_000;

const closings: Readonly<Record<FormulaMark, string>> = { $: '$', $$: '$$', '\\(': '\\)', '\\[': '\\]' };

/** What waits to be drawn. */
const waiting = new WeakMap<Element, PrintedFormula>();

const sourceOf = (tex: string, isDisplay: boolean, markup: FormulaMark, isOpen: boolean): HTMLElement => {
  const source = element('span', styles.source);
  const lineBreak = isDisplay ? '\n' : '';
  source.textContent = `${markup}${lineBreak}${tex}${isOpen ? '' : `${lineBreak}${closings[markup]}`}`;
  source.dir = 'ltr';
  return source;
};

/** A formula inside a line: its source, until `drawFormulas` draws it. */
export const printInlineFormula = ({ tex, markup }: Inline & { type: 'math' }): HTMLElement => {
  const printed = element('span', styles.inline);
  printed.append(sourceOf(tex, false, markup, false));
  if (tex.length <= maxInlineLength) waiting.set(printed, { tex, isDisplay: false });
  return printed;
};

/** A formula on lines of its own, in a box that scrolls sideways and can be reached by keyboard. */
export const printFormula = ({ tex, markup, isOpen = false }: Block & { type: 'math' }): HTMLElement => {
  const printed = element('div', styles.display);
  printed.tabIndex = 0;
  printed.setAttribute('role', 'group');
  printed.setAttribute('aria-label', 'Formula');
  printed.append(sourceOf(tex, true, markup, isOpen));
  if (!isOpen && tex.length <= maxDisplayLength) waiting.set(printed, { tex, isDisplay: true });
  return printed;
};

const selector = `.${styles.inline}, .${styles.display}`;

/** The formulas in a printed block, itself included, that are not drawn yet. */
export const undrawnIn = (printed: Element): Element[] =>
  [...(printed.matches(selector) ? [printed] : []), ...printed.querySelectorAll(selector)].filter((formula) =>
    waiting.has(formula),
  );

/**
 * Draws one printed formula in place of its source, which stays for copying. What cannot be drawn stays source, with a quiet
 * mark. Never throws.
 */
export const drawFormula = (printed: Element, draw: (formula: PrintedFormula) => Element): void => {
  const formula = waiting.get(printed);
  if (formula === undefined) return;
  waiting.delete(printed);
  try {
    const drawn = element('span', styles.drawn);
    drawn.append(draw(formula));
    printed.classList.add(styles.isDrawn ?? '');
    printed.firstElementChild?.setAttribute('aria-hidden', 'true');
    printed.append(drawn);
  } catch {
    printed.classList.add(styles.failed ?? '');
    if (printed instanceof HTMLElement) printed.title = 'This formula could not be drawn.';
  }
};
