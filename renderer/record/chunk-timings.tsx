import { formatCount, formatDuration } from '../../shared/format.ts';
import type { Exchange } from '../../shared/run-record.ts';
import layout from '../ui/layout.module.css';
import { chunkFigures, chunkPath, formatBytes } from './chunk-plot.ts';
import styles from './run-record.module.css';

const width = 560;
const height = 120;

/** A table longer than this is read in the copied JSON instead. */
const maxRows = 500;

/** When the bytes came: a curve, its figures in words, and every chunk in a table. */
export const ChunkTimings = ({ exchange }: { exchange: Exchange | undefined }) => {
  const chunks = exchange?.chunks ?? [];
  const figures = chunkFigures(chunks);
  if (figures === undefined) return <p className={layout.muted}>Nothing was received.</p>;
  const facts = [
    ['First byte', formatDuration(figures.firstMs)],
    ['Last byte', formatDuration(figures.lastMs)],
    ['Chunks', formatCount(figures.count)],
    ['Received', formatBytes(figures.totalBytes)],
    [
      'Longest silence',
      `${formatDuration(figures.longestGapMs)} at ${formatDuration(figures.longestGapAtMs)}`,
    ],
  ] as const;
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <figure className={styles.plot}>
        <svg
          role="img"
          aria-label={`Bytes received over time: ${formatBytes(figures.totalBytes)} in ${formatCount(figures.count)} chunks between ${formatDuration(figures.firstMs)} and ${formatDuration(figures.lastMs)}`}
          viewBox={`0 -4 ${width} ${height + 8}`}
          preserveAspectRatio="none"
        >
          <path className={styles.axis} d={`M0 ${height}H${width}`} />
          <path className={styles.curve} d={chunkPath(chunks, width, height)} />
        </svg>
        <figcaption className={styles.scale}>
          <span>0</span>
          <span>bytes received, over time since the request was sent</span>
          <span>{formatDuration(figures.lastMs)}</span>
        </figcaption>
      </figure>
      <details className={layout.details}>
        <summary>Every chunk</summary>
        <div>
          <table className={styles.chunks}>
            <thead>
              <tr>
                <th scope="col">Time</th>
                <th scope="col">Bytes</th>
              </tr>
            </thead>
            <tbody>
              {chunks.slice(0, maxRows).map(([ms, bytes], index) => (
                // Chunks never move, and two may come in the same millisecond.
                // biome-ignore lint/suspicious/noArrayIndexKey: their place is their identity
                <tr key={index}>
                  <td>{ms.toFixed(1)} ms</td>
                  <td>{formatCount(bytes)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {chunks.length > maxRows && (
            <p className={layout.small}>
              {formatCount(chunks.length - maxRows)} more are in the record. Copy JSON has them.
            </p>
          )}
        </div>
      </details>
    </>
  );
};
