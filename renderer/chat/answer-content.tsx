import { Copy, FileSearch, Maximize2, RotateCcw, Square } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Answer, isRunning } from '../../shared/chat.ts';
import { useOpenLink } from '../links/link-gate.tsx';
import { useCollate } from '../state/store.ts';
import { Badge } from '../ui/badge.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { answerBadges } from './answer-badges.ts';
import styles from './answer-content.module.css';
import { AnswerFailure, RetryCountdown } from './answer-failure.tsx';
import { AnswerParts } from './answer-parts.tsx';
import { failureSentence } from './failure-sentence.ts';
import { LiveMeasureStrip, MeasureStrip } from './measure-strip.tsx';
import { observeHeight } from './observe-height.ts';
import type { AnswerDeeds } from './use-answer-deeds.ts';

export interface AnswerContentProps {
  answer: Answer;
  deeds: AnswerDeeds;
  /** Reads the answer as it is at this moment; stays the same function. */
  read: () => Answer | undefined;
  /** Beside the actions. */
  children: ReactNode;
}

const Waiting = () => (
  <div className={styles.waiting} aria-hidden="true">
    <span />
    <span />
    <span />
  </div>
);

/** What lies in a cell: parts, badges, failure, measures and actions. */
export const AnswerContent = ({ answer, deeds, read, children }: AnswerContentProps) => {
  const isReasoningOpen = useCollate((state) => state.settings.isReasoningOpen);
  const openLink = useOpenLink();
  const isLive = isRunning(answer);
  const hasText = answer.parts.some((part) => part.type === 'text');
  const badges = answerBadges(answer);
  const { failure } = answer;
  // The failure offers it already: one button for one deed.
  const isRetryOffered = failure !== undefined && failureSentence(failure).action === 'retry';
  return (
    <>
      <div className={styles.body}>
        <div className={styles.parts} ref={observeHeight}>
          <AnswerParts answer={answer} isReasoningOpen={isReasoningOpen} onLink={openLink} />
          {isLive && answer.parts.length === 0 && answer.retry === undefined && <Waiting />}
          {answer.retry !== undefined && <RetryCountdown retry={answer.retry} onCancel={deeds.stop} />}
          {badges.length > 0 && (
            <p className={styles.badges}>
              {badges.map((badge) => (
                <Tooltip key={badge.text} content={badge.detail}>
                  <Badge tone={badge.tone} tabIndex={0}>
                    {badge.text}
                  </Badge>
                </Tooltip>
              ))}
            </p>
          )}
          {answer.finish?.detail !== undefined && <p className={styles.detail}>{answer.finish.detail}</p>}
          {failure !== undefined && <AnswerFailure failure={failure} onAction={deeds.mend} />}
        </div>
      </div>
      <footer className={styles.footer}>
        {isLive ? <LiveMeasureStrip read={read} /> : <MeasureStrip answer={answer} />}
        <div className={styles.actions}>
          {isLive ? (
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
          {children}
        </div>
      </footer>
    </>
  );
};
