import { Maximize2, Minimize2 } from 'lucide-react';
import { memo, useEffect, useRef } from 'react';
import { isRunning } from '../../shared/chat.ts';
import type { ChatId, ColumnId, TurnId } from '../../shared/id.ts';
import { useOpenLink } from '../links/link-gate.tsx';
import { Markdown } from '../markdown/markdown.tsx';
import { selectTurns } from '../state/select.ts';
import { useCollate } from '../state/store.ts';
import { IconButton } from '../ui/icon-button.tsx';
import styles from './read-mode.module.css';

export interface ReadColumnProps {
  chatId: ChatId;
  turnId: TurnId;
  columnId: ColumnId;
  label: string;
  /** From 1: the key that brings it alone into view. */
  number: number;
  isAlone: boolean;
  isHidden: boolean;
  onAlone: (columnId: ColumnId) => void;
  /** Told about its scrolling part; the function returned is called when it goes. */
  onScroller: (columnId: ColumnId, scroller: HTMLElement) => () => void;
}

const statusWords: Partial<Record<string, string>> = {
  waiting: 'waiting',
  streaming: 'answering',
  stopped: 'stopped',
  interrupted: 'interrupted',
};

/** The current answer of one column, scrolling on its own. Its text is drawn by the streaming view and by nothing else. */
export const ReadColumn = memo((props: ReadColumnProps) => {
  const { chatId, turnId, columnId, label, number, isAlone, isHidden, onAlone, onScroller } = props;
  const answer = useCollate((state) =>
    selectTurns(state, chatId)
      .find((turn) => turn.id === turnId)
      ?.answers.findLast((each) => each.columnId === columnId),
  );
  const openLink = useOpenLink();
  const scroller = useRef<HTMLElement>(null);
  useEffect(
    () => (scroller.current === null ? undefined : onScroller(columnId, scroller.current)),
    [columnId, onScroller],
  );
  if (answer === undefined) return null;
  const isLive = isRunning(answer);
  const status = statusWords[answer.status];
  return (
    <section className={styles.column} aria-label={label} hidden={isHidden} aria-busy={isLive}>
      <header className={styles.head}>
        <span className={styles.number} aria-hidden="true">
          {number}
        </span>
        <h3 className={styles.label}>{label}</h3>
        {status !== undefined && <span className={styles.status}>{status}</span>}
        <IconButton
          size="small"
          label={isAlone ? 'Show all columns' : `Read ${label} alone`}
          icon={isAlone ? <Minimize2 /> : <Maximize2 />}
          onClick={() => onAlone(columnId)}
        />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without the focus it could not be scrolled by keys */}
      <section ref={scroller} className={styles.scroller} tabIndex={0} aria-label={`Answer from ${label}`}>
        <div className={styles.text}>
          {answer.parts.map((part, index) => {
            // Parts are only ever added at the end, so the place of one is its identity.
            const key = `${answer.id} ${index}`;
            return part.type === 'text' ? (
              <Markdown
                key={key}
                source={part}
                isStreaming={isLive && index === answer.parts.length - 1}
                onLink={openLink}
                headingLevel={4}
              />
            ) : null;
          })}
        </div>
      </section>
    </section>
  );
});
