import { parseMarkdown } from '../../shared/markdown/parse.ts';
import type { Block, Inline } from '../../shared/markdown/tree.ts';

/** Parsed at a time: far less than a frame. */
const maxParsedCharacters = 16_000;
/** A block that goes on for longer is cut all the same. */
const maxUncutCharacters = 64_000;
/** So much of a line tells whether it begins or ends a fence. */
const maxFenceCharacters = 200;

const inlineText = (inline: Inline): string => {
  switch (inline.type) {
    case 'text':
    case 'code':
      return inline.text;
    case 'line-break':
      return ' ';
    case 'image':
    case 'math':
      return '';
    default:
      return 'children' in inline ? inline.children.map(inlineText).join('') : '';
  }
};

const lineOf = (inlines: readonly Inline[]): string => inlines.map(inlineText).join('');

/** What a block shows, in stretches that do not run into one another: paragraphs, cells, code. Pictures and formulas have no text. */
const stretchesOf = (block: Block): string[] => {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return [lineOf(block.children)];
    case 'code':
    case 'html':
      return [block.text];
    case 'quote':
      return block.children.flatMap(stretchesOf);
    case 'list':
      return block.items.flatMap((item) => item.children.flatMap(stretchesOf));
    case 'table':
      return [block.head, ...block.rows].flatMap((row) => row.map(lineOf));
    default:
      return [];
  }
};

/** Where a long text can be cut without cutting a block in two: at a blank line that is not in a fence. */
const cutAfter = (source: string, from: number): number => {
  let fence = '';
  for (let at = from; at < source.length; ) {
    const lineEnd = source.indexOf('\n', at);
    const end = lineEnd < 0 ? source.length : lineEnd + 1;
    const line = source.slice(at, Math.min(end, at + maxFenceCharacters)).trim();
    const mark = /^(`{3,}|~{3,})/.exec(line)?.[0] ?? '';
    if (fence === '') fence = mark;
    else if (mark.startsWith(fence) && line === mark) fence = '';
    at = end;
    const isLong = at - from > maxParsedCharacters;
    if (isLong && ((line === '' && fence === '') || at - from > maxUncutCharacters)) return at;
  }
  return source.length;
};

/** What Markdown shows to the reader, in stretches; yields often, so that long texts can be read in slices. */
export function* visibleText(source: string): Generator<string[]> {
  for (let from = 0; from < source.length; ) {
    const end = cutAfter(source, from);
    yield parseMarkdown(source.slice(from, end)).flatMap(stretchesOf);
    from = end;
  }
}
