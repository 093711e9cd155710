import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { type Answer, type Chat, isRunning, visibleColumns } from '../../shared/chat.ts';
import type { TurnId } from '../../shared/id.ts';
import { columnLabels } from '../chat/column-labels.ts';
import { selectTurns } from '../state/select.ts';
import { useCollate, useReadState } from '../state/store.ts';
import { type ComparedTurn, comparedTurn } from './compared-answers.ts';

/** While an answer runs, its status and that it has begun; afterwards the answer itself. */
const settledOrStatus = (answer: Answer): Answer | string =>
  isRunning(answer) ? `${answer.id} ${answer.parts.length > 0}` : answer;

/** What of a turn is compared. Changes when an answer begins or ends, not with its text. */
export const useComparedTurn = (chat: Chat, turnId: TurnId): ComparedTurn | undefined => {
  const readState = useReadState();
  const settled = useCollate(
    useShallow(
      (state) =>
        selectTurns(state, chat.id)
          .find((turn) => turn.id === turnId)
          ?.answers.map(settledOrStatus) ?? [],
    ),
  );
  const labels = useMemo(() => columnLabels(visibleColumns(chat)), [chat]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answers that are over are the dependency; the rest is read.
  return useMemo(() => {
    const turn = selectTurns(readState(), chat.id).find((each) => each.id === turnId);
    return turn === undefined ? undefined : comparedTurn(turn, labels);
  }, [settled, labels, chat.id, turnId]);
};
