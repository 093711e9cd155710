import { memo } from 'react';
import type { MapText, Mark } from '../../shared/compare/agreement.ts';
import layout from '../ui/layout.module.css';
import styles from './agreement-mode.module.css';
import { markWords } from './conflict-words.ts';
import { MapSentence } from './map-sentence.tsx';

export interface MapColumnProps {
  answer: number;
  label: string;
  text: MapText;
  /** Absent until the sentences are aligned. */
  marks: readonly Mark[] | undefined;
  /** How many answers are compared. */
  of: number;
  /** The conflicts of a sentence in words. */
  whyOf: (answer: number, sentence: number) => string[];
}

const unmarked: Mark = { kind: 'none', cluster: -1, answers: 1 };

const visibleCount = (mark: Mark, of: number): string => {
  if (mark.kind === 'conflicting') return '≠';
  return mark.kind === 'shared' ? `${mark.answers}/${of}` : '';
};

/** An answer as sentences in its blocks: headings, items and rows as plain text. */
export const MapColumn = memo(({ answer, label, text, marks, of, whyOf }: MapColumnProps) => {
  let place = 0;
  const blocks = text.blocks.map((block, at) => {
    const from = place;
    place += block.sentences.length;
    return { key: `${at}`, block, from };
  });
  const first = marks?.findIndex(({ kind }) => kind !== 'none') ?? -1;
  const { codeBlocks } = text;
  return (
    <section className={styles.column} aria-label={label} data-answer={answer}>
      <header className={styles.head}>
        <h3 className={styles.label}>{label}</h3>
        {codeBlocks > 0 && (
          <span className={styles.code} title="Blocks of code and formulas are not compared">
            {codeBlocks} {codeBlocks === 1 ? 'block' : 'blocks'} left out
            <span className={layout.hidden}> (code and formulas)</span>
          </span>
        )}
      </header>
      <div className={styles.scroller}>
        {blocks.map(({ key, block, from }) => (
          <div
            key={key}
            className={styles.block}
            data-kind={block.kind}
            style={{ marginInlineStart: block.kind === 'heading' ? 0 : `${block.depth * 1.1}em` }}
          >
            {block.marker !== undefined && <span className={styles.marker}>{block.marker}</span>}
            <span className={styles.words}>
              {block.sentences.map((sentence, offset) => {
                const index = from + offset;
                const mark = marks?.[index] ?? unmarked;
                return (
                  <MapSentence
                    key={`${key} ${index}`}
                    text={sentence}
                    answer={answer}
                    sentence={index}
                    kind={mark.kind}
                    cluster={mark.cluster}
                    count={visibleCount(mark, of)}
                    words={markWords(mark, of, mark.kind === 'conflicting' ? whyOf(answer, index) : [])}
                    isFirst={index === first}
                  />
                );
              })}
            </span>
          </div>
        ))}
      </div>
    </section>
  );
});
