import { clsx } from 'clsx';
import { Check, Hourglass, Minus, X } from 'lucide-react';
import { useState } from 'react';
import type { Connection, ConnectionTest } from '../../shared/connection.ts';
import { judgeLink } from '../../shared/link.ts';
import { vendors } from '../../shared/vendors.ts';
import { useOpenLink } from '../links/link-gate.tsx';
import { useApi } from '../state/store.ts';
import { failureWords, useCommand } from '../state/use-command.ts';
import { useGoOnline } from '../state/use-go-online.ts';
import { useViewControls } from '../state/view.ts';
import { Button } from '../ui/button.tsx';
import { Spinner } from '../ui/spinner.tsx';
import styles from './connections.module.css';
import { isAboutModel, type TestAction, testActionLabels, testVerdict } from './test-verdict.ts';
import { TryModel } from './try-model.tsx';
import { VaultDialog } from './vault-dialog.tsx';

type StepName = ConnectionTest['steps'][number]['name'];

const stepLabels: Record<StepName, string> = {
  'sign-in': 'Sign in',
  reach: 'Reach the host',
  authenticate: 'Key accepted',
  'list-models': 'List models',
  stream: 'Stream an answer',
};

const stepIcons = { waiting: Hourglass, passed: Check, failed: X, skipped: Minus };

export interface TestResultProps {
  test: ConnectionTest;
  connection: Connection;
  onTest: (modelId?: string) => void;
  onEdit: () => void;
}

/** The verdict, the steps as far as they are known, each with what was found, and the one thing to do next. */
export const TestResult = ({ test, connection, onTest, onEdit }: TestResultProps) => {
  const api = useApi();
  const command = useCommand();
  const openLink = useOpenLink();
  const goOnline = useGoOnline();
  const view = useViewControls();
  const [isUnlocking, setIsUnlocking] = useState(false);
  const { sentence, action } = testVerdict(test, connection);
  const failure = test.steps.find(({ state }) => state === 'failed')?.failure;
  const isModelAsked = test.state === 'needs-model' || (isAboutModel(failure) && test.modelId !== undefined);

  const perform: Record<Exclude<TestAction, 'try-model'>, () => void> = {
    edit: onEdit,
    retest: () => onTest(test.modelId),
    settings: () => view.openDialog({ name: 'settings' }),
    unlock: () => setIsUnlocking(true),
    'go-online': goOnline,
    vendor: () => {
      const link = judgeLink(vendors[connection.vendorId].keysUrl ?? '');
      if (link !== undefined) openLink(link);
    },
  };
  return (
    <div className={styles.test}>
      <div className={styles.testWords} role="status" aria-label="Test result">
        <p className={clsx(styles.verdict, styles[test.state])}>{sentence}</p>
        <ol className={styles.steps}>
          {test.steps.map((step) => {
            const Icon = stepIcons[step.state];
            return (
              <li key={step.name} className={styles.step}>
                <span className={clsx(styles.stepIcon, styles[step.state])}>
                  <Icon role="img" aria-label={step.state} />
                </span>
                <span className={styles.stepName}>{stepLabels[step.name]}</span>
                <span className={styles.stepDetail}>
                  {step.failure === undefined && step.detail}
                  {/* The verdict need not be read twice. */}
                  {step.failure !== undefined &&
                    failureWords(step.failure) !== sentence &&
                    failureWords(step.failure)}
                  {step.failure !== undefined && step.failure.message !== '' && (
                    <span className={styles.own}>{step.failure.message}</span>
                  )}
                </span>
              </li>
            );
          })}
        </ol>
      </div>
      {test.state === 'running' && (
        <div className={styles.testActions}>
          <Spinner label="Testing" />
          <Button
            size="small"
            aria-label={`Stop the test of ${connection.label}`}
            onClick={() => void command(api.stopConnectionTest({ connectionId: connection.id }))}
          >
            Stop
          </Button>
        </div>
      )}
      {isModelAsked && <TryModel connection={connection} tried={test.modelId} onTry={onTest} />}
      {action !== undefined && action !== 'try-model' && (
        <div className={styles.testActions}>
          <Button size="small" onClick={perform[action]}>
            {testActionLabels[action]}
          </Button>
        </div>
      )}
      <VaultDialog isOpen={isUnlocking} onClose={() => setIsUnlocking(false)} />
    </div>
  );
};
