import { type KeyboardEvent, memo, useCallback } from 'react';
import { isRunning } from '../../shared/chat.ts';
import type { ChatId, ColumnId } from '../../shared/id.ts';
import { newId } from '../../shared/id.ts';
import { countAnswers, selectAnswer, selectTurn } from '../state/select.ts';
import { useApi, useCollate, useReadState } from '../state/store.ts';
import { useCommand } from '../state/use-command.ts';
import { Button } from '../ui/button.tsx';
import styles from './answer-cell.module.css';
import { AnswerContent } from './answer-content.tsx';
import { placeKey, useKept } from './kept.ts';
import { useAnswerDeeds } from './use-answer-deeds.ts';
import { useOwnEnd } from './use-own-end.ts';

export interface AnswerCellProps {
  chatId: ChatId;
  columnId: ColumnId;
  /** The name of the column, unique in the chat. */
  label: string;
  turnIndex: number;
  columnIndex: number;
  /** Name of the line of the grid it lies in. */
  row: string;
}

/** The answer of one column to one prompt. Drawn anew only when this very answer changes. */
export const AnswerCell = memo((props: AnswerCellProps) => {
  const { chatId, columnId, label, turnIndex, columnIndex, row } = props;
  /** Which attempt is looked at, counting from 0; undefined = the latest. */
  const [place, setPlace] = useKept<number | undefined>(placeKey(turnIndex, columnId), undefined);
  const answer = useOwnEnd(useCollate((state) => selectAnswer(state, chatId, turnIndex, columnId, place)));
  const count = useCollate((state) => countAnswers(state, chatId, turnIndex, columnId));
  const turnId = useCollate((state) => selectTurn(state, chatId, turnIndex)?.id);
  const readState = useReadState();
  const api = useApi();
  const command = useCommand();

  const ask = useCallback(() => {
    if (turnId === undefined) return;
    setPlace(undefined);
    void command(api.retryAnswer({ chatId, turnId, columnId, answerId: newId() }));
  }, [turnId, setPlace, command, api, chatId, columnId]);
  const read = useCallback(
    () => selectAnswer(readState(), chatId, turnIndex, columnId, place),
    [readState, chatId, turnIndex, columnId, place],
  );
  const deeds = useAnswerDeeds({ chatId, columnId, turnIndex, read, ask });

  const shared = {
    className: styles.cell,
    style: { gridRow: row },
    tabIndex: -1,
    'data-turn': turnIndex,
    'data-column': columnIndex,
  };
  if (answer === undefined)
    return (
      <div {...shared}>
        <div className={styles.absent}>
          <p>Not asked in this turn.</p>
          <Button size="small" onClick={ask}>
            Ask now
          </Button>
        </div>
      </div>
    );

  /** Single letters, and only while the cell itself has the focus. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const deed = { c: deeds.copy, r: deeds.retry, s: deeds.stop, i: deeds.showRunRecord, f: deeds.readAlone }[
      event.key
    ];
    if (deed === undefined) return;
    event.preventDefault();
    deed();
  };
  return (
    <article
      {...shared}
      aria-label={`Answer from ${label}`}
      aria-busy={isRunning(answer)}
      onKeyDown={onKeyDown}
    >
      <AnswerContent
        answer={answer}
        deeds={deeds}
        read={read}
        place={place ?? count - 1}
        count={count}
        onPlace={setPlace}
      />
    </article>
  );
});
