import { render } from 'katex';
import 'katex/dist/katex.css';
import type { PrintedFormula } from './print-math.ts';

/** Macros that expand further, and larger rules and boxes, are what attacks are made of. */
const limits = { maxExpand: 200, maxSize: 20 };
/** KaTeX writes these two with `style` attributes, which the page's policy refuses and reports; their likes go without. */
const macros = { '\\pmb': '\\boldsymbol{#1}', '\\fcolorbox': '\\fbox{#3}' };
/** Groups within groups: far above what is written, far below what a call stack bears. */
const maxDepth = 100;

const isTooDeep = (tex: string): boolean => {
  let depth = 0;
  for (const mark of tex.matchAll(/\\left\b|\\right\b|\\begin\b|\\end\b|\\.|[{}]/g)) {
    if (mark[0] === '{' || mark[0] === '\\left' || mark[0] === '\\begin') depth += 1;
    else if (mark[0] === '}' || mark[0] === '\\right' || mark[0] === '\\end') depth -= 1;
    if (depth > maxDepth) return true;
  }
  return false;
};

/** Elements that would load or lead somewhere: the commands that make them are switched off. */
const foreign = 'a, img, image, script, iframe, object, embed, [href], [src]';

/**
 * A formula as nodes, for sight and for screen readers. No node of it comes from a string of markup. Throws for what is not
 * TeX or beyond the limits.
 */
export const drawTex = ({ tex, isDisplay }: PrintedFormula): Element => {
  if (isTooDeep(tex)) throw new RangeError('This formula is nested too deep.');
  const drawn = document.createElement('span');
  render(tex, drawn, {
    displayMode: isDisplay,
    output: 'htmlAndMathml',
    throwOnError: true,
    trust: false,
    strict: 'ignore',
    ...limits,
    macros: { ...macros },
  });
  if (drawn.querySelector(foreign) !== null) throw new TypeError('This formula leads elsewhere.');
  return drawn;
};
