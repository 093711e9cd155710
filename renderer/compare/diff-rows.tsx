import { memo } from 'react';
import type { DiffRow } from '../../shared/compare/compare-texts.ts';
import { DiffBlock } from './diff-block.tsx';
import styles from './differences-mode.module.css';

const kindWords: Record<DiffRow['kind'], string | undefined> = {
  same: undefined,
  changed: undefined,
  one: 'Only in A',
  other: 'Only in B',
};

const keyed = (rows: readonly DiffRow[]): { key: string; row: DiffRow }[] =>
  // Rows are only ever added at the end, so the place of one is its identity.
  rows.map((row, at) => ({ key: `${at}`, row }));

/** Both texts in one: what is only in A is struck through, what is only in B underlined. */
export const InlineRows = memo(({ rows }: { rows: readonly DiffRow[] }) => (
  <div className={styles.inline}>
    {keyed(rows).map(({ key, row }) => (
      <div key={key} className={styles.inlineRow} data-kind={row.kind}>
        {kindWords[row.kind] !== undefined && <span className={styles.only}>{kindWords[row.kind]}</span>}
        <DiffBlock row={row} isCounted />
      </div>
    ))}
  </div>
));

const SideRow = memo(({ row }: { row: DiffRow }) => {
  const isLeftCounted = row.parts.some((part) => part.in === 'one');
  return (
    <tr className={styles.sideRow} data-kind={row.kind}>
      <td>{row.kind !== 'other' && <DiffBlock row={row} side="one" isCounted={isLeftCounted} />}</td>
      <td>{row.kind !== 'one' && <DiffBlock row={row} side="other" isCounted={!isLeftCounted} />}</td>
    </tr>
  );
});

/** The texts beside each other, paragraph by paragraph. */
export const SideRows = memo(
  ({ rows, one, other }: { rows: readonly DiffRow[]; one: string; other: string }) => (
    <table className={styles.sides} aria-label="Both texts side by side">
      <thead>
        <tr>
          <th scope="col">A: {one}</th>
          <th scope="col">B: {other}</th>
        </tr>
      </thead>
      <tbody>
        {keyed(rows).map(({ key, row }) => (
          <SideRow key={key} row={row} />
        ))}
      </tbody>
    </table>
  ),
);
