import { useEffect, useRef } from 'react';
import type { ChatId } from '../../shared/id.ts';
import { newId } from '../../shared/id.ts';
import { welcomeColumns, welcomePrompt, welcomeTitle } from '../chats/starter.ts';
import { liveChats } from '../state/select.ts';
import { useApi, useReadState, useStatus } from '../state/store.ts';
import { useCommand } from '../state/use-command.ts';
import { useViewControls } from '../state/view.ts';

/** On start: the chat that was used last, or on the very first start a comparison of simulated models, ready to send. */
export const useFirstChat = (): void => {
  const status = useStatus();
  const readState = useReadState();
  const view = useViewControls();
  const api = useApi();
  const command = useCommand();
  const isDone = useRef(false);
  useEffect(() => {
    if (status !== 'ready' || isDone.current) return;
    isDone.current = true;
    const state = readState();
    const [latest] = liveChats(state.chats);
    if (latest !== undefined) {
      view.showChat(latest.id);
      return;
    }
    const chatId = newId<ChatId>();
    view.keepDraft(chatId, { text: welcomePrompt, pasted: [] });
    view.showChat(chatId);
    void command(api.createChat({ chatId, title: welcomeTitle, columns: welcomeColumns(state) }));
  }, [status, readState, view, api, command]);
};
