import { ChevronLeft, ChevronRight, Copy, FileSearch, Maximize2, RotateCcw, Square } from 'lucide-react';
import { memo } from 'react';
import type { Answer } from '../../shared/chat.ts';
import { IconButton } from '../ui/icon-button.tsx';
import cell from './answer-cell.module.css';
import styles from './answer-content.module.css';
import { LiveMeasureStrip, MeasureStrip } from './measure-strip.tsx';
import type { AnswerDeeds } from './use-answer-deeds.ts';

/** Which of a column's answers to one prompt is looked at. */
export interface AnswerPlace {
  /** Counting from 0. */
  place: number;
  count: number;
  /** Undefined = the latest, whichever that will be. */
  onPlace(place: number | undefined): void;
}

const Pager = ({ place, count, onPlace }: AnswerPlace) => (
  <div className={cell.pager}>
    <IconButton
      size="small"
      label="Earlier answer"
      icon={<ChevronLeft />}
      disabled={place === 0}
      onClick={() => onPlace(place - 1)}
    />
    <span>
      {place + 1}/{count}
    </span>
    <IconButton
      size="small"
      label="Later answer"
      icon={<ChevronRight />}
      disabled={place === count - 1}
      onClick={() => onPlace(place + 1 === count - 1 ? undefined : place + 1)}
    />
  </div>
);

export interface AnswerFooterProps extends AnswerPlace {
  /** The answer, once it has ended. */
  ended: Answer | undefined;
  deeds: AnswerDeeds;
  /** Reads the answer as it is at this moment; stays the same function. */
  read: () => Answer | undefined;
  /** The answer's failure offers to ask again: one button for one deed. */
  isRetryOffered: boolean;
  hasText: boolean;
}

/** Measures and actions. While text streams in nothing here is drawn anew but the measures, by their own clock. */
export const AnswerFooter = memo(
  ({ ended, deeds, read, isRetryOffered, hasText, ...place }: AnswerFooterProps) => (
    <footer className={styles.footer}>
      {ended === undefined ? <LiveMeasureStrip read={read} /> : <MeasureStrip answer={ended} />}
      <div className={styles.actions}>
        {ended === undefined ? (
          <IconButton
            size="small"
            label="Stop"
            icon={<Square className={styles.stopIcon} />}
            onClick={deeds.stop}
          />
        ) : (
          !isRetryOffered && (
            <IconButton size="small" label="Retry" icon={<RotateCcw />} onClick={deeds.retry} />
          )
        )}
        <IconButton size="small" label="Copy" icon={<Copy />} onClick={deeds.copy} />
        {hasText && (
          <IconButton size="small" label="Read alone" icon={<Maximize2 />} onClick={deeds.readAlone} />
        )}
        <IconButton size="small" label="Run record" icon={<FileSearch />} onClick={deeds.showRunRecord} />
        {place.count > 1 && <Pager {...place} />}
      </div>
    </footer>
  ),
);
