import { type RefObject, useEffect } from 'react';
import { visibleColumns } from '../../shared/chat.ts';
import type { ChatId } from '../../shared/id.ts';
import { selectTurns } from '../state/select.ts';
import { useReadState } from '../state/store.ts';
import { isTextEntry } from './text-entry.ts';
import { useColumnCommands } from './use-column-commands.ts';
import type { GridWindow } from './use-grid-window.ts';

interface Place {
  turn: number;
  column: number;
}

const placeOf = (cell: HTMLElement): Place => ({
  turn: Number(cell.dataset.turn),
  column: Number(cell.dataset.column),
});

const steps: Record<string, Place | undefined> = {
  ArrowLeft: { turn: 0, column: -1 },
  ArrowRight: { turn: 0, column: 1 },
  ArrowUp: { turn: -1, column: 0 },
  ArrowDown: { turn: 1, column: 0 },
};

/** Alt and the arrows walk over the answers, with Shift they move the column; End goes to the latest. */
export const useGridKeys = (
  scroller: RefObject<HTMLElement | null>,
  chatId: ChatId,
  { mount, fill, toBottom }: Pick<GridWindow, 'mount' | 'fill' | 'toBottom'>,
): void => {
  const readState = useReadState();
  const commands = useColumnCommands(chatId);

  useEffect(() => {
    const focused = (): HTMLElement | undefined =>
      document.activeElement?.closest<HTMLElement>('[data-turn][data-column]') ?? undefined;
    const cellAt = ({ turn, column }: Place): HTMLElement | undefined =>
      scroller.current?.querySelector<HTMLElement>(`[data-turn="${turn}"][data-column="${column}"]`) ??
      undefined;

    const walk = (step: Place): void => {
      const from = focused();
      const turnCount = selectTurns(readState(), chatId).length;
      const at =
        from === undefined
          ? { turn: turnCount - 1, column: 0 }
          : { turn: placeOf(from).turn + step.turn, column: placeOf(from).column + step.column };
      if (at.turn < 0 || at.turn >= turnCount) return;
      // However far one has scrolled since: the next answer may have left the page, or not be filled yet.
      mount(at.turn);
      fill.fillNow(at.turn, at.column);
      const next = cellAt(at);
      next?.focus({ preventScroll: true });
      next?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    };

    const moveColumn = (direction: 'left' | 'right'): void => {
      const chat = readState().chats[chatId];
      const from = focused();
      const lane = document.activeElement?.closest('section[aria-label]');
      const index = from === undefined ? indexOfLane(lane) : placeOf(from).column;
      const column = chat === undefined ? undefined : visibleColumns(chat)[index];
      if (column !== undefined) commands.move(column.id, direction);
    };
    const indexOfLane = (lane: Element | null | undefined): number =>
      lane == null ? -1 : [...(lane.parentElement?.querySelectorAll(':scope > section') ?? [])].indexOf(lane);

    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('[role="dialog"]') !== null) return;
      const isTyping = isTextEntry(event.target);
      const step = steps[event.key];
      if (event.altKey && !event.ctrlKey && !event.metaKey && step !== undefined) {
        // In a text Alt+Left and Alt+Right belong to the text; upwards is the way out of it.
        if (isTyping && step.column !== 0) return;
        event.preventDefault();
        if (!event.shiftKey) walk(step);
        else if (step.column !== 0) moveColumn(step.column < 0 ? 'left' : 'right');
        return;
      }
      if (event.key === 'End' && !isTyping && !event.altKey) {
        event.preventDefault();
        toBottom();
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
};
