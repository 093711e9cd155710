import { memo } from 'react';
import type { Column } from '../../shared/chat.ts';
import type { ChatId } from '../../shared/id.ts';
import { CellSlot } from './cell-slot.tsx';
import { ColumnHead } from './column-head.tsx';
import { ColumnSeparator } from './column-separator.tsx';
import styles from './grid.module.css';
import { answerRow } from './grid-rows.ts';
import { useColumnCommands } from './use-column-commands.ts';

export interface LaneProps {
  chatId: ChatId;
  column: Column;
  /** Unique in the chat. */
  label: string;
  index: number;
  columnCount: number;
  /** Turns that are on the page, in order. */
  mounted: readonly number[];
  onPreviewWidth: (columnId: Column['id'], width: number | undefined) => void;
}

/** One column from its head to its last answer. Its rows are those of the grid, so that answers to one prompt stay level. */
export const Lane = memo((props: LaneProps) => {
  const { chatId, column, label, index, columnCount, mounted, onPreviewWidth } = props;
  const commands = useColumnCommands(chatId);
  return (
    <section className={styles.lane} style={{ gridColumn: index + 1 }} aria-label={label}>
      <ColumnHead
        chatId={chatId}
        column={column}
        label={label}
        isFirst={index === 0}
        isLast={index === columnCount - 1}
      />
      {mounted.map((turnIndex) => (
        <CellSlot
          key={turnIndex}
          chatId={chatId}
          columnId={column.id}
          label={label}
          turnIndex={turnIndex}
          columnIndex={index}
          row={answerRow(turnIndex)}
        />
      ))}
      <ColumnSeparator
        label={label}
        width={column.width}
        onPreview={(width) => onPreviewWidth(column.id, width)}
        onResize={(width) => commands.resize(column.id, width)}
      />
    </section>
  );
});
