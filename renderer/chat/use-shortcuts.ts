import { useEffect } from 'react';
import type { ChatId, TurnId } from '../../shared/id.ts';
import type { State } from '../../shared/state.ts';
import { useChatCommands } from '../chats/use-chat-commands.ts';
import { selectTurns } from '../state/select.ts';
import { useApi, useReadState } from '../state/store.ts';
import { useCommand } from '../state/use-command.ts';
import { useViewControls } from '../state/view.ts';
import { hasModifier } from './platform-keys.ts';
import { isTextEntry } from './text-entry.ts';

const focusOn = (selector: string): void => document.querySelector<HTMLElement>(selector)?.focus();

/** There the key belongs to the browser: pressed again, it opens the browser's own search. */
const isInFindBar = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[data-find]') !== null;

/** The turn whose answers have the focus, or the latest. */
const turnAtHand = (state: State, chatId: ChatId): TurnId | undefined => {
  const cell = document.activeElement?.closest<HTMLElement>('[data-turn]');
  return selectTurns(state, chatId).at(Number(cell?.dataset.turn ?? -1))?.id;
};

/** The keys that work anywhere in the window. What is listed in `shortcuts.ts` happens here or where the focus is. */
export const useShortcuts = (): void => {
  const view = useViewControls();
  const chats = useChatCommands();
  const api = useApi();
  const readState = useReadState();
  const command = useCommand();

  useEffect(() => {
    const deedOf = (event: KeyboardEvent): (() => void) | undefined => {
      const key = event.key.toLowerCase();
      const { chatId } = view.store.getState();
      if (hasModifier(event) && !event.altKey) {
        if (event.shiftKey) return key === 'k' ? () => view.openDialog({ name: 'connections' }) : undefined;
        const deeds: Record<string, (() => void) | undefined> = {
          n: () => void chats.create(),
          k: () => {
            view.openSidebar();
            requestAnimationFrame(() => focusOn('input[aria-label="Search chats"]'));
          },
          b: view.toggleSidebar,
          f: chatId === undefined || isInFindBar(event.target) ? undefined : view.openFind,
          e: chatId === undefined ? undefined : () => view.openDialog({ name: 'export' }),
          ',': () => view.openDialog({ name: 'settings' }),
          '.': chatId === undefined ? undefined : () => void command(api.stopChat({ chatId })),
          enter: isTextEntry(event.target) ? undefined : () => focusOn('textarea[aria-label="Prompt"]'),
        };
        return deeds[key];
      }
      // By place on the keyboard: with Alt some systems type another letter.
      if (event.altKey && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
        if (event.code === 'KeyN') return () => void chats.create();
        if (event.code === 'KeyT' && chatId !== undefined) return () => view.openDialog({ name: 'turns' });
        if (event.code === 'KeyC' && chatId !== undefined)
          return () => {
            const turnId = turnAtHand(readState(), chatId);
            if (turnId !== undefined) view.compareTurn(turnId);
          };
        if (event.code === 'KeyA' && chatId !== undefined)
          return () => view.openDialog({ name: 'add-column' });
        return undefined;
      }
      if (event.key === 'F3' && chatId !== undefined && view.store.getState().find === undefined)
        return view.openFind;
      if (event.ctrlKey || event.metaKey || event.altKey || isTextEntry(event.target)) return undefined;
      if (event.key === '?') return () => view.openDialog({ name: 'shortcuts' });
      if (event.key === '/') return () => focusOn('textarea[aria-label="Prompt"]');
      return undefined;
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (document.querySelector('[role="dialog"], [role="menu"]') !== null) return;
      const deed = deedOf(event);
      if (deed === undefined) return;
      event.preventDefault();
      deed();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
};
