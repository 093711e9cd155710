import { memo } from 'react';
import type { Conflict, Mark } from '../../shared/compare/agreement.ts';
import { Badge } from '../ui/badge.tsx';
import { conflictWords, kindNames } from './conflict-words.ts';
import styles from './map-list.module.css';

export interface UniqueClaim {
  answer: number;
  sentence: number;
  text: string;
}

export interface MapListProps {
  labels: readonly string[];
  conflicts: readonly Conflict[];
  /** Per answer. */
  unique: readonly (readonly UniqueClaim[])[];
  textOf: (answer: number, sentence: number) => string;
  onGo: (answer: number, sentence: number) => void;
}

/** Sentences without a partner that claim something: headings claim nothing. */
export const isClaim = (mark: Mark | undefined, kind: string): boolean =>
  mark?.kind === 'unique' && kind !== 'heading';

/** What to look at: conflicts first, then what only one model says. Each leads to its place. */
export const MapList = memo(({ labels, conflicts, unique, textOf, onGo }: MapListProps) => (
  <aside className={styles.list} aria-label="Conflicts and unique claims">
    <h3 className={styles.listTitle}>
      Conflicts first <span className={styles.total}>{conflicts.length}</span>
    </h3>
    {conflicts.length === 0 && (
      <p className={styles.none}>No aligned sentences differ in a number, date, name or negation.</p>
    )}
    <ul className={styles.entries}>
      {conflicts.map((conflict, at) => {
        // The list is made once and does not change.
        const key = `${at}`;
        const place = conflict.sides[0]?.at[0];
        return (
          <li key={key}>
            <button
              type="button"
              className={styles.entry}
              onClick={() => place !== undefined && onGo(place.answer, place.sentence)}
            >
              <Badge tone="warning">{kindNames[conflict.kind]}</Badge>
              <span className={styles.entryText}>{conflictWords(conflict, labels)}</span>
              {place !== undefined && (
                <span className={styles.snippet}>{textOf(place.answer, place.sentence)}</span>
              )}
            </button>
          </li>
        );
      })}
    </ul>
    <h3 className={styles.listTitle}>Said by one only</h3>
    {labels.map((label, answer) => {
      const claims = unique[answer] ?? [];
      return (
        <details key={label} className={styles.unique}>
          <summary>
            {label} <span className={styles.total}>{claims.length}</span>
          </summary>
          <ul className={styles.entries}>
            {claims.map(({ sentence, text }) => (
              <li key={sentence}>
                <button type="button" className={styles.entry} onClick={() => onGo(answer, sentence)}>
                  <span className={styles.entryText}>{text}</span>
                </button>
              </li>
            ))}
          </ul>
        </details>
      );
    })}
  </aside>
));
