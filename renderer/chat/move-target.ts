import type { Column } from '../../shared/chat.ts';
import type { ColumnId } from '../../shared/id.ts';

/**
 * Where `moveColumn` must put a column so that it changes places with its visible neighbour; undefined at the edge.
 * Counts removed columns, which keep their places, and leaves the moved one out, as the command does.
 */
export const moveTarget = (
  columns: readonly Column[],
  columnId: ColumnId,
  direction: 'left' | 'right',
): number | undefined => {
  const visible = columns.filter((column) => column.isRemoved !== true);
  const at = visible.findIndex((column) => column.id === columnId);
  const neighbour = visible[direction === 'left' ? at - 1 : at + 1];
  if (at < 0 || neighbour === undefined) return undefined;
  const others = columns.filter((column) => column.id !== columnId);
  const index = others.findIndex((column) => column.id === neighbour.id);
  return direction === 'left' ? index : index + 1;
};
