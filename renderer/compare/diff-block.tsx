import { clsx } from 'clsx';
import { Fragment, memo } from 'react';
import type { DiffPart, DiffRow } from '../../shared/compare/compare-texts.ts';
import styles from './differences-mode.module.css';

/** Keys for parts that never move: their places. */
const keyed = (parts: readonly DiffPart[]): { key: string; part: DiffPart; isChange: boolean }[] =>
  parts.map((part, at) => ({
    key: `${at}`,
    part,
    // What replaces something belongs to the same change.
    isChange: part.in !== 'both' && (at === 0 || parts[at - 1]?.in === 'both'),
  }));

const Part = ({ part, isChange }: { part: DiffPart; isChange: boolean }) => {
  const change = isChange ? { 'data-change': '' } : {};
  if (part.in === 'one')
    return (
      <del className={styles.removed} {...change}>
        {part.text}
      </del>
    );
  if (part.in === 'other')
    return (
      <ins className={styles.added} {...change}>
        {part.text}
      </ins>
    );
  return part.text;
};

export interface DiffBlockProps {
  row: DiffRow;
  /** Only what this text has; absent: both in one. */
  side?: 'one' | 'other' | undefined;
  /** Changes are counted on one side alone. */
  isCounted: boolean;
}

/** One paragraph with its insertions and deletions, as text. */
export const DiffBlock = memo(({ row, side, isCounted }: DiffBlockProps) => {
  const parts = keyed(row.parts).filter(
    ({ part }) => side === undefined || part.in === 'both' || part.in === side,
  );
  return (
    <div
      className={clsx(styles.block, styles[row.block])}
      style={{ marginInlineStart: row.block === 'heading' ? 0 : `${row.depth * 1.1}em` }}
    >
      {row.marker !== undefined && <span className={styles.marker}>{row.marker}</span>}
      <span className={styles.words}>
        {parts.map(({ key, part, isChange }) => (
          <Fragment key={key}>
            <Part part={part} isChange={isCounted && isChange} />
          </Fragment>
        ))}
      </span>
    </div>
  );
});
