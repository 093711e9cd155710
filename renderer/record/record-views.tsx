import type { ReactNode } from 'react';
import { formatDuration } from '../../shared/format.ts';
import type { Exchange, RunRecord } from '../../shared/run-record.ts';
import { failureWords } from '../state/use-command.ts';
import { Badge } from '../ui/badge.tsx';
import layout from '../ui/layout.module.css';
import { ScrollRegion } from '../ui/scroll-region.tsx';
import { formatBytes } from './chunk-plot.ts';
import { prettyBody } from './pretty-body.ts';
import styles from './run-record.module.css';

const nothingSent = <p className={layout.muted}>Nothing was sent in this attempt.</p>;

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={styles.part}>
    <h3 className={layout.heading}>{title}</h3>
    {children}
  </section>
);

const Code = ({ label, text }: { label: string; text: string }) => (
  <ScrollRegion className={styles.code} label={label}>
    <pre>{text}</pre>
  </ScrollRegion>
);

const Headers = ({ headers, label }: { headers: Record<string, string>; label: string }) =>
  Object.keys(headers).length === 0 ? (
    <p className={layout.muted}>None.</p>
  ) : (
    <table className={styles.headers} aria-label={label}>
      <tbody>
        {Object.entries(headers).map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );

export const RequestView = ({ exchange }: { exchange: Exchange | undefined }) => {
  if (exchange === undefined) return nothingSent;
  const body = prettyBody(exchange.requestBody);
  return (
    <>
      <p className={styles.address}>
        <Badge tone="accent">{exchange.method}</Badge> {exchange.url}
      </p>
      <Part title="Headers">
        <Headers headers={exchange.requestHeaders} label="Request headers" />
      </Part>
      <Part title="Body">
        {exchange.requestBody === '' ? (
          <p className={layout.muted}>Empty.</p>
        ) : (
          <Code label="Request body" text={body.text} />
        )}
        {body.leftOut > 0 && (
          <p className={layout.small}>
            {body.leftOut.toLocaleString('en')} more characters are not shown. Copy JSON has them.
          </p>
        )}
      </Part>
    </>
  );
};

export const ResponseView = ({ exchange, record }: { exchange: Exchange | undefined; record: RunRecord }) => {
  if (exchange === undefined) return nothingSent;
  const { status, responseHeaders } = exchange;
  return (
    <>
      <p className={styles.address}>
        {status === undefined ? (
          <Badge tone="danger">No response</Badge>
        ) : (
          <Badge tone={status < 300 ? 'success' : 'danger'}>Status {status}</Badge>
        )}{' '}
        {formatBytes(exchange.receivedBytes)} received as {record.wireFormat}
      </p>
      {record.finish !== undefined && (
        <p className={layout.muted}>
          Ended with “{record.finish.reason}”
          {record.finish.raw !== undefined && `, in the vendor’s word “${record.finish.raw}”`}.{' '}
          {record.finish.detail}
        </p>
      )}
      <Part title="Headers">
        <Headers headers={responseHeaders ?? {}} label="Response headers" />
      </Part>
    </>
  );
};

export const UsageView = ({ record }: { record: RunRecord }) => (
  <Part title="Usage as reported by the vendor">
    {record.rawUsage === undefined || record.rawUsage === null ? (
      <p className={layout.muted}>None was reported. Token counts of this answer are estimates.</p>
    ) : (
      <Code label="Raw usage" text={JSON.stringify(record.rawUsage, null, 2)} />
    )}
  </Part>
);

export const ParameterView = ({ record }: { record: RunRecord }) => {
  const asked = Object.entries(record.asked).filter(([, value]) => value !== undefined);
  return (
    <>
      <Part title="Asked">
        {asked.length === 0 ? (
          <p className={layout.muted}>None was set, so none was sent.</p>
        ) : (
          <Code label="Parameters asked" text={JSON.stringify(Object.fromEntries(asked), null, 2)} />
        )}
      </Part>
      <Part title="Refused by the endpoint and left out">
        {record.droppedParameters.length === 0 ? (
          <p className={layout.muted}>None.</p>
        ) : (
          <p className={layout.row}>
            {record.droppedParameters.map((name) => (
              <Badge key={name} tone="warning">
                {name}
              </Badge>
            ))}
          </p>
        )}
      </Part>
    </>
  );
};

export const AttemptList = ({ record }: { record: RunRecord }) => (
  <>
    <ol className={styles.attempts}>
      {record.attempts.map((attempt) => (
        <li key={attempt.sentAt} className={styles.attempt}>
          <span className={styles.attemptHead}>
            {new Date(attempt.sentAt).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'medium' })}
            {attempt.waitedMs > 0 && ` · after waiting ${formatDuration(attempt.waitedMs)}`}
            {attempt.exchange?.status !== undefined && ` · status ${attempt.exchange.status}`}
          </span>
          {attempt.failure === undefined ? (
            <span className={layout.muted}>Answered.</span>
          ) : (
            <>
              <span className={styles.failure}>{failureWords(attempt.failure)}</span>
              {attempt.failure.message !== '' && (
                <span className={layout.monospace}>{attempt.failure.message}</span>
              )}
            </>
          )}
        </li>
      ))}
    </ol>
    <p className={layout.small}>Recorded by Collate {record.collateVersion}.</p>
  </>
);
