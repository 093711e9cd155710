import type { Chat } from '../../shared/chat.ts';
import type { ChatId } from '../../shared/id.ts';
import { newId } from '../../shared/id.ts';
import { liveChats } from '../state/select.ts';
import { useApi, useReadState } from '../state/store.ts';
import { useCommand } from '../state/use-command.ts';
import { useViewControls } from '../state/view.ts';
import { useToast } from '../ui/toast.tsx';
import { startingColumns, untitled } from './starter.ts';

/** What can be done to chats as a whole. */
export const useChatCommands = () => {
  const api = useApi();
  const readState = useReadState();
  const view = useViewControls();
  const toast = useToast();
  const command = useCommand();

  const restore = async (chatId: ChatId) => {
    if (await command(api.restoreChat({ chatId }))) view.showChat(chatId);
  };

  return {
    async create() {
      const chatId = newId<ChatId>();
      const columns = startingColumns(readState());
      if (!(await command(api.createChat({ chatId, title: untitled, columns })))) return;
      view.showChat(chatId);
      // Nothing to propose but the place: the composer takes the focus as soon as the chat has come back from the core.
      view.proposePrompt(chatId, '');
    },
    async rename(chatId: ChatId, title: string) {
      const trimmed = title.trim().slice(0, 200);
      if (trimmed === '' || trimmed === readState().chats[chatId]?.title) return;
      await command(api.renameChat({ chatId, title: trimmed }));
    },
    async pin(chat: Chat) {
      await command(api.pinChat({ chatId: chat.id, isPinned: !chat.isPinned }));
    },
    async remove(chat: Chat) {
      if (!(await command(api.deleteChat({ chatId: chat.id })))) return;
      // The focus went with the entry; the search box is where the list begins.
      if (document.activeElement === document.body)
        document.querySelector<HTMLElement>('input[aria-label="Search chats"]')?.focus();
      if (view.store.getState().chatId === chat.id) {
        const next = liveChats(readState().chats).find((each) => each.id !== chat.id);
        if (next !== undefined) view.showChat(next.id);
      }
      toast({
        message: `Deleted “${chat.title}”`,
        actionLabel: 'Undo',
        onAction: () => void restore(chat.id),
      });
    },
  };
};

export type ChatCommands = ReturnType<typeof useChatCommands>;
