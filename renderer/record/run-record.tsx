import { Tabs } from '@base-ui/react/tabs';
import { Copy, Terminal } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { AnswerId } from '../../shared/id.ts';
import { type RunRecord, toCurl } from '../../shared/run-record.ts';
import { useApi } from '../state/store.ts';
import { failureOf, failureWords } from '../state/use-command.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import layout from '../ui/layout.module.css';
import { Segmented } from '../ui/segmented.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { useCopy } from '../ui/use-copy.ts';
import { ChunkTimings } from './chunk-timings.tsx';
import { AttemptList, ParameterView, RequestView, ResponseView, UsageView } from './record-views.tsx';
import styles from './run-record.module.css';

export interface RunRecordSheetProps {
  /** Undefined: closed. */
  answerId: AnswerId | undefined;
  onClose: () => void;
}

export const RunRecordSheet = ({ answerId, onClose }: RunRecordSheetProps) =>
  answerId === undefined ? null : <OpenSheet key={answerId} answerId={answerId} onClose={onClose} />;

type Loaded = { record: RunRecord } | { failure: Failure } | undefined;

const OpenSheet = ({ answerId, onClose }: { answerId: AnswerId; onClose: () => void }) => {
  const api = useApi();
  const copy = useCopy();
  const [loaded, setLoaded] = useState<Loaded>();
  const [attemptNumber, setAttemptNumber] = useState<string>();

  const load = useCallback(async () => {
    setLoaded(undefined);
    try {
      setLoaded({ record: await api.getRunRecord({ answerId }) });
    } catch (error) {
      setLoaded({ failure: failureOf(error) });
    }
  }, [api, answerId]);
  useEffect(() => void load(), [load]);

  const record = loaded !== undefined && 'record' in loaded ? loaded.record : undefined;
  const attempts = record?.attempts ?? [];
  const number = attemptNumber ?? String(attempts.length);
  const exchange = attempts[Number(number) - 1]?.exchange;

  return (
    <Dialog
      isOpen
      onClose={onClose}
      side
      size="medium"
      title="Run record"
      description="What was sent and received for this answer, without keys."
      footer={
        record !== undefined && (
          <>
            {exchange !== undefined && (
              <Button
                icon={<Terminal />}
                onClick={() => void copy(toCurl(exchange), 'cURL command copied, without the key.')}
              >
                Copy as cURL
              </Button>
            )}
            <Button
              icon={<Copy />}
              onClick={() => void copy(JSON.stringify(record, null, 2), 'Run record copied as JSON.')}
            >
              Copy JSON
            </Button>
          </>
        )
      }
    >
      {loaded === undefined && <Spinner label="Loading the run record" />}
      {loaded !== undefined && 'failure' in loaded && (
        <EmptyState
          title="There is no run record to show"
          actions={<Button onClick={() => void load()}>Retry</Button>}
        >
          {failureWords(loaded.failure)}
        </EmptyState>
      )}
      {record !== undefined && (
        <div className={layout.stack}>
          {attempts.length > 1 && (
            <Segmented
              label="Attempt"
              value={number}
              onChange={setAttemptNumber}
              options={attempts.map((_, index) => ({ value: String(index + 1), label: String(index + 1) }))}
            />
          )}
          <Tabs.Root defaultValue="request" className={styles.tabs}>
            <Tabs.List className={styles.tabList} aria-label="Parts of the run record">
              {['Request', 'Response', 'Timings', 'Usage', 'Parameters', 'Attempts'].map((name) => (
                <Tabs.Tab key={name} value={name.toLowerCase()} className={styles.tab}>
                  {name}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value="request" className={styles.panel}>
              <RequestView exchange={exchange} />
            </Tabs.Panel>
            <Tabs.Panel value="response" className={styles.panel}>
              <ResponseView exchange={exchange} record={record} />
            </Tabs.Panel>
            <Tabs.Panel value="timings" className={styles.panel}>
              <ChunkTimings exchange={exchange} />
            </Tabs.Panel>
            <Tabs.Panel value="usage" className={styles.panel}>
              <UsageView record={record} />
            </Tabs.Panel>
            <Tabs.Panel value="parameters" className={styles.panel}>
              <ParameterView record={record} />
            </Tabs.Panel>
            <Tabs.Panel value="attempts" className={styles.panel}>
              <AttemptList record={record} />
            </Tabs.Panel>
          </Tabs.Root>
        </div>
      )}
    </Dialog>
  );
};
