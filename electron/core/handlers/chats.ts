// Chats: create, open, name, pin, delete and bring back, search, export.
import type { Chat } from '../../../shared/chat.ts';
import type { ChatId } from '../../../shared/id.ts';
import { exportChat } from '../export/export-chat.ts';
import { ProviderError } from '../providers/provider.ts';
import type { Handlers, Rooms } from './handlers.ts';

type Names =
  | 'createChat'
  | 'openChat'
  | 'renameChat'
  | 'pinChat'
  | 'deleteChat'
  | 'restoreChat'
  | 'searchChats'
  | 'exportChat';

/** The chat, or the failure `missing`. */
export const chatOf = (rooms: Pick<Rooms, 'live'>, chatId: ChatId): Chat => {
  const chat = rooms.live.get().chats[chatId];
  if (chat === undefined)
    throw new ProviderError({
      kind: 'missing',
      message: 'This chat does not exist any more.',
      field: 'chatId',
    });
  return chat;
};

export const createChatHandlers = (rooms: Rooms): Pick<Handlers, Names> => {
  const { live, store, ask } = rooms;
  return {
    createChat({ chatId, title, columns }) {
      if (live.get().chats[chatId] !== undefined) return undefined;
      const now = Date.now();
      const chat: Chat = { id: chatId, title, isPinned: false, createdAt: now, updatedAt: now, columns };
      live.emit({ type: 'chat-created', chat });
      return undefined;
    },
    openChat({ chatId }) {
      chatOf(rooms, chatId);
      rooms.openChat(chatId);
      return undefined;
    },
    renameChat({ chatId, title }) {
      chatOf(rooms, chatId);
      live.emit({ type: 'chat-renamed', chatId, title });
      return undefined;
    },
    pinChat({ chatId, isPinned }) {
      chatOf(rooms, chatId);
      live.emit({ type: 'chat-pinned', chatId, isPinned });
      return undefined;
    },
    deleteChat({ chatId }) {
      chatOf(rooms, chatId);
      ask.stopChat(chatId);
      live.emit({ type: 'chat-deleted', chatId });
      return undefined;
    },
    restoreChat({ chatId }) {
      chatOf(rooms, chatId);
      live.emit({ type: 'chat-restored', chatId });
      return undefined;
    },
    searchChats({ query, limit }) {
      return store.search(query, limit);
    },
    exportChat({ chatId, turnId, format }) {
      const chat = chatOf(rooms, chatId);
      rooms.openChat(chatId);
      return exportChat({
        chat,
        turns: live.get().turns[chatId] ?? [],
        ...(turnId === undefined ? {} : { turnId }),
        format,
        version: rooms.version,
        exportedAt: Date.now(),
      });
    },
  };
};
