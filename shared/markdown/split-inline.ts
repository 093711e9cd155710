// Long inline text in pieces that can be read one by one: a cut is made where nothing before it waits for what comes after.
// Where the cuts are depends on the text before them only, so a growing text gets the same ones as the whole.
import type { Token } from 'markdown-it';
import type { References } from './build-block.ts';
import { buildInline } from './build-inline.ts';
import { syntax } from './syntax.ts';
import type { Inline } from './tree.ts';

export interface Chunk {
  nodes: Inline[];
  /** No mark in it is left open that text to come could close. */
  isClosed: boolean;
}

/** Where cuts are tried: each costs one reading of the text up to it. */
const lengths = [512, 768, 1152, 1728, 2592, 3888, 5832];
/** A text that keeps a mark open for longer is cut all the same, and the mark stays the character it is. */
export const maxChunk = 8000;

const isMarkedEnd = /^(?:em|strong|s|math)/;

/** What is not a link now may still become one by a definition: then marks around its label would pair differently. */
const leavesOpen = (tokens: readonly Token[]): boolean => {
  let depth = 0;
  for (const { type, content, markup } of tokens) {
    if (type === 'text') {
      if (content.includes('`') || content.includes('$') || content.includes('](')) return true;
      for (const character of content) {
        if (character === '[') depth += 1;
        else if (character === ']' && depth > 0) depth -= 1;
      }
    } else if (type === 'text_special' && (markup === '\\(' || markup === '\\[')) return true;
    else if (depth > 0 && isMarkedEnd.test(type)) return true;
  }
  return depth > 0;
};

/** Reads a chunk by itself. */
export const readChunk = (text: string, references: References): Chunk => {
  const tokens: Token[] = [];
  const state = new syntax.inline.State(text, syntax, { references }, tokens);
  syntax.inline.tokenize(state);
  for (const rule of syntax.inline.ruler2.getRules('')) rule(state);
  const hasOpener = state.delimiters.some(({ open, end }) => open && end < 0);
  return { nodes: buildInline(tokens), isClosed: !hasOpener && !leavesOpen(tokens) };
};

/** The first place from `from` on between white space and what follows it. */
const placeAfter = (text: string, from: number): number | undefined => {
  const place = /[ \n](?=[^ \t\n])/g;
  place.lastIndex = from - 1;
  const found = place.exec(text);
  return found === null ? undefined : found.index + 1;
};

const forcedPlace = (text: string): number => {
  for (let at = maxChunk; at > maxChunk / 2; at -= 1)
    if (/[ \n]/.test(text.charAt(at - 1)) && !/[ \t\n]/.test(text.charAt(at))) return at;
  return /[\ud800-\udbff]/.test(text.charAt(maxChunk - 1)) ? maxChunk - 1 : maxChunk;
};

/** Where the first chunk of a text ends; undefined while there is too little text to say, or none needs to be cut off. */
export const findCut = (text: string, read: (text: string) => Chunk): number | undefined => {
  for (const length of lengths) {
    if (text.length < length) return undefined;
    const place = placeAfter(text, length);
    if (place === undefined && text.length <= maxChunk) return undefined;
    if (place === undefined || place > maxChunk) break;
    if (read(text.slice(0, place)).isClosed) return place;
  }
  return text.length > maxChunk ? forcedPlace(text) : undefined;
};

/** Puts lists behind one another, and texts that meet into one. Changes none of them. */
export const joinInlines = (lists: readonly (readonly Inline[])[]): Inline[] => {
  if (lists.length === 1) return [...(lists[0] ?? [])];
  const joined: Inline[] = [];
  for (const list of lists)
    for (const [index, node] of list.entries()) {
      const last = joined.at(-1);
      if (index === 0 && node.type === 'text' && last?.type === 'text')
        joined[joined.length - 1] = { type: 'text', text: last.text + node.text };
      else joined.push(node);
    }
  return joined;
};
