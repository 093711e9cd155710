// Columns of a chat: add, change, move, remove and bring back.
import { type Column, maxColumns, visibleColumns } from '../../../shared/chat.ts';
import type { ChatId, ColumnId } from '../../../shared/id.ts';
import { ProviderError } from '../providers/provider.ts';
import { chatOf } from './chats.ts';
import type { Handlers, Rooms } from './handlers.ts';

type Names = 'addColumn' | 'changeColumn' | 'moveColumn' | 'removeColumn' | 'restoreColumn';

export const createColumnHandlers = (rooms: Rooms): Pick<Handlers, Names> => {
  const { live } = rooms;

  const columnOf = (chatId: ChatId, columnId: ColumnId): Column => {
    const column = chatOf(rooms, chatId).columns.find((each) => each.id === columnId);
    if (column === undefined)
      throw new ProviderError({
        kind: 'missing',
        message: 'This column does not exist any more.',
        field: 'columnId',
      });
    return column;
  };

  const refuseTooMany = (chatId: ChatId): void => {
    if (visibleColumns(chatOf(rooms, chatId)).length < maxColumns) return;
    const message = `A chat can show ${maxColumns} columns at most. Remove one first.`;
    throw new ProviderError({ kind: 'invalid_input', message, field: 'columns' });
  };

  return {
    addColumn({ chatId, column, index }) {
      if (chatOf(rooms, chatId).columns.some((each) => each.id === column.id)) return undefined;
      refuseTooMany(chatId);
      live.emit({ type: 'column-added', chatId, column, index });
      return undefined;
    },
    changeColumn({ chatId, columnId, model, label, parameters, width }) {
      const { width: oldWidth, ...kept } = columnOf(chatId, columnId);
      const newWidth = width === null ? undefined : (width ?? oldWidth);
      const column: Column = {
        ...kept,
        ...(model === undefined ? {} : { model }),
        ...(label === undefined ? {} : { label }),
        ...(parameters === undefined ? {} : { parameters }),
        ...(newWidth === undefined ? {} : { width: newWidth }),
      };
      live.emit({ type: 'column-changed', chatId, column });
      return undefined;
    },
    moveColumn({ chatId, columnId, index }) {
      columnOf(chatId, columnId);
      live.emit({ type: 'column-moved', chatId, columnId, index });
      return undefined;
    },
    removeColumn({ chatId, columnId }) {
      columnOf(chatId, columnId);
      const turns = live.get().turns[chatId] ?? [];
      for (const turn of turns)
        for (const answer of turn.answers) if (answer.columnId === columnId) rooms.ask.stopAnswer(answer.id);
      live.emit({ type: 'column-removed', chatId, columnId });
      return undefined;
    },
    restoreColumn({ chatId, columnId }) {
      columnOf(chatId, columnId);
      refuseTooMany(chatId);
      live.emit({ type: 'column-restored', chatId, columnId });
      return undefined;
    },
  };
};
