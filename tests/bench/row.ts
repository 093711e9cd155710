// What a bench writes: one row per figure, with its mark and what it was measured against.

export interface Row {
  name: string;
  value: number;
  unit: string;
  /** The mark in words; absent where a figure is only reported. */
  goal?: string;
  ok?: boolean;
  /** The peer or limit measured in the same run. */
  against?: string;
}

export const printRow = (row: Row): void => {
  const mark = row.ok === undefined ? '·' : row.ok ? '✓' : '✗';
  const goal = row.goal === undefined ? '' : `  (goal ${row.goal})`;
  const against = row.against === undefined ? '' : `  against ${row.against}`;
  console.log(`${mark} ${row.name}: ${row.value} ${row.unit}${goal}${against}`);
};

export const quantile = (values: readonly number[], at: number): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(at * sorted.length))] ?? Number.NaN;
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const round = (value: number): number => Math.round(value * 100) / 100;
