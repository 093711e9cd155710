import { type Answer, isRunning } from '../../shared/chat.ts';
import { useOpenLink } from '../links/link-gate.tsx';
import { useCollate } from '../state/store.ts';
import { Badge } from '../ui/badge.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { answerBadges } from './answer-badges.ts';
import styles from './answer-content.module.css';
import { AnswerFailure, RetryCountdown } from './answer-failure.tsx';
import { AnswerFooter, type AnswerPlace } from './answer-footer.tsx';
import { AnswerParts } from './answer-parts.tsx';
import { failureSentence } from './failure-sentence.ts';
import { stayInSight } from './stay-in-sight.ts';
import type { AnswerDeeds } from './use-answer-deeds.ts';
import { Waiting } from './waiting.tsx';

export interface AnswerContentProps extends AnswerPlace {
  answer: Answer;
  deeds: AnswerDeeds;
  /** Reads the answer as it is at this moment; stays the same function. */
  read: () => Answer | undefined;
}

/** What lies in a cell: parts, badges, failure, measures and actions. */
export const AnswerContent = ({ answer, deeds, read, ...place }: AnswerContentProps) => {
  const isReasoningOpen = useCollate((state) => state.settings.isReasoningOpen);
  const openLink = useOpenLink();
  const isLive = isRunning(answer);
  const badges = answerBadges(answer);
  const { failure } = answer;
  return (
    <>
      <div className={styles.body}>
        <div className={styles.parts} ref={stayInSight}>
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
      <AnswerFooter
        ended={isLive ? undefined : answer}
        deeds={deeds}
        read={read}
        isRetryOffered={failure !== undefined && failureSentence(failure).action === 'retry'}
        hasText={answer.parts.some((part) => part.type === 'text')}
        {...place}
      />
    </>
  );
};
