import { Dialog } from '@base-ui/react/dialog';
import { Tabs } from '@base-ui/react/tabs';
import { X } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Chat } from '../../shared/chat.ts';
import type { ColumnId, TurnId } from '../../shared/id.ts';
import { isTextEntry } from '../chat/text-entry.ts';
import { selectTurns } from '../state/select.ts';
import { useCollate } from '../state/store.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { AgreementMode } from './agreement-mode.tsx';
import styles from './compare-view.module.css';
import { DifferencesMode } from './differences-mode.tsx';
import { LeftOut } from './left-out.tsx';
import { ReadMode, type ReadModeHandle } from './read-mode.tsx';
import { useComparedTurn } from './use-compared-turn.ts';
import { useTaskWorker } from './use-task-worker.ts';

export interface CompareViewProps {
  chat: Chat;
  turnId: TurnId;
  /** From 1. */
  turnNumber: number;
  /** Begins with this column alone; leaving that leads back to where one came from. */
  aloneColumnId: ColumnId | undefined;
  onClose: () => void;
}

type Mode = 'read' | 'differences' | 'agreement';
const modes: readonly { mode: Mode; label: string; key: string }[] = [
  { mode: 'read', label: 'Read', key: 'r' },
  { mode: 'differences', label: 'Differences', key: 'd' },
  { mode: 'agreement', label: 'Agreement', key: 'm' },
];

const isTyping = (target: EventTarget): boolean =>
  isTextEntry(target) || (target instanceof Element && target.closest('[role="listbox"]') !== null);

/** One turn, read closely: columns that scroll together, differences between two texts, and where all agree. */
export const CompareView = ({ chat, turnId, turnNumber, aloneColumnId, onClose }: CompareViewProps) => {
  const turn = useComparedTurn(chat, turnId);
  const prompt = useCollate(
    (state) => selectTurns(state, chat.id).find((each) => each.id === turnId)?.prompt ?? '',
  );
  const worker = useTaskWorker();
  const [mode, setMode] = useState<Mode>('read');
  // What had the focus: a cell of the grid may have it without being a stop of the Tab key.
  const [opener] = useState(() => document.activeElement);
  const read = useRef<ReadModeHandle>(null);
  const popup = useRef<HTMLDivElement>(null);
  if (turn === undefined) return null;

  const isOff: Record<Mode, string | undefined> = {
    read: undefined,
    differences: turn.all.length < 2 ? 'Differences need two texts' : undefined,
    agreement: turn.current.length < 2 ? 'Agreement needs two finished answers' : undefined,
  };
  const shown: Mode = isOff[mode] === undefined ? mode : 'read';
  const show = (next: Mode): void => {
    if (isOff[next] !== undefined) return;
    read.current?.keepPlaces();
    setMode(next);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
      return;
    const wanted = modes.find(({ key }) => key === event.key.toLowerCase());
    if (wanted !== undefined) {
      event.preventDefault();
      show(wanted.mode);
    } else if (shown === 'read') read.current?.onKeyDown(event);
  };
  const offReasons = [...new Set(Object.values(isOff).filter((reason) => reason !== undefined))];

  return (
    <Dialog.Root
      open
      onOpenChange={(_, details) => {
        if (details.reason === 'escape-key' && shown === 'read' && read.current?.stepBack() === true)
          details.cancel();
        else onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Popup
          ref={popup}
          className={styles.view}
          initialFocus={() =>
            popup.current?.querySelector<HTMLElement>(
              aloneColumnId === undefined
                ? '[role="tab"][aria-selected="true"]'
                : 'section:not([hidden]) > section[tabindex="0"]',
            ) ?? null
          }
          finalFocus={() => {
            if (opener instanceof HTMLElement && opener.isConnected)
              queueMicrotask(() => opener.focus({ preventScroll: true }));
            return false;
          }}
          onKeyDown={onKeyDown}
        >
          <Tabs.Root value={shown} onValueChange={(next: Mode) => show(next)} className={styles.tabs}>
            <header className={styles.header}>
              <div className={styles.titles}>
                <Dialog.Title className={styles.title}>Compare turn {turnNumber}</Dialog.Title>
                <Dialog.Description className={styles.prompt}>{prompt}</Dialog.Description>
              </div>
              <Tabs.List className={styles.modes} aria-label="Ways to compare">
                {modes.map(({ mode: each, label, key }) => (
                  <Tabs.Tab
                    key={each}
                    value={each}
                    disabled={isOff[each] !== undefined}
                    className={styles.mode}
                    aria-keyshortcuts={key.toUpperCase()}
                    title={isOff[each] ?? `${label} (${key.toUpperCase()})`}
                  >
                    {label}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              <Dialog.Close render={<IconButton label="Close" icon={<X aria-hidden="true" />} />} />
            </header>
            <LeftOut
              answers={turn.left}
              partial={turn.current.filter(({ isPartial }) => isPartial)}
              reasons={offReasons}
            />
            <Tabs.Panel value="read" keepMounted className={styles.panel}>
              <ReadMode
                ref={read}
                chatId={chat.id}
                turnId={turnId}
                columns={turn.read}
                isShown={shown === 'read'}
                openedAlone={aloneColumnId}
              />
            </Tabs.Panel>
            <Tabs.Panel value="differences" className={styles.panel}>
              <DifferencesMode worker={worker} turnId={turnId} texts={turn.all} />
            </Tabs.Panel>
            <Tabs.Panel value="agreement" className={styles.panel}>
              <AgreementMode worker={worker} texts={turn.current} />
            </Tabs.Panel>
          </Tabs.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
};
