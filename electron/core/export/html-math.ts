// Formulas in an exported page: as they were written, in a box like code. The page holds no script that could draw them.
import type { Block, FormulaMark, Inline } from '../../../shared/markdown/tree.ts';
import { element, type Html } from './html-writer.ts';

const closings: Readonly<Record<FormulaMark, string>> = { $: '$', $$: '$$', '\\(': '\\)', '\\[': '\\]' };

export const writeInlineFormula = ({ tex, markup }: Inline & { type: 'math' }): Html =>
  element('code', { dir: 'ltr' }, `${markup}${tex}${closings[markup]}`);

/** Scrolls sideways and can be reached by keyboard. */
export const writeFormula = ({ tex, markup, isOpen = false }: Block & { type: 'math' }): Html =>
  element(
    'pre',
    { class: 'code', role: 'group', 'aria-label': 'Formula', tabindex: '0' },
    element('code', { dir: 'ltr' }, `${markup}\n${tex}${isOpen ? '' : `\n${closings[markup]}`}`),
  );
