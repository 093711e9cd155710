import { Ellipsis, PencilLine, Pin, PinOff, Trash2 } from 'lucide-react';
import { type KeyboardEvent, memo, useState } from 'react';
import type { Chat } from '../../shared/chat.ts';
import { isChatRunning } from '../state/select.ts';
import { useCollate } from '../state/store.ts';
import { useViewControls } from '../state/view.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import styles from './chat-list.module.css';
import { TitleEditor } from './title-editor.tsx';
import { useChatCommands } from './use-chat-commands.ts';

export interface ChatItemProps {
  chat: Chat;
  isCurrent: boolean;
  /** Given for the first of a group: shown above it. */
  groupName: string | undefined;
}

export const ChatItem = memo(({ chat, isCurrent, groupName }: ChatItemProps) => {
  const view = useViewControls();
  const commands = useChatCommands();
  const [isRenaming, setIsRenaming] = useState(false);
  const isRunning = useCollate((state) => isChatRunning(state, chat.id));

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'F2') setIsRenaming(true);
    else if (event.key === 'Delete') void commands.remove(chat);
    else return;
    event.preventDefault();
  };

  return (
    <li className={styles.item}>
      {groupName !== undefined && <span className={styles.group}>{groupName}</span>}
      {isRenaming ? (
        <div className={styles.editor}>
          <TitleEditor
            title={chat.title}
            onDone={(title) => {
              setIsRenaming(false);
              if (title !== undefined) void commands.rename(chat.id, title);
            }}
          />
        </div>
      ) : (
        <div className={styles.row} data-current={isCurrent || undefined}>
          <a
            href={`#chat-${chat.id}`}
            className={styles.link}
            aria-current={isCurrent ? 'page' : undefined}
            data-chat-link=""
            title={chat.title}
            onClick={(event) => {
              event.preventDefault();
              view.showChat(chat.id);
            }}
            onKeyDown={onKeyDown}
          >
            {chat.title}
          </a>
          {isRunning && <span className={styles.running} role="img" aria-label="Answering" />}
          <Menu
            trigger={
              <IconButton
                size="small"
                label="Chat menu"
                tooltip={false}
                icon={<Ellipsis />}
                className={styles.menu}
              />
            }
            items={[
              { label: 'Rename', icon: <PencilLine />, shortcut: 'F2', onSelect: () => setIsRenaming(true) },
              {
                label: chat.isPinned ? 'Unpin' : 'Pin',
                icon: chat.isPinned ? <PinOff /> : <Pin />,
                onSelect: () => void commands.pin(chat),
              },
              'separator',
              {
                label: 'Delete',
                icon: <Trash2 />,
                shortcut: 'Del',
                isDanger: true,
                onSelect: () => void commands.remove(chat),
              },
            ]}
          />
        </div>
      )}
    </li>
  );
});
