import { memo } from 'react';
import type { Mark } from '../../shared/compare/agreement.ts';
import layout from '../ui/layout.module.css';
import styles from './agreement-mode.module.css';

export interface MapSentenceProps {
  text: string;
  answer: number;
  sentence: number;
  kind: Mark['kind'];
  cluster: number;
  /** Of a shared sentence: "3/4". */
  count: string;
  /** What the mark says, for those who cannot see it. */
  words: string;
  isFirst: boolean;
}

/** Longer than this, a "word" must be able to break: addresses, and scripts without spaces. */
const longWord = 24;

/** One sentence, as text. Lighting it up changes attributes of the element and draws nothing again. */
export const MapSentence = memo((props: MapSentenceProps) => {
  const { text, answer, sentence, kind, cluster, count, words, isFirst } = props;
  const shown = text.trimEnd();
  // The count stays with the last word.
  const lastWord = Math.max(0, shown.lastIndexOf(' ') + 1);
  const tail = shown.slice(count === '' ? shown.length : lastWord);
  if (kind === 'none') return <span>{text}</span>;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a button is one box; a sentence breaks over lines */}
      <span
        className={styles.sentence}
        data-mark={kind}
        data-cluster={cluster < 0 ? undefined : cluster}
        data-sentence={`${answer} ${sentence}`}
        tabIndex={isFirst ? 0 : -1}
        role="button"
        title={kind === 'conflicting' ? words : undefined}
      >
        {shown.slice(0, shown.length - tail.length)}
        {count !== '' && (
          <span className={tail.length > longWord ? undefined : styles.together}>
            {tail}
            <sup aria-hidden="true" className={styles.count}>
              {count}
            </sup>
          </span>
        )}
        <span className={layout.hidden}> ({words})</span>
      </span>
      {text.slice(shown.length)}
    </>
  );
});
