import styles from './compare-view.module.css';

export interface LeftOutProps {
  answers: readonly { label: string; why: string }[];
  /** Compared, but ended early. */
  partial: readonly { label: string }[];
  /** Why some ways to compare are off. */
  reasons: readonly string[];
}

const names = (answers: readonly { label: string }[]): string => answers.map(({ label }) => label).join(', ');

/** Says openly what is not compared and why. Nothing where there is nothing to say. */
export const LeftOut = ({ answers, partial, reasons }: LeftOutProps) => {
  const lines = [
    ...(answers.length > 0
      ? [`Not compared: ${answers.map(({ label, why }) => `${label} (${why})`).join(', ')}.`]
      : []),
    ...(partial.length > 0 ? [`Ended early, compared as far as it goes: ${names(partial)}.`] : []),
    ...reasons.map((reason) => `${reason}.`),
  ];
  return lines.length === 0 ? null : <p className={styles.left}>{lines.join(' ')}</p>;
};
