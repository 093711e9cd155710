import { clsx } from 'clsx';
import { Check, Minus, X } from 'lucide-react';
import type { ConnectionTest } from '../../shared/connection.ts';
import { failureWords } from '../state/use-command.ts';
import { Spinner } from '../ui/spinner.tsx';
import styles from './connections.module.css';

type StepName = ConnectionTest['steps'][number]['name'];

const stepLabels: Record<StepName, string> = {
  reach: 'Reach the host',
  authenticate: 'Key accepted',
  'list-models': 'List models',
  stream: 'Stream an answer',
};

const stepIcons = { passed: Check, failed: X, skipped: Minus };
const stepWords = { passed: 'passed', failed: 'failed', skipped: 'skipped' };

/** The steps of a test as far as they are known, each with what was found. */
export const TestResult = ({ test }: { test: ConnectionTest }) => (
  <div className={styles.test} role="status" aria-label="Test result">
    <ol className={styles.steps}>
      {test.steps.map((step) => {
        const Icon = stepIcons[step.state];
        return (
          <li key={step.name} className={styles.step}>
            <span className={clsx(styles.stepIcon, styles[step.state])}>
              <Icon role="img" aria-label={stepWords[step.state]} />
            </span>
            <span className={styles.stepName}>{stepLabels[step.name]}</span>
            <span className={styles.stepDetail}>
              {step.failure === undefined ? step.detail : failureWords(step.failure)}
              {step.failure !== undefined && step.failure.message !== '' && (
                <span className={styles.own}>{step.failure.message}</span>
              )}
            </span>
          </li>
        );
      })}
    </ol>
    {test.state === 'running' && <Spinner label="Testing" />}
  </div>
);
