import { useCallback, useEffect, useMemo, useRef } from 'react';
import { formatCount } from '../../shared/format.ts';
import type { TaskWorker } from '../worker/task-worker.ts';
import styles from './agreement-mode.module.css';
import type { ComparedText } from './compared-answers.ts';
import { conflictWords } from './conflict-words.ts';
import { goTo, lightPartners } from './light-partners.ts';
import { MapColumn } from './map-column.tsx';
import { isClaim, MapList, type UniqueClaim } from './map-list.tsx';
import { MapMethod } from './map-method.tsx';
import { type FoundAgreement, useAgreement } from './use-agreement.ts';

const uniqueClaims = ({ texts, agreement }: FoundAgreement): UniqueClaim[][] =>
  texts.map(({ blocks }, answer) => {
    const marks = agreement?.marks[answer];
    let place = 0;
    return blocks.flatMap((block) =>
      block.sentences.flatMap((text) => {
        const sentence = place;
        place += 1;
        return isClaim(marks?.[sentence], block.kind) ? [{ answer, sentence, text: text.trim() }] : [];
      }),
    );
  });

const Legend = ({ found }: { found: FoundAgreement }) => {
  const all = found.agreement?.marks.flat() ?? [];
  const count = (kind: string): string => formatCount(all.filter((mark) => mark.kind === kind).length);
  return (
    <ul className={styles.legend} aria-label="What the marks mean">
      <li>
        <span className={styles.sentence} data-mark="shared">
          Shared
        </span>{' '}
        {count('shared')}
      </li>
      <li>
        <span className={styles.sentence} data-mark="unique">
          Unique
        </span>{' '}
        {count('unique')}
      </li>
      <li>
        <span className={styles.sentence} data-mark="conflicting">
          Conflicting
        </span>{' '}
        {count('conflicting')}
      </li>
    </ul>
  );
};

/** Which sentences the answers share, which stand alone and which contradict each other. */
export const AgreementMode = ({
  worker,
  texts,
}: {
  worker: TaskWorker | undefined;
  texts: readonly ComparedText[];
}) => {
  const found = useAgreement(worker, texts);
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => (host.current === null ? undefined : lightPartners(host.current)), []);

  const labels = useMemo(() => found.answers.map(({ label }) => label), [found.answers]);
  const unique = useMemo(() => uniqueClaims(found), [found]);
  const whyOf = useMemo(() => {
    const reasons = new Map<string, string[]>();
    for (const conflict of found.agreement?.conflicts ?? [])
      for (const { at } of conflict.sides)
        for (const { answer, sentence } of at) {
          const key = `${answer} ${sentence}`;
          const words = conflictWords(conflict, labels);
          const known = reasons.get(key) ?? [];
          if (!known.includes(words)) reasons.set(key, [...known, words]);
        }
    return (answer: number, sentence: number) => reasons.get(`${answer} ${sentence}`) ?? [];
  }, [found.agreement, labels]);
  const textOf = useMemo(() => {
    const sentences = found.texts.map(({ blocks }) => blocks.flatMap((block) => block.sentences));
    return (answer: number, sentence: number) => sentences[answer]?.[sentence]?.trim() ?? '';
  }, [found.texts]);
  const go = useCallback((answer: number, sentence: number) => {
    if (host.current !== null) goTo(host.current, answer, sentence);
  }, []);

  return (
    <div className={styles.agreement}>
      <div className={styles.bar}>
        <p className={styles.honest}>
          <strong>A reading aid:</strong> it compares words, not truth.
        </p>
        {found.agreement === undefined ? (
          <p role="status" className={styles.progress}>
            {found.failure === undefined
              ? `Aligning sentences… ${Math.round(found.done * 100)}%`
              : `The sentences could not be aligned: ${found.failure}`}
          </p>
        ) : (
          <Legend found={found} />
        )}
        <MapMethod />
      </div>
      <div className={styles.body}>
        <div ref={host} className={styles.columns}>
          {found.texts.map((text, answer) => (
            <MapColumn
              key={found.answers[answer]?.answerId}
              answer={answer}
              label={labels[answer] ?? ''}
              text={text}
              marks={found.agreement?.marks[answer]}
              of={found.texts.length}
              whyOf={whyOf}
            />
          ))}
        </div>
        {found.agreement !== undefined && (
          <MapList
            labels={labels}
            conflicts={found.agreement.conflicts}
            unique={unique}
            textOf={textOf}
            onGo={go}
          />
        )}
      </div>
    </div>
  );
};
