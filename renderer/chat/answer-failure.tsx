import { CircleAlert, Hourglass } from 'lucide-react';
import type { Answer } from '../../shared/chat.ts';
import type { Failure } from '../../shared/failure.ts';
import { useNow } from '../state/use-now.ts';
import { Button } from '../ui/button.tsx';
import styles from './answer-failure.module.css';
import { type FailureAction, failureActionLabels, failureSentence } from './failure-sentence.ts';

/** Facts that help whoever is asked for help. */
const facts = (failure: Failure): string =>
  [
    failure.status === undefined ? undefined : `HTTP ${failure.status}`,
    failure.code,
    failure.host,
    failure.requestId === undefined ? undefined : `request ${failure.requestId}`,
  ]
    .filter((fact) => fact !== undefined && fact !== '')
    .join(' · ');

export interface AnswerFailureProps {
  failure: Failure;
  onAction: (action: FailureAction) => void;
}

/** What went wrong with one answer, in words, with the one thing to do about it. */
export const AnswerFailure = ({ failure, onAction }: AnswerFailureProps) => {
  const { title, sentence, action } = failureSentence(failure);
  const label = failureActionLabels[action];
  const details = facts(failure);
  return (
    <div className={styles.failure}>
      <p className={styles.title}>
        <CircleAlert aria-hidden="true" />
        {title}
      </p>
      <p>{sentence}</p>
      {failure.message !== '' && !sentence.includes(failure.message) && (
        <p className={styles.message}>{failure.message}</p>
      )}
      {details !== '' && <p className={styles.facts}>{details}</p>}
      {label !== undefined && (
        <Button size="small" onClick={() => onAction(action)}>
          {label}
        </Button>
      )}
    </div>
  );
};

/** Often enough that no second is skipped. */
const countdownTickMs = 250;

/** Waiting to ask again: what happened, how long it takes, and a way out. */
export const RetryCountdown = ({
  retry,
  onCancel,
}: {
  retry: NonNullable<Answer['retry']>;
  onCancel: () => void;
}) => {
  const now = useNow(countdownTickMs);
  const seconds = Math.max(0, Math.ceil((retry.at - now) / 1000));
  return (
    <div className={styles.retry}>
      <p className={styles.title}>
        <Hourglass aria-hidden="true" />
        {failureSentence(retry.failure).title}
      </p>
      <p className={styles.countdown}>
        {seconds === 0 ? 'Asking again' : `Asking again in ${seconds} s`} (retry {retry.attempt} of{' '}
        {retry.ofAttempts})
      </p>
      <Button size="small" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
};
