import type { Chat } from '../../shared/chat.ts';

export interface ChatGroup {
  name: 'Pinned' | 'Today' | 'Earlier';
  chats: Chat[];
}

/** Chats as the list shows them, empty groups left out. Keeps the given order within a group. */
export const chatGroups = (chats: readonly Chat[], now: number): ChatGroup[] => {
  const startOfToday = new Date(now).setHours(0, 0, 0, 0);
  const groups: ChatGroup[] = [
    { name: 'Pinned', chats: chats.filter((chat) => chat.isPinned) },
    { name: 'Today', chats: chats.filter((chat) => !chat.isPinned && chat.updatedAt >= startOfToday) },
    { name: 'Earlier', chats: chats.filter((chat) => !chat.isPinned && chat.updatedAt < startOfToday) },
  ];
  return groups.filter((group) => group.chats.length > 0);
};
