// Which line of the grid holds what: heads in the first, then three lines per turn: prompt, answers, totals.

export const promptRow = (turnIndex: number): number => 2 + turnIndex * 3;
export const answerRow = (turnIndex: number): number => promptRow(turnIndex) + 1;
export const totalsRow = (turnIndex: number): number => promptRow(turnIndex) + 2;

/** One flexible line follows the last turn, so that columns reach down to the composer. */
export const rowTemplate = (turnCount: number): string =>
  turnCount === 0 ? 'var(--head-height) 1fr' : `var(--head-height) repeat(${turnCount * 3}, auto) 1fr`;
