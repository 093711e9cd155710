import { createContext, memo, useContext, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { isRunning } from '../../shared/chat.ts';
import { selectAnswer } from '../state/select.ts';
import { useCollate } from '../state/store.ts';
import styles from './answer-cell.module.css';
import { AnswerCell, type AnswerCellProps } from './answer-cell.tsx';
import type { GridWindow } from './use-grid-window.ts';
import { Waiting } from './waiting.tsx';

export const GridWindowContext = createContext<Pick<GridWindow, 'heights' | 'fill'> | undefined>(undefined);

/** The place of an answer: of the height it had or may have, until it is its turn to be filled. What is running goes first. */
export const CellSlot = memo((props: AnswerCellProps) => {
  const { chatId, columnId, label, turnIndex, columnIndex, row } = props;
  const grid = useContext(GridWindowContext);
  const isBusy = useCollate((state) => {
    const answer = selectAnswer(state, chatId, turnIndex, columnId);
    return answer !== undefined && isRunning(answer);
  });
  const [isFilled, setIsFilled] = useState(grid === undefined);
  useEffect(() => {
    if (isFilled) return;
    return grid?.fill.wait({
      turnIndex,
      columnIndex,
      isUrgent: isBusy,
      fill: () => flushSync(() => setIsFilled(true)),
    });
  }, [isFilled, grid, turnIndex, columnIndex, isBusy]);
  if (isFilled) return <AnswerCell {...props} />;
  return (
    <article
      className={styles.cell}
      style={{ gridRow: row, minBlockSize: grid?.heights.of(turnIndex).answers }}
      tabIndex={-1}
      aria-label={`Answer from ${label}`}
      aria-busy={isBusy}
      data-turn={turnIndex}
      data-column={columnIndex}
      data-empty
    >
      {isBusy && <Waiting />}
    </article>
  );
});
