import {
  Cable,
  Columns3,
  FileDown,
  Keyboard,
  ListOrdered,
  PanelLeftOpen,
  Search,
  Settings,
} from 'lucide-react';
import { useState } from 'react';
import { type Chat, maxColumns, visibleColumns } from '../../shared/chat.ts';
import { TitleEditor } from '../chats/title-editor.tsx';
import { useChatCommands } from '../chats/use-chat-commands.ts';
import { useView, useViewControls } from '../state/view.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import styles from './top-bar.module.css';

const Title = ({ chat }: { chat: Chat }) => {
  const [isRenaming, setIsRenaming] = useState(false);
  const { rename } = useChatCommands();
  if (isRenaming)
    return (
      <div className={styles.editor}>
        <TitleEditor
          title={chat.title}
          onDone={(title) => {
            setIsRenaming(false);
            if (title !== undefined) void rename(chat.id, title);
          }}
        />
      </div>
    );
  return (
    <h1 className={styles.title}>
      <button type="button" title="Rename this chat" onClick={() => setIsRenaming(true)}>
        {chat.title}
      </button>
    </h1>
  );
};

/** Above everything: what this chat is called, and the ways to what lies beside it. */
export const TopBar = ({ chat }: { chat: Chat | undefined }) => {
  const view = useViewControls();
  const isSidebarOpen = useView((state) => state.isSidebarOpen);
  const isFull = chat !== undefined && visibleColumns(chat).length >= maxColumns;
  return (
    <header className={styles.bar}>
      {!isSidebarOpen && (
        <IconButton label="Show chat list" icon={<PanelLeftOpen />} onClick={view.toggleSidebar} />
      )}
      {chat === undefined ? <h1 className={styles.title}>Collate</h1> : <Title key={chat.id} chat={chat} />}
      <div className={styles.actions}>
        <IconButton
          label="Find in chat"
          icon={<Search />}
          disabled={chat === undefined}
          onClick={view.openFind}
        />
        <IconButton
          label="Go to a turn"
          icon={<ListOrdered />}
          disabled={chat === undefined}
          onClick={() => view.openDialog({ name: 'turns' })}
        />
        <Button
          className={styles.action}
          icon={<Columns3 />}
          aria-label="Add column"
          disabled={chat === undefined || isFull}
          title={isFull ? `A chat has at most ${maxColumns} columns.` : undefined}
          onClick={() => view.openDialog({ name: 'add-column' })}
        >
          <span>Add column</span>
        </Button>
        <Button
          className={styles.action}
          variant="ghost"
          icon={<FileDown />}
          aria-label="Export"
          disabled={chat === undefined}
          onClick={() => view.openDialog({ name: 'export' })}
        >
          <span>Export</span>
        </Button>
        <Button
          className={styles.action}
          variant="ghost"
          icon={<Cable />}
          aria-label="Connections"
          onClick={() => view.openDialog({ name: 'connections' })}
        >
          <span>Connections</span>
        </Button>
        <IconButton
          label="Settings"
          icon={<Settings />}
          onClick={() => view.openDialog({ name: 'settings' })}
        />
        <IconButton
          className={styles.keyboard}
          label="Keyboard shortcuts"
          icon={<Keyboard />}
          onClick={() => view.openDialog({ name: 'shortcuts' })}
        />
      </div>
    </header>
  );
};
