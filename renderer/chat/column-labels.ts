import type { Column } from '../../shared/chat.ts';
import type { ColumnId } from '../../shared/id.ts';

/** A name for each column that no other has: duplicates get " (2)", " (3)"… in their order. */
export const columnLabels = (columns: readonly Column[]): Map<ColumnId, string> => {
  const taken = new Set<string>();
  const labels = new Map<ColumnId, string>();
  for (const column of columns) {
    let label = column.label;
    for (let count = 2; taken.has(label); count += 1) label = `${column.label} (${count})`;
    taken.add(label);
    labels.set(column.id, label);
  }
  return labels;
};
