// The grammar's rules for formulas: `$…$`, `$$…$$`, `\(…\)` and `\[…\]`. Decides what is a formula and what is money, a
// variable or an escaped bracket; knows nothing of TeX beyond that, and never looks further than a bounded stretch.
import type { StateBlock, StateInline } from 'markdown-it';

/** A formula inside a line ends within so many characters, or is none. */
export const maxInlineFormula = 4000;
/** A display formula ends within so many lines; what follows is text again. */
export const maxFormulaLines = 200;

const dollar = 0x24;
const backslash = 0x5c;

/** What is in formulas and hardly ever in prose. */
const hasSign = (tex: string): boolean => /[\\^_=+<>{}\u0370-\u03ff\u2190-\u22ff]/.test(tex);
const hasContent = (tex: string): boolean => /[\p{L}\p{N}]/u.test(tex);
/** Two words or more. */
const isProse = (tex: string): boolean =>
  /\s/.test(tex) && /(?:^|[\s,.;:])[A-Za-z]{2,}(?=[\s,.;:]|$)/.test(tex);

/** Whether what stands between dollar signs is a formula. `after` is the character behind. */
const isDollarFormula = (tex: string, after: string): boolean => {
  if (/^\s|\s$|`/.test(tex) || tex === '' || /[0-9]/.test(after)) return false;
  if (hasSign(tex)) return true;
  if (/[A-Za-z]/.test(after) && tex.length > 3) return false;
  return !isProse(tex);
};

/** Whether what stands between `\(` and `\)` is one, or a remark in escaped brackets. */
const isRoundFormula = (tex: string): boolean =>
  hasContent(tex) && !tex.includes('`') && (hasSign(tex) || !/[a-z]{3}|[A-Z]{5}/.test(tex));

/** The same for `\[` and `\]`, which also write footnotes and boxes to tick. */
const isSquareFormula = (tex: string): boolean => hasContent(tex) && !tex.includes('`') && hasSign(tex);

/** Where a mark stands that is not escaped, in order. */
const findMarks = (source: string, mark: string): number[] => {
  const found: number[] = [];
  for (let at = 0; at < source.length; at += 1) {
    if (source.startsWith(mark, at)) found.push(at);
    if (source.charCodeAt(at) === backslash) at += 1;
  }
  return found;
};

/** Of the texts that are being read: looked through once for each mark, however many formulas begin in them. */
const marksIn = new WeakMap<StateInline, Map<string, number[]>>();

/** The first unescaped closing mark from `start` on, which lies behind an opening one and ends below `end`; -1 where there is none. */
const findClosing = (state: StateInline, mark: string, start: number, end: number): number => {
  const marks = marksIn.get(state) ?? new Map<string, number[]>();
  marksIn.set(state, marks);
  const found = marks.get(mark) ?? findMarks(state.src, mark);
  marks.set(mark, found);
  let [low, high] = [0, found.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((found[middle] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const at = found[low];
  return at === undefined || at + mark.length > end ? -1 : at;
};

const pushFormula = (state: StateInline, tex: string, markup: string, end: number, silent: boolean): true => {
  if (!silent) {
    const token = state.push('math_inline', '', 0);
    token.content = tex.trim();
    token.markup = markup;
  }
  state.pos = end;
  return true;
};

/** Between dollar signs. Comes before escapes are read; a mark that opens nothing is text. */
const dollarFormula = (state: StateInline, silent: boolean): boolean => {
  const { src, pos } = state;
  const mark = src.charCodeAt(pos + 1) === dollar ? '$$' : '$';
  if (/[A-Za-z0-9$]/.test(src.charAt(pos - 1)) || src.startsWith('$$$', pos)) return false;
  const start = pos + mark.length;
  const end = findClosing(state, mark, start, Math.min(state.posMax, start + maxInlineFormula));
  if (end < 0) return false;
  const tex = src.slice(start, end);
  const after = src.charAt(end + mark.length);
  const isFormula = mark === '$' ? isDollarFormula(tex, after) : hasContent(tex) && !/[`$]/.test(tex + after);
  return isFormula && pushFormula(state, tex, mark, end + mark.length, silent);
};

/** What stands between a dollar sign, or a backslash and a bracket, and its counterpart. */
export const inlineFormula = (state: StateInline, silent: boolean): boolean => {
  const { src, pos } = state;
  const first = src.charCodeAt(pos);
  if (first === dollar) return dollarFormula(state, silent);
  if (first !== backslash) return false;
  const bracket = src.charAt(pos + 1);
  if (bracket !== '(' && bracket !== '[') return false;
  const start = pos + 2;
  const closing = bracket === '(' ? '\\)' : '\\]';
  const end = findClosing(state, closing, start, Math.min(state.posMax, start + maxInlineFormula));
  if (end < 0) return false;
  const tex = src.slice(start, end);
  const isFormula = bracket === '(' ? isRoundFormula(tex) : isSquareFormula(tex);
  return isFormula && pushFormula(state, tex, `\\${bracket}`, end + 2, silent);
};

const lineOf = (state: StateBlock, line: number): string =>
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]).trimEnd();

/** How many `\begin` a line leaves open: blank lines between those and their ends do not end a formula. */
const beginsLeft = (line: string): number => line.split('\\begin{').length - line.split('\\end{').length;

type Opening = { markup: '$$' | '\\['; closing: string; rest: string; isWhole: boolean };

/** Decided by the line alone: whatever follows, what was a formula's first line stays one. */
const openingOf = (line: string): Opening | undefined => {
  const markup = line.startsWith('$$') ? '$$' : line.startsWith('\\[') ? '\\[' : undefined;
  if (markup === undefined) return undefined;
  const closing = markup === '$$' ? '$$' : '\\]';
  const rest = line.slice(2);
  const end = findMarks(rest, closing)[0] ?? -1;
  const isWhole = end >= 0 && end === rest.length - 2;
  if (rest.trim() === '') return { markup, closing, rest, isWhole };
  if (end >= 0 && !isWhole) return undefined;
  const tex = isWhole ? rest.slice(0, -2) : rest;
  if (/^\$/.test(tex) || !hasContent(tex)) return undefined;
  const isFormula = markup === '$$' && isWhole ? !tex.includes('`') : isSquareFormula(tex);
  return isFormula ? { markup, closing, rest, isWhole } : undefined;
};

/**
 * A formula on lines of its own. It ends with its closing mark, or without one at a blank line or the end of what holds it:
 * then its `meta` says that it is open, and it is shown as written.
 */
export const blockFormula = (
  state: StateBlock,
  startLine: number,
  endLine: number,
  silent: boolean,
): boolean => {
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  const opening = openingOf(lineOf(state, startLine));
  if (opening === undefined) return false;
  if (silent) return true;
  const lines = [opening.isWhole ? opening.rest.slice(0, -2) : opening.rest];
  let isClosed = opening.isWhole;
  let begins = beginsLeft(opening.rest);
  let line = startLine + 1;
  for (; !isClosed && line < endLine && line - startLine < maxFormulaLines; line += 1) {
    const isEmpty = state.isEmpty(line);
    if (isEmpty ? begins <= 0 : (state.sCount[line] ?? 0) < state.blkIndent) break;
    const text = isEmpty ? '' : lineOf(state, line);
    isClosed = text.endsWith(opening.closing) && findMarks(text, opening.closing)[0] === text.length - 2;
    lines.push(isClosed ? text.slice(0, -2) : text);
    begins += beginsLeft(text);
  }
  const token = state.push('math_block', '', 0);
  token.content = lines
    .join('\n')
    .replace(/^\s*\n|\s+$/g, '')
    .trim();
  token.markup = opening.markup;
  token.map = [startLine, line];
  token.meta = { isOpen: !isClosed };
  state.line = line;
  return true;
};
