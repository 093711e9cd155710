import { PanelLeftClose, Plus, Search as SearchIcon } from 'lucide-react';
import { type KeyboardEvent, useMemo } from 'react';
import { liveChats } from '../state/select.ts';
import { useCollate } from '../state/store.ts';
import { useView, useViewControls } from '../state/view.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { chatGroups } from './chat-groups.ts';
import { ChatItem } from './chat-item.tsx';
import styles from './chat-list.module.css';
import { SearchResults } from './search-results.tsx';
import { useChatCommands } from './use-chat-commands.ts';
import { useSearch } from './use-search.ts';

/** The arrows walk through the list, and from its top back into the search box. */
const walkList = (event: KeyboardEvent<HTMLElement>): void => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const stops = [
    ...event.currentTarget.querySelectorAll<HTMLElement>('input[type="search"], [data-chat-link]'),
  ];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  const isInInput = at === 0;
  const next = {
    ArrowDown: stops[at + 1],
    ArrowUp: stops[at - 1],
    Home: isInInput ? undefined : stops[1],
    End: isInInput ? undefined : stops.at(-1),
  }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
};

/** All chats: find one, begin one, and everything that can be done to one as a whole. */
export const Sidebar = () => {
  const view = useViewControls();
  const chatId = useView((state) => state.chatId);
  const chats = useCollate((state) => state.chats);
  const live = useMemo(() => liveChats(chats), [chats]);
  const commands = useChatCommands();
  const search = useSearch();
  const isSearching = search.query.trim() !== '';
  const groups = chatGroups(live, Date.now());
  const hits = (search.hits ?? []).filter((hit) => chats[hit.chatId]?.isDeleted !== true);
  const isNothingFound = isSearching && search.hits !== undefined && hits.length === 0;

  return (
    <aside className={styles.sidebar} aria-label="Chat list">
      <div className={styles.top}>
        <span className={styles.brand}>Collate</span>
        <IconButton label="Hide chat list" icon={<PanelLeftClose />} onClick={view.toggleSidebar} />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only moves the focus between the links and the box inside. */}
      <div className={styles.body} onKeyDown={walkList}>
        <Button
          icon={<Plus />}
          className={styles.new}
          onClick={() => {
            search.setQuery('');
            void commands.create();
          }}
        >
          New chat
        </Button>
        <div className={styles.search}>
          <SearchIcon aria-hidden="true" />
          <input
            type="search"
            aria-label="Search chats"
            placeholder="Search chats"
            value={search.query}
            onChange={(event) => search.setQuery(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') search.setQuery('');
            }}
          />
        </div>
        <ul className={styles.list} aria-label="Chats">
          {isSearching ? (
            <SearchResults query={search.query} chats={live} hits={hits} />
          ) : (
            groups.flatMap((group) =>
              group.chats.map((chat, index) => (
                <ChatItem
                  key={chat.id}
                  chat={chat}
                  isCurrent={chat.id === chatId}
                  groupName={index === 0 ? group.name : undefined}
                />
              )),
            )
          )}
        </ul>
        {search.isFailed && <p className={styles.nothing}>The search did not work. Try it again.</p>}
        {isNothingFound && !search.isFailed && (
          <p className={styles.nothing} role="status">
            Nothing in prompts and answers. Words are matched from their beginning, and all must occur.
          </p>
        )}
        {!isSearching && live.length === 0 && <p className={styles.nothing}>Chats you begin appear here.</p>}
      </div>
    </aside>
  );
};
