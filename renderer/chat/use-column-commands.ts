import { type Column, maxColumns } from '../../shared/chat.ts';
import type { ChatId, ColumnId } from '../../shared/id.ts';
import { newId } from '../../shared/id.ts';
import type { ModelRef } from '../../shared/model.ts';
import { useApi, useReadState } from '../state/store.ts';
import { useCommand } from '../state/use-command.ts';
import { useToast } from '../ui/toast.tsx';
import { moveTarget } from './move-target.ts';

/** What can be done to the columns of a chat. All read the state at the moment of the deed. */
export const useColumnCommands = (chatId: ChatId) => {
  const api = useApi();
  const readState = useReadState();
  const toast = useToast();
  const command = useCommand();
  const columns = (): Column[] => readState().chats[chatId]?.columns ?? [];
  const hasRoom = (): boolean => {
    if (columns().filter((column) => column.isRemoved !== true).length < maxColumns) return true;
    toast({ kind: 'error', message: `A chat has at most ${maxColumns} columns. Remove one first.` });
    return false;
  };

  const restore = (columnId: ColumnId) => {
    if (hasRoom()) void command(api.restoreColumn({ chatId, columnId }));
  };

  return {
    add(model: ModelRef, label: string) {
      if (!hasRoom()) return;
      const column: Column = { id: newId(), model, label: label.slice(0, 120), parameters: {} };
      void command(api.addColumn({ chatId, column, index: columns().length }));
    },
    duplicate(column: Column) {
      if (!hasRoom()) return;
      const index = columns().findIndex((each) => each.id === column.id) + 1;
      void command(api.addColumn({ chatId, column: { ...column, id: newId() }, index }));
    },
    changeModel(columnId: ColumnId, model: ModelRef, label: string) {
      void command(api.changeColumn({ chatId, columnId, model, label: label.slice(0, 120) }));
    },
    move(columnId: ColumnId, direction: 'left' | 'right') {
      const index = moveTarget(columns(), columnId, direction);
      if (index !== undefined) void command(api.moveColumn({ chatId, columnId, index }));
    },
    resize(columnId: ColumnId, width: number | null) {
      void command(api.changeColumn({ chatId, columnId, width }));
    },
    async remove(column: Column) {
      if (!(await command(api.removeColumn({ chatId, columnId: column.id })))) return;
      toast({
        message: `Removed the column ${column.label}`,
        actionLabel: 'Undo',
        onAction: () => restore(column.id),
      });
    },
  };
};
