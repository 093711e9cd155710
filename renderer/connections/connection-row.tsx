import { Copy, EllipsisVertical, Globe, KeyRound, Pencil, PlugZap, Trash2 } from 'lucide-react';
import type { Connection } from '../../shared/connection.ts';
import { formatWhen } from '../../shared/format.ts';
import type { ConnectionId } from '../../shared/id.ts';
import { vendors } from '../../shared/vendors.ts';
import { useApi, useCollate } from '../state/store.ts';
import { useCommand } from '../state/use-command.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import { useToast } from '../ui/toast.tsx';
import { lastErrorWords, usageWords } from './activity-words.ts';
import styles from './connections.module.css';
import { secretWords } from './secret-words.ts';
import { TestResult } from './test-result.tsx';
import { useActivity } from './use-activity.ts';

export interface ConnectionRowProps {
  connection: Connection;
  isTestShown: boolean;
  onTest: (connectionId: ConnectionId, modelId?: string) => void;
  onEdit: (connectionId: ConnectionId) => void;
  onCopy: (connectionId: ConnectionId, isElsewhere: boolean) => void;
}

const SimulatorRow = ({ label }: { label: string }) => (
  <li className={styles.connection}>
    <div className={styles.line}>
      <div className={styles.words}>
        <span className={styles.label}>{label}</span>
        <Badge tone="simulated">Simulated</Badge>
      </div>
    </div>
    <p className={styles.meta}>
      Built in, needs no key and no network. These models answer with text about your prompt, not with facts;
      their prices are invented and never added to real ones. Nothing can be changed here.
    </p>
  </li>
);

const Activity = ({ connectionId }: { connectionId: ConnectionId }) => {
  const activity = useActivity(connectionId);
  const usage = activity === undefined ? undefined : usageWords(activity);
  const error = activity === undefined ? undefined : lastErrorWords(activity, Date.now());
  return (
    <>
      <p className={styles.meta}>{usage ?? 'Not used yet'}</p>
      {error !== undefined && (
        <p className={styles.meta} title={error.sentence}>
          <span className={styles.lastError}>Last error:</span> {error.line}
        </p>
      )}
    </>
  );
};

export const ConnectionRow = (props: ConnectionRowProps) =>
  props.connection.vendorId === 'simulator' ? (
    <SimulatorRow label={props.connection.label} />
  ) : (
    <RealConnectionRow {...props} />
  );

const testBadges = {
  passed: { tone: 'success', text: 'Test passed' },
  failed: { tone: 'danger', text: 'Test failed' },
  stopped: { tone: 'neutral', text: 'Test stopped' },
  'needs-model': { tone: 'warning', text: 'Test needs a model' },
} as const;

const RealConnectionRow = ({ connection, isTestShown, onTest, onEdit, onCopy }: ConnectionRowProps) => {
  const api = useApi();
  const command = useCommand();
  const toast = useToast();
  const secret = useCollate((state) => state.secrets[connection.id]);
  const test = useCollate((state) => state.connectionTests[connection.id]);
  const environmentKeys = useCollate((state) => state.environmentKeys);
  const { id: connectionId, label } = connection;
  const vendor = vendors[connection.vendorId];

  const remove = async () => {
    if (await command(api.removeConnection({ connectionId })))
      toast({
        message: `${label} was removed. Its columns keep their answers.`,
        actionLabel: 'Undo',
        onAction: () => void command(api.restoreConnection({ connectionId })),
      });
  };
  const forget = async () => {
    if (await command(api.forgetSecret({ connectionId }))) toast({ message: `The key of ${label} is gone.` });
  };
  const key = secretWords(connection, secret, environmentKeys);
  const place = [connection.operator, connection.region].filter(Boolean).join(' · ');
  const isTesting = test?.state === 'running';

  return (
    <li className={styles.connection}>
      <div className={styles.line}>
        <div className={styles.words}>
          <span className={styles.label}>{label}</span>
          {label !== vendor.label && <span className={styles.meta}>{vendor.label}</span>}
          {vendor.isLocal === true && <Badge tone="success">Local</Badge>}
          <Badge tone={key.tone}>{key.text}</Badge>
          {test !== undefined && test.state !== 'running' && (
            <Badge tone={testBadges[test.state].tone}>
              {testBadges[test.state].text} {formatWhen(test.testedAt, Date.now())}
            </Badge>
          )}
        </div>
        <div className={styles.actions}>
          <Button
            size="small"
            icon={<PlugZap />}
            aria-label={`Test ${label}`}
            disabled={isTesting}
            onClick={() => onTest(connectionId)}
          >
            Test
          </Button>
          <Button
            size="small"
            icon={<Pencil />}
            aria-label={`Edit ${label}`}
            onClick={() => onEdit(connectionId)}
          >
            Edit
          </Button>
          <Menu
            trigger={
              <IconButton
                size="small"
                label={`More about ${label}`}
                icon={<EllipsisVertical />}
                tooltip={false}
              />
            }
            items={[
              {
                label: 'Duplicate',
                icon: <Copy />,
                onSelect: () => onCopy(connectionId, false),
              },
              {
                label: 'Duplicate to another region',
                icon: <Globe />,
                isDisabled: vendor.isLocal === true,
                onSelect: () => onCopy(connectionId, true),
              },
              'separator',
              {
                label: 'Forget key',
                icon: <KeyRound />,
                isDisabled: secret === undefined || secret.state === 'none',
                onSelect: () => void forget(),
              },
              'separator',
              { label: 'Remove', icon: <Trash2 />, isDanger: true, onSelect: () => void remove() },
            ]}
          />
        </div>
      </div>
      <p className={styles.meta}>
        {place !== '' && `${place} · `}
        <span className={styles.address}>{connection.baseUrl}</span>
      </p>
      <Activity connectionId={connectionId} />
      {test !== undefined && (isTestShown || test.state !== 'passed') && (
        <TestResult
          test={test}
          connection={connection}
          onTest={(modelId) => onTest(connectionId, modelId)}
          onEdit={() => onEdit(connectionId)}
        />
      )}
    </li>
  );
};
