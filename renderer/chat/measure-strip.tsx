import { clsx } from 'clsx';
import { type KeyboardEvent, memo, type PointerEvent, useRef } from 'react';
import type { Answer } from '../../shared/chat.ts';
import { useNow } from '../state/use-now.ts';
import { type MeasureRow, measureRows } from './measure-rows.ts';
import styles from './measure-strip.module.css';
import { measureTipId, useMeasureTip } from './measure-tip.tsx';

/** Four times a second: fast enough to feel live, slow enough to read. */
const tickMs = 250;

const Strip = ({ rows, isLive }: { rows: MeasureRow[]; isLive: boolean }) => {
  const showTip = useMeasureTip();
  const groupRef = useRef<HTMLFieldSetElement>(null);

  const show = (target: EventTarget) => {
    const element = (target as Element).closest<HTMLElement>('[data-measure]');
    const row = rows.find((each) => each.name === element?.dataset.measure);
    showTip(element === null || row === undefined ? undefined : { element, row });
  };

  // One stop for the Tab key per answer; the arrows walk through its measures.
  const walk = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const items = [...(groupRef.current?.querySelectorAll<HTMLElement>('[data-measure]') ?? [])];
    const next = items[items.indexOf(document.activeElement as HTMLElement) + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };

  return (
    <fieldset
      ref={groupRef}
      className={styles.strip}
      aria-label="Measures"
      data-live={isLive || undefined}
      onPointerOver={(event: PointerEvent) => show(event.target)}
      onPointerLeave={() => showTip(undefined)}
      onFocus={(event) => show(event.target)}
      onBlur={() => showTip(undefined)}
      onKeyDown={walk}
    >
      {rows.map((row, index) => (
        <button
          type="button"
          key={row.name}
          data-measure={row.name}
          className={clsx(styles.measure, row.isInvented === true && styles.invented)}
          tabIndex={index === 0 ? 0 : -1}
          aria-describedby={measureTipId}
        >
          <span className={styles.value}>{row.value ?? '–'}</span>
          <span className={styles.label}>{row.label}</span>
        </button>
      ))}
    </fieldset>
  );
};

/** The measures of an answer that has ended. Where nothing came, dashes would say nothing. */
export const MeasureStrip = memo(({ answer }: { answer: Answer }) => {
  const rows = measureRows(answer, Date.now());
  const shown = answer.status === 'failed' ? rows.filter((row) => row.value !== undefined) : rows;
  return <Strip rows={shown} isLive={false} />;
});

/** The measures of an answer on its way. `read` must stay the same function: the strip keeps its own time. */
export const LiveMeasureStrip = memo(({ read }: { read: () => Answer | undefined }) => {
  const now = useNow(tickMs);
  const answer = read();
  return answer === undefined ? null : <Strip rows={measureRows(answer, now)} isLive />;
});
