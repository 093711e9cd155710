// Reading on inside a block whose beginning was settled before and is not part of the source any more. Knows which rule of
// the grammar goes on; not when it is safe to let go of a beginning: that is settle-inside.ts.
import Markdown, { type StateBlock } from 'markdown-it';

/**
 * What the first line of a source goes on with. A paragraph may go on in the middle of a line; a list with an item, a quote
 * with a line of its own; a table with its head, written again, after `rows` rows.
 */
export type Resume =
  | { type: 'paragraph' }
  | { type: 'list' }
  | { type: 'quote' }
  | { type: 'table'; rows: number };

export type BlockRule = (state: StateBlock, startLine: number, endLine: number, silent: boolean) => boolean;

/** What markdown-it does for one construct; its rules have no other handle than their order. */
export const originalRule = (name: string): BlockRule => {
  const [rule] = new Markdown('zero').enable(name).block.ruler.getRules('');
  if (rule === undefined) throw new Error(`markdown-it has no rule for ${name}`);
  return rule;
};

/** What the text at a place goes on with; undefined anywhere but at the very beginning. */
export const resumeAt = (state: StateBlock, line: number): Resume | undefined =>
  line === 0 && state.level === 0 && state.tokens.length === 0
    ? (state.env as { resume?: Resume }).resume
    : undefined;

const paragraph = originalRule('paragraph');
const underlined = originalRule('lheading');
const list = originalRule('list');
const quote = originalRule('blockquote');

/** Comes before all other rules: what the first line looks like by itself means nothing. */
export const resume: BlockRule = (state, startLine, endLine, silent) => {
  if (silent) return false;
  switch (resumeAt(state, startLine)?.type) {
    case 'paragraph':
      return underlined(state, startLine, endLine, false) || paragraph(state, startLine, endLine, false);
    case 'list':
      return list(state, startLine, endLine, false);
    case 'quote':
      return quote(state, startLine, endLine, false);
    default:
      return false;
  }
};
