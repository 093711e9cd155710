import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { Column } from '../../shared/chat.ts';
import { formatCount } from '../../shared/format.ts';
import type { ChatId, ColumnId } from '../../shared/id.ts';
import { useView, useViewControls } from '../state/view.ts';
import { IconButton } from '../ui/icon-button.tsx';
import styles from './find-bar.module.css';
import { type Found, useFind } from './use-find.ts';
import type { GridWindow } from './use-grid-window.ts';

export interface FindBarProps {
  chatId: ChatId;
  columns: readonly Column[];
  /** Names of the columns, unique in the chat. */
  labels: ReadonlyMap<ColumnId, string>;
  grid: RefObject<HTMLElement | null>;
  rows: GridWindow;
}

const maxPrefilled = 100;

/** What is selected in one line is most likely what is searched for. */
const selectedText = (): string => {
  const text = document.getSelection()?.toString().trim() ?? '';
  return text.length > maxPrefilled || text.includes('\n') ? '' : text;
};

const countWords = (query: string, { total, position }: Found): string => {
  if (query === '') return '';
  if (total === undefined) return 'Searching…';
  return total === 0 ? 'No matches' : `${formatCount(position)} of ${formatCount(total)}`;
};

const OpenFindBar = ({ chatId, columns, labels, grid, rows, count }: FindBarProps & { count: number }) => {
  const view = useViewControls();
  const [query, setQuery] = useState(selectedText);
  const input = useRef<HTMLInputElement>(null);
  const [opener] = useState(() => document.activeElement);
  const found = useFind({ chatId, columnIds: columns.map((column) => column.id), grid, rows, query });
  const { go, place } = found;

  // biome-ignore lint/correctness/useExhaustiveDependencies: every wish for the bar brings the focus back to it.
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [count]);

  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'F3' || document.querySelector('[role="dialog"]') !== null) return;
      event.preventDefault();
      go(event.shiftKey ? -1 : 1);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });

  const close = () => {
    view.closeFind();
    const back = opener instanceof HTMLElement && opener !== document.body && opener.isConnected;
    (back ? opener : document.querySelector<HTMLElement>('textarea[aria-label="Prompt"]'))?.focus({
      preventScroll: true,
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && event.target === input.current) go(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  };

  const where =
    place === undefined
      ? ''
      : `, turn ${place.turnIndex + 1}, ${
          place.columnId === undefined ? 'prompt' : (labels.get(place.columnId) ?? '')
        }`;
  const hasMatches = (found.total ?? 0) > 0;
  return (
    <search className={styles.bar} aria-label="Find in chat" data-find onKeyDown={onKeyDown}>
      <div className={styles.field}>
        <Search aria-hidden="true" />
        <input
          ref={input}
          className={styles.input}
          aria-label="Find in this chat"
          placeholder="Find in this chat"
          value={query}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      </div>
      <p className={styles.count} role="status" data-none={found.total === 0 || undefined}>
        {countWords(query, found)}
        {hasMatches && <span className={styles.hidden}>{where}</span>}
      </p>
      <IconButton
        size="small"
        label="Previous match"
        icon={<ChevronUp />}
        disabled={!hasMatches}
        onClick={() => go(-1)}
      />
      <IconButton
        size="small"
        label="Next match"
        icon={<ChevronDown />}
        disabled={!hasMatches}
        onClick={() => go(1)}
      />
      <IconButton className={styles.close} size="small" label="Close search" icon={<X />} onClick={close} />
    </search>
  );
};

/** Finds text anywhere in the open chat, also in turns that are not on the page at the moment. */
export const FindBar = (props: FindBarProps) => {
  const find = useView((view) => view.find);
  return find === undefined ? null : <OpenFindBar {...props} count={find.count} />;
};
