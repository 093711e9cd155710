// Which line of the grid holds what. Lines go by name, so that a cell keeps its place whatever lies above it is folded into a gap:
// heads come first, then three lines per mounted turn (prompt, answers, totals), with one empty line for each run of turns between.
import type { RowHeights, TurnHeight } from './row-heights.ts';

export const promptRow = (turnIndex: number): string => `p${turnIndex}`;
export const answerRow = (turnIndex: number): string => `a${turnIndex}`;
export const totalsRow = (turnIndex: number): string => `t${turnIndex}`;

/** The lines of the grid for these turns, in order. One flexible line follows the last, so that columns reach down to the composer. */
export const rowTemplate = (mounted: readonly number[], turnCount: number, heights: RowHeights): string => {
  const lines = ['var(--head-height)'];
  let next = 0;
  const gapTo = (turnIndex: number): void => {
    if (turnIndex > next) lines.push(`${heights.offset(turnIndex) - heights.offset(next)}px`);
    next = turnIndex + 1;
  };
  for (const turnIndex of mounted) {
    gapTo(turnIndex);
    for (const row of [promptRow, answerRow, totalsRow]) lines.push(`[${row(turnIndex)}] auto`);
  }
  gapTo(turnCount);
  return [...lines, '1fr'].join(' ');
};

const parts = { p: 'prompt', a: 'answers', t: 'totals' } as const;

/** What the browser made of a template: the heights of all turns whose three lines are named in it, by turn. */
export const readRows = (resolved: string): Map<number, TurnHeight> => {
  const rows = new Map<number, TurnHeight>();
  for (const [, part, number, px] of resolved.matchAll(/\[([pat])(\d+)\] ([\d.]+)px/g)) {
    const turnIndex = Number(number);
    const height = rows.get(turnIndex) ?? { prompt: 0, answers: 0, totals: 0 };
    height[parts[part as keyof typeof parts]] = Number(px);
    rows.set(turnIndex, height);
  }
  return rows;
};
