import { useMemo } from 'react';
import { type Answer, answerText, isRunning } from '../../shared/chat.ts';
import type { ChatId, ColumnId } from '../../shared/id.ts';
import { selectTurn } from '../state/select.ts';
import { useApi, useReadState } from '../state/store.ts';
import { useCommand } from '../state/use-command.ts';
import { useGoOnline } from '../state/use-go-online.ts';
import { useViewControls } from '../state/view.ts';
import { useCopy } from '../ui/use-copy.ts';
import type { FailureAction } from './failure-sentence.ts';

export interface AnswerDeeds {
  stop(): void;
  retry(): void;
  copy(): void;
  showRunRecord(): void;
  /** At reading width, without the other columns. */
  readAlone(): void;
  /** The one action offered for a failure. */
  mend(action: FailureAction): void;
}

/** All that a person can do with one answer, as it is at that moment. Each does nothing where it makes no sense. Stays the same object. */
export const useAnswerDeeds = (cell: {
  chatId: ChatId;
  columnId: ColumnId;
  turnIndex: number;
  /** These must stay the same functions. */
  read: () => Answer | undefined;
  ask: () => void;
}): AnswerDeeds => {
  const { chatId, columnId, turnIndex, read, ask } = cell;
  const api = useApi();
  const command = useCommand();
  const copy = useCopy();
  const view = useViewControls();
  const readState = useReadState();
  const goOnline = useGoOnline();
  return useMemo(() => {
    const isLive = (answer: Answer | undefined): answer is Answer =>
      answer !== undefined && isRunning(answer);
    return {
      stop() {
        const answer = read();
        if (isLive(answer)) void command(api.stopAnswer({ chatId, answerId: answer.id }));
      },
      retry() {
        if (!isLive(read())) ask();
      },
      copy() {
        const answer = read();
        if (answer === undefined) return;
        void copy(answerText(answer), `Copied the answer from ${answer.asked.modelLabel}.`);
      },
      showRunRecord() {
        const answer = read();
        if (answer !== undefined) view.showRunRecord(answer.id);
      },
      readAlone() {
        const answer = read();
        const turnId = selectTurn(readState(), chatId, turnIndex)?.id;
        if (
          turnId !== undefined &&
          answer !== undefined &&
          (isLive(answer) || answerText(answer).trim() !== '')
        )
          view.compareTurn(turnId, columnId);
      },
      mend(action) {
        switch (action) {
          case 'retry':
            ask();
            return;
          case 'edit-connection': {
            const connectionId = read()?.asked.model.connectionId;
            view.openDialog({ name: 'connections', ...(connectionId === undefined ? {} : { connectionId }) });
            return;
          }
          case 'unlock-vault':
            view.openDialog({ name: 'unlock' });
            return;
          case 'shorten':
            view.proposePrompt(chatId, selectTurn(readState(), chatId, turnIndex)?.prompt ?? '');
            return;
          case 'change-model':
            view.openDialog({ name: 'change-model', columnId });
            return;
          case 'edit-parameters':
            view.openDialog({ name: 'parameters', columnId });
            return;
          case 'choose-ca-file':
          case 'check-proxy':
            view.openDialog({ name: 'settings' });
            return;
          case 'go-online':
            goOnline();
            return;
          case 'none':
            return;
        }
      },
    };
  }, [chatId, columnId, turnIndex, read, ask, api, command, copy, view, readState, goOnline]);
};
