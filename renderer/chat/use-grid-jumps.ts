import { type RefObject, useEffect, useRef } from 'react';
import type { ChatId, TurnId } from '../../shared/id.ts';
import { isChatRunning } from '../state/select.ts';
import { useCollateStore } from '../state/store.ts';
import { useView } from '../state/view.ts';
import type { GridWindow } from './use-grid-window.ts';

/** A dialog takes no longer to go. */
const maxFramesOfClosing = 60;

/** Where a chat is opened, that a new prompt is followed, and the ways to a turn that was wished for elsewhere. */
export const useGridJumps = (
  scroller: RefObject<HTMLElement | null>,
  chatId: ChatId,
  turnIds: readonly TurnId[],
  isOpened: boolean,
  { toBottom, begin, reveal, fill }: Pick<GridWindow, 'toBottom' | 'begin' | 'reveal' | 'fill'>,
): void => {
  const store = useCollateStore();
  const jump = useView((view) => view.jump);

  // A new prompt is followed to its end; a chat that is opened shows the beginning of its last turn.
  const lastTurnId = turnIds.at(-1);
  const lastIndex = turnIds.length - 1;
  const isFirstTurnSeen = useRef(false);
  useEffect(() => {
    if (!isOpened) return;
    const isOpening = !isFirstTurnSeen.current;
    isFirstTurnSeen.current = true;
    if (lastTurnId === undefined) return;
    if (!isOpening || isChatRunning(store.getState().state, chatId)) toBottom();
    else begin(lastIndex);
  }, [store, chatId, isOpened, lastTurnId, lastIndex, toBottom, begin]);

  // After the effect above: a jump into a chat that has just been opened wins over its end.
  const jumpIndex = jump === undefined ? -1 : turnIds.indexOf(jump.turnId);
  useEffect(() => {
    if (jump === undefined || jumpIndex < 0) return;
    let handle = 0;
    // A dialog that closes gives the focus back first.
    const focusWhenFree = (framesLeft: number): void => {
      handle = requestAnimationFrame(() => {
        if (framesLeft > 0 && document.querySelector('[role="dialog"]') !== null) {
          focusWhenFree(framesLeft - 1);
          return;
        }
        fill.fillNow(jumpIndex, 0);
        scroller.current
          ?.querySelector<HTMLElement>(`[data-turn="${jumpIndex}"][data-column="0"]`)
          ?.focus({ preventScroll: true });
      });
    };
    handle = requestAnimationFrame(() => {
      const row = reveal(jumpIndex);
      row?.animate([{ backgroundColor: 'var(--color-mark)' }, {}], { duration: 1600, easing: 'ease-out' });
      if (jump.isFocused) focusWhenFree(maxFramesOfClosing);
    });
    return () => cancelAnimationFrame(handle);
  }, [jump, jumpIndex, reveal, fill, scroller]);
};
