// Markdown that is still growing: hands out blocks as soon as nothing that follows can change them, and a view of the rest.
// Pure: knows no clock and no page. What it ends with equals `parseMarkdown` of the whole text, however the text was cut.
import { createOpenFence, type OpenFence } from './open-fence.ts';
import { headingsIn, type Outline, setDepths } from './outline.ts';
import {
  type InlineCache,
  languageOf,
  noReferences,
  normalizeText,
  type Piece,
  parsePieces,
  type References,
} from './parse-pieces.ts';
import type { Block } from './tree.ts';

export interface StreamUpdate {
  /** Final since the last update, in order: they follow everything settled before. */
  settled: Block[];
  /** What follows them, as it looks now. */
  open: Block[];
}

export interface Correction {
  /** Counting all settled blocks from 0. */
  index: number;
  block: Block;
}

export interface MarkdownStream {
  /** Takes text that follows. Cheap; parses nothing. */
  append(text: string): void;
  read(): StreamUpdate;
  /** After the last text: the rest, settled. */
  end(): Block[];
  /** After `end`: blocks that look different now that every definition is known. Works as far as it is asked to. */
  corrections(): Iterable<Correction>;
}

/** A settled block whose brackets may yet turn out to be links. */
interface Undecided {
  index: number;
  source: string;
  block: Block;
  /** How many definitions it was read with; -1 where some of them were not final. */
  definitionsThen: number;
}

const startsOf = (source: string): number[] => {
  const starts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
};

export const createMarkdownStream = (): MarkdownStream => {
  let queued = '';
  let tail = '';
  let fence: OpenFence | undefined;
  let settledCount = 0;
  let definitions = 0;
  let undecided: Undecided[] = [];
  let lastOpen: Block[] = [];
  const references = noReferences();
  const cache: InlineCache = new Map();
  const outline: Outline = [];

  /** A carriage return or half a character at the end waits for what follows. */
  const takeQueued = (isEnd: boolean): string => {
    const keeps = !isEnd && /[\r\ud800-\udbff]$/.test(queued) ? 1 : 0;
    const text = normalizeText(queued.slice(0, queued.length - keeps));
    queued = queued.slice(queued.length - keeps);
    return text;
  };

  const settle = (block: Block, source: string, definitionsThen: number): Block => {
    setDepths([block], outline);
    if (block.type !== 'code' && source.includes('['))
      undecided.push({ index: settledCount, source, block, definitionsThen });
    settledCount += 1;
    return block;
  };

  /**
   * How many of the pieces are final. Every rule of the grammar looks ahead by whole lines, at most two of them; only
   * labels and titles of definitions look further, up to the next blank line.
   */
  const countFinal = (pieces: Piece[], starts: number[]): number => {
    const completeLines = starts.length - 1;
    const lineAt = (line: number): string => tail.slice(starts[line] ?? tail.length, starts[line + 1]).trim();
    let lastBlank = completeLines - 1;
    while (lastBlank >= 0 && lineAt(lastBlank) !== '') lastBlank -= 1;
    const mayBeDefinition = (piece: Piece, next: Piece): boolean =>
      tail.slice(starts[piece.startLine], starts[next.startLine]).includes('[');
    const isFinal = (piece: Piece, next: Piece | undefined): boolean => {
      if (piece.endLine > completeLines) return false;
      if (piece.endsWith === 'own-line') return true;
      const { endLine } = piece;
      if (piece.endsWith === 'blank-line' && endLine < completeLines && lineAt(endLine) === '') return true;
      if (next === undefined || next.startLine + 1 >= completeLines) return false;
      return lastBlank >= next.startLine - 1 || !mayBeDefinition(piece, next);
    };
    let count = 0;
    for (let index = 0; index < pieces.length; index += 1) {
      const piece = pieces[index];
      if (piece === undefined || !isFinal(piece, pieces[index + 1])) break;
      count += 1;
    }
    return count;
  };

  const settlePieces = (pieces: Piece[], starts: number[], found: References): Block[] => {
    for (const label of pieces.flatMap((piece) => piece.labels)) {
      const reference = found[label];
      if (reference === undefined || label in references) continue;
      references[label] = reference;
      definitions += 1;
    }
    // These blocks were read with definitions that may still change or vanish: they are owed a second look.
    const isProvisional = Object.keys(found).some((label) => !(label in references));
    return pieces.flatMap(({ block, startLine, endLine }) => {
      if (block === undefined) return [];
      const source = tail.slice(starts[startLine], starts[endLine]);
      return [settle(block, source, isProvisional ? -1 : definitions)];
    });
  };

  const parseTail = (): { pieces: Piece[]; found: References } => {
    // Definitions in the open part are provisional: found here, seen through to the settled ones.
    const found = Object.create(references) as References;
    return { pieces: parsePieces(tail, found, cache), found };
  };

  const enterFence = (piece: Piece, starts: number[]): void => {
    if (piece.block?.type !== 'code' || piece.block.isOpen !== true || starts.length < 2) return;
    const opening = tail.slice(starts[piece.startLine], (starts[piece.startLine + 1] ?? 1) - 1);
    fence = createOpenFence(opening, languageOf(opening.replace(/^(?:`+|~+)/, '')));
    if (fence === undefined) return;
    fence.append(tail.slice(starts[piece.startLine + 1]));
    tail = '';
  };

  const readTail = (): StreamUpdate => {
    const { pieces, found } = parseTail();
    const starts = startsOf(tail);
    const final = countFinal(pieces, starts);
    const settled = settlePieces(pieces.slice(0, final), starts, found);
    const rest = pieces.slice(final);
    const [first, ...others] = rest;
    const open = rest.flatMap((piece) => (piece.block === undefined ? [] : [piece.block]));
    setDepths(open, [...outline]);
    if (first !== undefined && others.length === 0 && starts.length - 1 > first.startLine)
      enterFence(first, starts);
    // Without an open piece only the last line is left: spaces so far, which may turn out to indent something.
    if (fence === undefined) tail = tail.slice(first === undefined ? starts.at(-1) : starts[first.startLine]);
    return { settled, open };
  };

  return {
    append(text) {
      queued += text;
    },
    read() {
      const text = takeQueued(false);
      if (text === '') return { settled: [], open: lastOpen };
      const settled: Block[] = [];
      if (fence === undefined) tail += text;
      else {
        const after = fence.append(text);
        if (after !== undefined) {
          settled.push(settle(fence.end(true), '', definitions));
          fence = undefined;
          tail = after;
        }
      }
      if (fence === undefined) {
        const update = readTail();
        settled.push(...update.settled);
        lastOpen = update.open;
      } else lastOpen = [fence.read()];
      return { settled, open: lastOpen };
    },
    end() {
      const text = takeQueued(true);
      const after = fence === undefined ? tail + text : fence.append(text);
      const blocks: Block[] = [];
      if (fence !== undefined) blocks.push(settle(fence.end(after !== undefined), '', definitions));
      fence = undefined;
      tail = after ?? '';
      const { pieces, found } = parseTail();
      blocks.push(...settlePieces(pieces, startsOf(tail), found));
      tail = '';
      lastOpen = [];
      return blocks;
    },
    *corrections() {
      const candidates = undecided.filter((one) => one.definitionsThen < definitions);
      undecided = [];
      for (const { index, source, block: before } of candidates) {
        const block = parsePieces(source, references, new Map()).find(
          (piece) => piece.block !== undefined,
        )?.block;
        if (block === undefined) continue;
        const depths = headingsIn([before]).map((heading) => heading.depth);
        headingsIn([block]).forEach((heading, at) => {
          heading.depth = depths[at] ?? heading.depth;
        });
        yield { index, block };
      }
    },
  };
};
