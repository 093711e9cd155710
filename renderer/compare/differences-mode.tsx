import { ArrowDown, ArrowLeftRight, ArrowUp } from 'lucide-react';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import type { Granularity } from '../../shared/compare/compare-texts.ts';
import type { TurnId } from '../../shared/id.ts';
import { isTextEntry } from '../chat/text-entry.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import type { TaskWorker } from '../worker/task-worker.ts';
import type { ComparedText } from './compared-answers.ts';
import { InlineRows, SideRows } from './diff-rows.tsx';
import { DifferenceCounts } from './difference-counts.tsx';
import styles from './differences-mode.module.css';
import { keepReference, referenceOf } from './reference-answers.ts';
import { useChanges } from './use-changes.ts';
import { useTextDifferences } from './use-text-differences.ts';

export interface DifferencesModeProps {
  worker: TaskWorker | undefined;
  turnId: TurnId;
  texts: readonly ComparedText[];
}

const reference = 'reference';

/** Two texts of a turn against each other, or one against a reference that a person gives. */
export const DifferencesMode = ({ worker, turnId, texts }: DifferencesModeProps) => {
  const [one, setOne] = useState<string>(texts[0]?.answerId ?? reference);
  const [other, setOther] = useState<string>(texts[1]?.answerId ?? reference);
  const [granularity, setGranularity] = useState<Granularity>('word');
  const [isBeside, setIsBeside] = useState(false);
  const [ownText, setOwnText] = useState(() => referenceOf(turnId));
  const comparedOwnText = useDeferredValue(ownText);
  const host = useRef<HTMLElement>(null);
  const { at, of, step, restart } = useChanges(host);

  const options = [
    ...texts.map(({ answerId, label, isPartial }) => ({
      value: answerId as string,
      label,
      description: isPartial ? 'Ended early' : undefined,
    })),
    { value: reference, label: 'Reference answer', description: 'A text that you give' },
  ];
  const labelOf = (id: string): string => options.find(({ value }) => value === id)?.label ?? '';
  const textOf = (id: string): string | undefined =>
    id === reference ? comparedOwnText : texts.find(({ answerId }) => answerId === id)?.text;
  const hasReference = one === reference || other === reference;
  // Against nothing everything differs: that says nothing.
  const isWaiting = hasReference && comparedOwnText.trim() === '';
  const found = useTextDifferences(worker, isWaiting ? undefined : textOf(one), textOf(other), granularity);

  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows are other changes.
  useEffect(restart, [found.rows, isBeside, restart]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        isTextEntry(event.target)
      )
        return;
      if (event.target instanceof Element && event.target.closest('[role="listbox"]') !== null) return;
      const by = ({ n: 1, p: -1 } as const)[event.key.toLowerCase()];
      if (by === undefined) return;
      event.preventDefault();
      step(by);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [step]);

  return (
    <div className={styles.differences}>
      <div className={styles.bar}>
        <div className={styles.choice}>
          <Select label="A" value={one} onChange={setOne} options={options} />
        </div>
        <IconButton
          label="Swap A and B"
          icon={<ArrowLeftRight />}
          className={styles.swap}
          onClick={() => {
            setOne(other);
            setOther(one);
          }}
        />
        <div className={styles.choice}>
          <Select label="B" value={other} onChange={setOther} options={options} />
        </div>
        <Segmented
          label="Show"
          value={isBeside ? 'beside' : 'inline'}
          onChange={(value) => setIsBeside(value === 'beside')}
          options={[
            { value: 'inline', label: 'In one text' },
            { value: 'beside', label: 'Side by side' },
          ]}
        />
        <Segmented
          label="Compare by"
          value={granularity}
          onChange={setGranularity}
          options={[
            { value: 'word', label: 'Word' },
            { value: 'sentence', label: 'Sentence' },
          ]}
        />
        <div className={styles.walk}>
          <Button
            size="small"
            icon={<ArrowUp />}
            aria-keyshortcuts="P"
            disabled={of === 0}
            onClick={() => step(-1)}
          >
            Previous
          </Button>
          <Button
            size="small"
            icon={<ArrowDown />}
            aria-keyshortcuts="N"
            disabled={of === 0}
            onClick={() => step(1)}
          >
            Next
          </Button>
          <span role="status" className={styles.place}>
            {at === 0 ? `${of} ${of === 1 ? 'difference' : 'differences'}` : `Difference ${at} of ${of}`}
          </span>
        </div>
      </div>
      {hasReference && (
        <TextField
          className={styles.reference}
          label="Reference answer"
          hint="Kept for this turn until the window is closed or loaded again. Nothing is sent."
          isMultiline
          rows={3}
          value={ownText}
          onChange={(text) => {
            setOwnText(text);
            keepReference(turnId, text);
          }}
        />
      )}
      {isWaiting ? (
        <p className={styles.counts}>Write or paste the reference answer to see the differences.</p>
      ) : (
        <DifferenceCounts found={found} wanted={granularity} />
      )}
      <p className={styles.about}>
        Compared is the visible text, paragraph by paragraph; links, bold and the like do not count.{' '}
        <del className={styles.removed}>Struck through</del> is only in A,{' '}
        <ins className={styles.added}>underlined</ins> only in B.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without the focus it could not be scrolled by keys */}
      <section ref={host} className={styles.scroller} aria-label="Differences" tabIndex={0}>
        {isBeside ? (
          <SideRows rows={found.rows} one={labelOf(one)} other={labelOf(other)} />
        ) : (
          <InlineRows rows={found.rows} />
        )}
      </section>
    </div>
  );
};
