// Which chats have their turns in memory: brings them in on demand and lets the longest unused go.
import type { ChatId } from '../../shared/id.ts';
import type { LiveState } from './live-state.ts';
import type { Store } from './store/store.ts';

/** More than a person has in view; fewer than would be felt in memory. */
const mostOpenChats = 12;

/** Returns a function that makes sure a chat's turns are in the state. Chats that are running are never let go. */
export const createOpenChats = (live: LiveState, store: Store, isRunning: (chatId: ChatId) => boolean) => {
  const lastUsed = new Set<ChatId>();
  return (chatId: ChatId): void => {
    lastUsed.delete(chatId);
    lastUsed.add(chatId);
    const state = live.get();
    if (state.chats[chatId] === undefined || state.turns[chatId] !== undefined) return;
    live.emit({ type: 'chat-opened', chatId, turns: store.loadTurns(chatId) });
    for (const candidate of lastUsed) {
      if (lastUsed.size <= mostOpenChats) break;
      if (candidate === chatId || isRunning(candidate)) continue;
      lastUsed.delete(candidate);
      live.emit({ type: 'chat-closed', chatId: candidate });
    }
  };
};
