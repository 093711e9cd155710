// The grammar: markdown-it with our own rules for what it would drop, swallow or make too large. Yields its tokens only;
// it neither judges links nor builds the tree.
import Markdown, { type MarkdownIt, type StateBlock, type StateInline } from 'markdown-it';
import { blockFormula, inlineFormula } from './math.ts';
import { type BlockRule, originalRule, resume, resumeAt } from './resume.ts';

/** Containers within containers. What lies deeper is shown as its source. */
export const maxNesting = 100;
/** A table ends with so many cells, and the lines after are shown as source: more would stall layout. */
export const maxCells = 5000;
/** A longer line is no head of a table, and neither is one whose first bar comes late: so a line that grows is soon known to be text. */
export const maxHeadLength = 2000;
export const maxBeforeBar = 300;

const pushSource = (state: StateBlock, type: string, startLine: number, endLine: number): true => {
  const token = state.push(type, '', 0);
  token.content = state.getLines(startLine, endLine, state.blkIndent, false);
  token.map = [startLine, endLine];
  state.line = endLine;
  return true;
};

/** Line by line, so that the containers around still end where they would. */
const tooDeep: BlockRule = (state, startLine, _endLine, silent) => {
  if (silent || state.level < maxNesting) return false;
  return pushSource(state, 'source', startLine, startLine + 1);
};

const htmlStart =
  /^(?:<!--|<\?|<![A-Za-z]|<\/?(?:address|article|aside|audio|base|basefont|blockquote|body|button|canvas|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|embed|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|math|menu|menuitem|meta|nav|noframes|object|ol|optgroup|option|p|param|pre|script|search|section|style|summary|svg|table|tbody|td|textarea|tfoot|th|thead|title|tr|track|ul|video)(?=\s|\/?>|$))/i;

/** Raw HTML up to the next blank line, whatever it opened: an unclosed comment must not swallow the rest of an answer. */
const html: BlockRule = (state, startLine, endLine, silent) => {
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if (state.src.charCodeAt(start) !== 0x3c) return false;
  // The longest tag name is ten letters.
  if (!htmlStart.test(state.src.slice(start, Math.min(start + 16, state.eMarks[startLine] ?? 0))))
    return false;
  if (silent) return true;
  let line = startLine + 1;
  while (line < endLine && !state.isEmpty(line) && (state.sCount[line] ?? 0) >= state.blkIndent) line += 1;
  return pushSource(state, 'html', startLine, line);
};

/** The last line of a table's rows, exclusive, found without building them. */
const findTableEnd = (state: StateBlock, startLine: number, endLine: number): number => {
  const terminators = state.md.block.ruler.getRules('blockquote');
  const parentType = state.parentType;
  state.parentType = 'table';
  let line = startLine + 2;
  for (; line < endLine && !state.isEmpty(line); line += 1) {
    const indent = (state.sCount[line] ?? 0) - state.blkIndent;
    if (indent < 0 || indent >= 4) break;
    const at = line;
    if (terminators.some((rule) => rule(state, at, endLine, true))) break;
  }
  state.parentType = parentType;
  return line;
};

const table = originalRule('table');

const isTableHead = (state: StateBlock, line: number): boolean => {
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  const end = state.eMarks[line] ?? 0;
  return (
    end - start <= maxHeadLength && state.src.slice(start, Math.min(end, start + maxBeforeBar)).includes('|')
  );
};

const boundTable: BlockRule = (state, startLine, endLine, silent) => {
  if (!isTableHead(state, startLine) || !table(state, startLine, endLine, true)) return false;
  if (silent) return true;
  const end = findTableEnd(state, startLine, endLine);
  const delimiters = state.getLines(startLine + 1, startLine + 2, 0, false);
  const columns = delimiters.split('|').filter((cell) => cell.trim() !== '').length;
  const resumed = resumeAt(state, startLine);
  const rowsBefore = resumed?.type === 'table' ? resumed.rows : 0;
  const rows = Math.max(0, Math.floor(maxCells / columns) - 1 - rowsBefore);
  const lastRow = Math.min(end, startLine + 2 + rows);
  table(state, startLine, lastRow, false);
  return lastRow === end || pushSource(state, 'table_rest', lastRow, end);
};

/** What ends a bare address: spaces, quotes, brackets of any script, and the full stops of scripts that use no spaces. */
const afterAddress = /[\s<>"`[\]{}|\\^，。、；：！？（）「」『』【】《》]/;
const maxAddressLength = 2000;

/** Punctuation at the end belongs to the sentence; a closing bracket too, unless the address opened it. */
const trimAddress = (address: string): string => {
  let end = address.length;
  let unopened = address.split(')').length - address.split('(').length;
  for (; end > 0; end -= 1) {
    const last = address.charAt(end - 1);
    if (last === ')' && unopened > 0) unopened -= 1;
    else if (last === '' || !"?!.,:;*_~'".includes(last)) break;
  }
  return address.slice(0, end);
};

/** `https://…` standing bare in the text. Never inside a link's own label. */
const bareAddress = (state: StateInline, silent: boolean): boolean => {
  if (silent || state.linkLevel > 0 || !state.src.startsWith('://', state.pos)) return false;
  const scheme = /(?<![a-z0-9])https?$/i.exec(state.pending.slice(-6))?.[0];
  if (scheme === undefined) return false;
  const rest = state.src.slice(state.pos, Math.min(state.posMax, state.pos + maxAddressLength));
  const end = rest.search(afterAddress);
  const address = trimAddress(scheme + (end < 0 ? rest : rest.slice(0, end)));
  if (address.length <= scheme.length + 3) return false;
  state.pending = state.pending.slice(0, -scheme.length);
  const open = state.push('link_open', 'a', 1);
  open.attrs = [['href', address]];
  open.markup = 'bare';
  state.push('text', '', 0).content = address;
  state.push('link_close', 'a', -1);
  state.pos += address.length - scheme.length;
  return true;
};

const createSyntax = (): MarkdownIt => {
  // Its own limit drops what lies deeper; ours, which keeps it, must be met first.
  const markdown = new Markdown({ html: false, linkify: false, maxNesting: maxNesting + 10 });
  // Addresses arrive as written: the link gate judges them, and nothing else may.
  markdown.validateLink = () => true;
  markdown.normalizeLink = (address) => address;
  markdown.normalizeLinkText = (address) => address;
  markdown.block.ruler.at('table', boundTable, { alt: ['paragraph', 'reference'] });
  markdown.block.ruler.before('table', 'too-deep', tooDeep);
  markdown.block.ruler.before('too-deep', 'resume', resume);
  markdown.block.ruler.at('html_block', html, { alt: ['paragraph', 'reference', 'blockquote'] });
  const interrupting = { alt: ['paragraph', 'reference', 'blockquote', 'list'] };
  markdown.block.ruler.before('fence', 'math', blockFormula, interrupting);
  markdown.inline.ruler.at('linkify', bareAddress);
  markdown.inline.ruler.before('escape', 'math', inlineFormula);
  return markdown;
};

export const syntax = createSyntax();
