import { Columns2 } from 'lucide-react';
import { memo } from 'react';
import { isRunning, type Turn } from '../../shared/chat.ts';
import type { ChatId, ColumnId } from '../../shared/id.ts';
import { currentAnswers } from '../../shared/metrics.ts';
import { selectTurn } from '../state/select.ts';
import { useCollate, useReadState } from '../state/store.ts';
import { useNow } from '../state/use-now.ts';
import { useViewControls } from '../state/view.ts';
import { Button } from '../ui/button.tsx';
import { totalsRow } from './grid-rows.ts';
import { turnSummary } from './turn-summary.ts';
import styles from './turn-totals.module.css';

/** As often as the measures above. */
const tickMs = 250;

interface Named {
  /** Names of the visible columns; others do not count. */
  labels: ReadonlyMap<ColumnId, string>;
}

const Summary = ({ turn, labels }: Named & { turn: Turn }) => {
  const answers = currentAnswers(turn).filter((answer) => labels.has(answer.columnId));
  return turnSummary(answers, (columnId) => labels.get(columnId) ?? '').map((item) => (
    <div key={item.name} className={styles.item} title={item.detail} data-name={item.name}>
      <dt>{item.label}</dt>
      <dd>{item.value}</dd>
    </div>
  ));
};

const SettledSummary = memo(Summary);

const LiveSummary = ({ chatId, turnIndex, labels }: Named & { chatId: ChatId; turnIndex: number }) => {
  const readState = useReadState();
  useNow(tickMs);
  const turn = selectTurn(readState(), chatId, turnIndex);
  return turn === undefined ? null : <Summary turn={turn} labels={labels} />;
};

export interface TurnTotalsProps extends Named {
  chatId: ChatId;
  turnIndex: number;
}

/** Under the answers of a turn: who was fastest and cheapest, and what it came to. */
export const TurnTotals = memo(({ chatId, turnIndex, labels }: TurnTotalsProps) => {
  // While answers run the turn changes thirty times a second; then only the clock below draws.
  const settled = useCollate((state) => {
    const turn = selectTurn(state, chatId, turnIndex);
    return turn?.answers.some(isRunning) === true ? undefined : turn;
  });
  const view = useViewControls();
  const turnId = useCollate((state) => selectTurn(state, chatId, turnIndex)?.id);
  return (
    <div className={styles.totals} style={{ gridRow: totalsRow(turnIndex) }}>
      <dl className={styles.items} aria-label={`Totals of turn ${turnIndex + 1}`}>
        {settled === undefined ? (
          <LiveSummary chatId={chatId} turnIndex={turnIndex} labels={labels} />
        ) : (
          <SettledSummary turn={settled} labels={labels} />
        )}
      </dl>
      <Button
        variant="ghost"
        size="small"
        icon={<Columns2 />}
        className={styles.compare}
        aria-label={`Compare turn ${turnIndex + 1}`}
        title="Read these answers against each other (Alt+C)"
        onClick={() => turnId !== undefined && view.compareTurn(turnId)}
      >
        Compare
      </Button>
    </div>
  );
});
