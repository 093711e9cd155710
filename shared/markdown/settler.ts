// Makes fragments of what is settled: knows the definitions so far and the outline, and what it takes to read a fragment
// again when a definition comes later. Does not know what is settled when.
import { type InlineChunk, noReferences, type References } from './build-block.ts';
import type { Fragment } from './fragment.ts';
import { headingsIn, type Outline, setDepths } from './outline.ts';
import { type Piece, parsePieces } from './parse-pieces.ts';
import type { Resume } from './resume.ts';
import { readChunk } from './split-inline.ts';
import type { Block } from './tree.ts';
import { createUndecidedFragments } from './undecided.ts';

export interface Settler {
  /** Of settled definitions. */
  readonly references: References;
  /** Gives open headings the depths they would have if they were settled now. */
  outlineOpen(blocks: readonly Block[]): void;
  /** Settles definitions. Returns whether more were found: what was read with them is owed a second look. */
  define(definitions: Piece['definitions'], found: References): boolean;
  /** Settles what no definition can change. */
  settle(block: Block, continues: boolean): Fragment;
  /** Settles what was read from `source`, going on with `resume`. */
  settleRead(block: Block, continues: boolean, from: Origin): Fragment;
  /** Settles a paragraph chunk by chunk: a definition has only those read again that name it. */
  settleChunks(chunks: readonly InlineChunk[], continues: boolean, from: Origin): Fragment[];
  /** No definition comes any more. */
  end(): void;
  isDue(): boolean;
  corrections(): Iterable<{ index: number; block: Block }>;
  /** Characters that were read again. */
  readonly work: number;
}

/** Where a fragment was read from. */
export interface Origin {
  source: string;
  resume: Resume | undefined;
  /** With definitions that may still change or vanish. */
  isProvisional: boolean;
}

const keepLooks = (before: Block, block: Block): Block => {
  if (before.type === 'list' && block.type === 'list') block.isTight = before.isTight;
  const depths = headingsIn([before]).map((heading) => heading.depth);
  headingsIn([block]).forEach((heading, at) => {
    heading.depth = depths[at] ?? heading.depth;
  });
  return block;
};

export const createSettler = (): Settler => {
  let settledCount = 0;
  let work = 0;
  const references = noReferences();
  const outline: Outline = [];
  const undecided = createUndecidedFragments();

  const settle = (block: Block, continues: boolean): Fragment => {
    setDepths([block], outline);
    settledCount += 1;
    return { block, continues, isUndecided: false };
  };

  const settleReadable = (
    block: Block,
    continues: boolean,
    { source, isProvisional }: Origin,
    read: () => Block | undefined,
  ): Fragment => {
    const fragment = settle(block, continues);
    if (!source.includes('[')) return fragment;
    undecided.add(settledCount - 1, source, isProvisional, () => {
      work += source.length;
      const again = read();
      return again === undefined ? undefined : keepLooks(block, again);
    });
    return { ...fragment, isUndecided: true };
  };

  return {
    references,
    outlineOpen: (blocks) => setDepths(blocks, [...outline]),
    define(definitions, found) {
      for (const { label } of definitions) {
        const reference = found[label];
        if (reference === undefined || label in references) continue;
        references[label] = reference;
        undecided.define(label);
      }
      return Object.keys(found).some((label) => !(label in references));
    },
    settle,
    settleRead: (block, continues, from) =>
      settleReadable(
        block,
        continues,
        from,
        () =>
          parsePieces(from.source, references, new Map(), from.resume).pieces.find(
            (piece) => piece.block !== undefined,
          )?.block,
      ),
    settleChunks(chunks, continues, from) {
      let at = Math.max(0, from.source.search(/\S/));
      return chunks.map(({ length, nodes }, index) => {
        const source = from.source.slice(at, at + length);
        at += length;
        const block: Block = { type: 'paragraph', children: nodes };
        return settleReadable(block, continues || index > 0, { ...from, source }, () => ({
          type: 'paragraph',
          children: readChunk(source, references).nodes,
        }));
      });
    },
    end: undecided.end,
    isDue: undecided.isDue,
    corrections: undecided.corrections,
    get work() {
      return work;
    },
  };
};
