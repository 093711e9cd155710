import { MessagesSquare } from 'lucide-react';
import { useDeferredValue, useEffect } from 'react';
import { Sidebar } from '../chats/sidebar.tsx';
import { useChatCommands } from '../chats/use-chat-commands.ts';
import { useApi, useCollate, useStatus } from '../state/store.ts';
import { useCommand } from '../state/use-command.ts';
import { useView, useViewControls } from '../state/view.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { AnswerAnnouncements } from './announcer.tsx';
import { Banners } from './banners.tsx';
import { Composer } from './composer.tsx';
import { Dialogs } from './dialogs.tsx';
import { Grid } from './grid.tsx';
import { TopBar } from './top-bar.tsx';
import { useFirstChat } from './use-first-chat.ts';
import { useShortcuts } from './use-shortcuts.ts';
import styles from './workspace.module.css';

const NoChat = () => {
  const { create } = useChatCommands();
  const isReady = useStatus() === 'ready';
  return (
    <main className={styles.empty} aria-label="Chat">
      {isReady ? (
        <EmptyState
          icon={<MessagesSquare />}
          title="No chat is open"
          actions={
            <Button variant="primary" onClick={() => void create()}>
              Begin a chat
            </Button>
          }
        >
          A chat puts every prompt to all its columns and keeps their answers side by side.
        </EmptyState>
      ) : (
        <Spinner label="Opening Collate" />
      )}
    </main>
  );
};

/** The whole window: chats at the left, the grid in the middle, the composer below. */
export const Workspace = () => {
  const view = useViewControls();
  const api = useApi();
  const command = useCommand();
  // Deferred, a chat is drawn in slices: a click and a key are answered while a large one is being opened.
  const chatId = useDeferredValue(useView((state) => state.chatId));
  const isSidebarOpen = useView((state) => state.isSidebarOpen);
  const found = useCollate((state) => (chatId === undefined ? undefined : state.chats[chatId]));
  const chat = found?.isDeleted === true ? undefined : found;
  const isOpened = useCollate((state) => chatId !== undefined && state.turns[chatId] !== undefined);
  useFirstChat();
  useShortcuts();

  const openChatId = chat?.id;
  useEffect(() => {
    if (openChatId !== undefined && !isOpened) void command(api.openChat({ chatId: openChatId }));
  }, [api, command, openChatId, isOpened]);

  return (
    <div className={styles.window} data-sidebar={isSidebarOpen || undefined}>
      {isSidebarOpen && (
        <>
          <Sidebar />
          <button
            type="button"
            tabIndex={-1}
            aria-hidden="true"
            className={styles.curtain}
            onClick={view.closeSidebar}
          />
        </>
      )}
      <div className={styles.centre}>
        <TopBar chat={chat} />
        <Banners />
        {chat === undefined ? (
          <NoChat />
        ) : (
          <main className={styles.chat} aria-label="Chat">
            <Grid key={`grid ${chat.id}`} chat={chat} />
            <Composer key={`composer ${chat.id}`} chat={chat} />
            <AnswerAnnouncements chatId={chat.id} />
          </main>
        )}
      </div>
      <Dialogs chat={chat} />
    </div>
  );
};
