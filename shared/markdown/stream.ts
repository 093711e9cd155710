// Markdown that is still growing: hands out blocks, and parts of long blocks, as soon as nothing that follows can change
// them, and a view of the rest. Pure: knows no clock and no page. What it ends with equals `parseMarkdown` of the whole
// text, however the text was cut.
import { type InlineCache, languageOf, type References } from './build-block.ts';
import { countFinal } from './count-final.ts';
import type { Correction, Fragment } from './fragment.ts';
import { createOpenFence, type OpenFence } from './open-fence.ts';
import { normalizeText, type Piece, type Pieces, parsePieces } from './parse-pieces.ts';
import type { Resume } from './resume.ts';
import { holdsParagraph, isTightUpTo, settleInside } from './settle-inside.ts';
import { createSettler, type Origin } from './settler.ts';
import type { Block } from './tree.ts';

export interface StreamUpdate {
  /** Final since the last update, in order: they follow everything settled before. */
  settled: Fragment[];
  /** What follows them, as it looks now. */
  open: Fragment[];
}

export interface MarkdownStream {
  /** Takes text that follows. Cheap; parses nothing. */
  append(text: string): void;
  read(): StreamUpdate;
  /** After the last text: the rest, settled. */
  end(): Fragment[];
  /** Text that was appended and is not settled. */
  rest(): string;
  /** Whether a definition came for something settled before. */
  hasCorrections(): boolean;
  /** Settled fragments that look different by what was defined since. Works as far as it is asked to. */
  corrections(): Iterable<Correction>;
  /** Characters read so far, those that were read again counted again. */
  readonly work: number;
}

export const createMarkdownStream = (): MarkdownStream => {
  let queued = '';
  let tail = '';
  // The beginning of the open block was settled: the tail goes on with it, behind the prefix.
  let resume: Resume | undefined;
  let prefix = '';
  let isTightSoFar = true;
  let hasParagraphs = false;
  let hasTableRest = false;
  let fence: OpenFence | undefined;
  let language = '';
  let work = 0;
  let lastOpen: Fragment[] = [];
  const cache: InlineCache = new Map();
  const settler = createSettler();
  const { settle } = settler;

  /** A carriage return or half a character at the end waits for what follows. */
  const takeQueued = (isEnd: boolean): string => {
    const keeps = !isEnd && /[\r\ud800-\udbff]$/.test(queued) ? 1 : 0;
    const text = normalizeText(queued.slice(0, queued.length - keeps));
    queued = queued.slice(queued.length - keeps);
    return text;
  };

  const codeFragment = (text: string, continues: boolean, isOpen: boolean): Block & { type: 'code' } => ({
    type: 'code',
    language: continues ? '' : language,
    text,
    ...(isOpen ? { isOpen } : {}),
  });

  interface Reading extends Pieces {
    source: string;
    found: References;
  }

  const readTail = (): Reading => {
    // Definitions in the open part are provisional: found here, seen through to the settled ones.
    const found = Object.create(settler.references) as References;
    const source = prefix + tail;
    const pieces = parsePieces(source, found, cache, resume);
    work += pieces.work;
    return { ...pieces, source, found };
  };

  const continuesAt = (piece: Piece, index: number): boolean =>
    piece.isTableRest ? hasTableRest : index === 0 && resume !== undefined;

  /** The blocks as they follow what is settled: a list that is loose somewhere is loose. */
  const blockOf = (piece: Piece, index: number): Block | undefined => {
    const { block } = piece;
    // The head of a full table, written again only to be gone on with.
    if (block?.type === 'table' && index === 0 && hasTableRest) return undefined;
    if (block?.type === 'list' && index === 0 && resume !== undefined) {
      const isTight = isTightSoFar && isTightUpTo(piece, piece.parts.length);
      return { ...block, isTight: isTight || !(hasParagraphs || holdsParagraph(block)) };
    }
    if (block?.type === 'code' && piece.isTableRest && hasTableRest)
      return { ...block, text: `\n${block.text}` };
    return block;
  };

  const settlePieces = (reading: Reading, count: number): Fragment[] => {
    const { starts, source, found } = reading;
    const pieces = reading.pieces.slice(0, count);
    const isProvisional = settler.define(
      pieces.flatMap(({ definitions }) => definitions),
      found,
    );
    const settled = pieces.flatMap((piece, index): Fragment[] => {
      const block = blockOf(piece, index);
      if (block === undefined) return [];
      const continues = continuesAt(piece, index);
      const text = source.slice(starts[piece.startLine], starts[piece.endLine]);
      const from: Origin = { source: text, resume: index === 0 ? resume : undefined, isProvisional };
      if (block.type === 'code' || block.type === 'html' || block.type === 'math')
        return [settle(block, continues)];
      if (block.type !== 'paragraph' || piece.chunks.length < 2)
        return [settler.settleRead(block, continues, from)];
      return settler.settleChunks(piece.chunks, continues, from);
    });
    if (count > 0) {
      resume = undefined;
      prefix = '';
      isTightSoFar = true;
      hasParagraphs = false;
      hasTableRest = false;
    }
    return settled;
  };

  const settlePart = (reading: Reading, first: Piece, index: number): Fragment[] => {
    const { source, starts, found } = reading;
    const part = settleInside(first, { source, starts, resume: index === 0 ? resume : undefined });
    if (part === undefined) return [];
    const text = source.slice(starts[first.startLine], part.cut);
    const isProvisional = settler.define(
      first.definitions.filter(({ startLine }) => (starts[startLine] ?? 0) < part.cut),
      found,
    );
    const continues = continuesAt(first, index);
    const from: Origin = { source: text, resume: index === 0 ? resume : undefined, isProvisional };
    let settled: Fragment[];
    if (part.block.type === 'paragraph') settled = settler.settleChunks(part.chunks, continues, from);
    else {
      if (part.block.type === 'list') {
        isTightSoFar &&= part.block.isTight;
        hasParagraphs ||= holdsParagraph(part.block);
        part.block.isTight = isTightSoFar || !hasParagraphs;
      }
      settled = [settler.settleRead(part.block, continues, from)];
    }
    resume = part.resume;
    prefix = part.prefix;
    tail = source.slice(part.cut);
    return settled;
  };

  const enterFence = (piece: Piece, { source, starts }: Reading): Fragment[] => {
    if (piece.block?.type !== 'code' || piece.block.isOpen !== true || starts.length < 2) return [];
    const opening = source.slice(starts[piece.startLine], (starts[piece.startLine + 1] ?? 1) - 1);
    fence = createOpenFence(opening);
    if (fence === undefined) return [];
    language = languageOf(opening.replace(/^(?:`+|~+)/, ''));
    fence.append(source.slice(starts[piece.startLine + 1]));
    tail = '';
    return [settle(codeFragment('', false, true), false), ...takeFenced()];
  };

  const takeFenced = (): Fragment[] => {
    const text = fence?.take() ?? '';
    return text === '' ? [] : [settle(codeFragment(text, true, true), true)];
  };

  /** A full table's lines go on as code. */
  const settleTableRest = (table: Piece, rest: Piece, reading: Reading): Fragment[] => {
    const { source, starts } = reading;
    const completeLines = starts.length - 1;
    const end = Math.min(rest.endLine, completeLines);
    const head = source.slice(starts[table.startLine], starts[table.startLine + 2]);
    const before = resume?.type === 'table' ? resume.rows : 0;
    const settled: Fragment[] = [];
    if (table.block?.type === 'table' && (table.block.rows.length > 0 || resume === undefined)) {
      const text = source.slice(starts[table.startLine], starts[table.endLine]);
      settled.push(
        settler.settleRead(table.block, resume !== undefined, { source: text, resume, isProvisional: true }),
      );
      resume = { type: 'table', rows: before + table.block.rows.length };
    }
    if (end > rest.startLine && rest.block?.type === 'code') {
      const lines = rest.block.text
        .split('\n')
        .slice(0, end - rest.startLine)
        .join('\n');
      settled.push(
        settle(codeFragment((hasTableRest ? '\n' : '') + lines, hasTableRest, false), hasTableRest),
      );
      hasTableRest = true;
      tail = source.slice(starts[end]);
    } else tail = source.slice(starts[rest.startLine]);
    prefix = head;
    return settled;
  };

  const readOpen = (): StreamUpdate => {
    const reading = readTail();
    const { pieces, starts, source } = reading;
    const final = countFinal(pieces, starts, source);
    const settled = settlePieces(reading, final);
    const rest = pieces.slice(final);
    const [first, second] = rest;
    // Without an open piece only the last line is left: spaces so far, which may turn out to indent something.
    if (final > 0 || first === undefined)
      tail = source.slice(first === undefined ? starts.at(-1) : starts[first.startLine]);
    if (first !== undefined && second === undefined) {
      if (starts.length - 1 > first.startLine) settled.push(...enterFence(first, reading));
      if (fence !== undefined) return { settled, open: openFenced() };
      const part = settlePart(reading, first, final);
      if (part.length > 0) return reopen([...settled, ...part]);
    } else if (first !== undefined && second?.isTableRest === true) {
      const part = settleTableRest(first, second, reading);
      if (part.length > 0) return reopen([...settled, ...part]);
    }
    const open = rest.flatMap((piece, index): Fragment[] => {
      const block = blockOf(piece, final + index);
      return block === undefined
        ? []
        : [{ block, continues: continuesAt(piece, final + index), isUndecided: false }];
    });
    settler.outlineOpen(open.map(({ block }) => block));
    return { settled, open };
  };

  /** What is left after a part was let go is read by itself: little, and just as it will be read with the next text. */
  const reopen = (settled: Fragment[]): StreamUpdate => {
    const { settled: more, open } = readOpen();
    return { settled: [...settled, ...more], open };
  };

  const openFenced = (): Fragment[] => {
    const text = fence?.peek() ?? '';
    return text === ''
      ? []
      : [{ block: codeFragment(text, true, true), continues: true, isUndecided: false }];
  };

  const endFence = (isClosed: boolean): Fragment => {
    const text = fence === undefined || isClosed ? '' : fence.rest();
    fence = undefined;
    return settle(codeFragment(text, true, !isClosed), true);
  };

  return {
    append(text) {
      queued += text;
    },
    read() {
      const text = takeQueued(false);
      if (text === '') return { settled: [], open: lastOpen };
      const settled: Fragment[] = [];
      if (fence === undefined) tail += text;
      else {
        work += text.length;
        const after = fence.append(text);
        settled.push(...takeFenced());
        if (after !== undefined) {
          settled.push(endFence(true));
          tail = after;
        }
      }
      if (fence === undefined) {
        const update = readOpen();
        settled.push(...update.settled);
        lastOpen = update.open;
      } else lastOpen = openFenced();
      return { settled, open: lastOpen };
    },
    end() {
      const text = takeQueued(true);
      const settled: Fragment[] = [];
      if (fence === undefined) tail += text;
      else {
        const after = fence.append(text);
        settled.push(...takeFenced(), endFence(after !== undefined || fence.isClosedAtEnd()));
        tail = after ?? '';
      }
      const reading = readTail();
      settled.push(...settlePieces(reading, reading.pieces.length));
      tail = '';
      lastOpen = [];
      settler.end();
      return settled;
    },
    rest: () => (fence?.rest() ?? '') + tail + queued,
    hasCorrections: settler.isDue,
    corrections: settler.corrections,
    get work() {
      return work + settler.work;
    },
  };
};
