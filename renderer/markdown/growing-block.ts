import type { Block } from '../../shared/markdown/tree.ts';
import type { PrintOptions } from './print-block.ts';

/** What growing blocks need of the view they stand in. */
export interface Ground {
  print: PrintOptions;
  /** Puts an element behind everything printed. */
  place(printed: HTMLElement): void;
  /** What was printed does not change any more but for late definitions. */
  onSettle(printed: HTMLElement): void;
}

/** A top-level block on the page, which may be settled part by part. */
export interface GrowingBlock {
  /**
   * More parts that are settled, and one that is not, behind all of them. False where the block cannot become what they are:
   * then nothing was changed, it must be removed and another one printed. Once a part is settled that does not happen.
   */
  update(settled: readonly Block[], open: Block | undefined): boolean;
  /** Shows a settled part anew; parts count from 0. */
  correct(part: number, block: Block): void;
  /** Takes it off the page. */
  remove(): void;
}
