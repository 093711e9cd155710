import { lazy, Suspense } from 'react';
import type { Chat } from '../../shared/chat.ts';
import { selectTurns } from '../state/select.ts';
import { useCollate } from '../state/store.ts';
import { useView, useViewControls } from '../state/view.ts';

// Loaded when it is first asked for: the window opens without it.
const CompareView = lazy(async () => ({ default: (await import('./compare-view.tsx')).CompareView }));

/** The comparison of a turn, over everything, while one is asked for and the turn is there. */
export const CompareHost = ({ chat }: { chat: Chat }) => {
  const view = useViewControls();
  const { turnId, aloneColumnId } = useView((state) => state.compared) ?? {};
  const turnIndex = useCollate((state) =>
    selectTurns(state, chat.id).findIndex((turn) => turn.id === turnId),
  );
  if (turnId === undefined || turnIndex < 0) return null;
  return (
    <Suspense>
      <CompareView
        key={turnId}
        chat={chat}
        turnId={turnId}
        turnNumber={turnIndex + 1}
        aloneColumnId={aloneColumnId}
        onClose={view.endComparison}
      />
    </Suspense>
  );
};
