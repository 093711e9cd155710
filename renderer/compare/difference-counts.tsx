import { formatCount } from '../../shared/format.ts';
import styles from './differences-mode.module.css';
import type { TextDifferences } from './use-text-differences.ts';

const plural = (count: number): string => (count === 1 ? 'word' : 'words');

/** What came out, in numbers, and openly where it is coarser than asked for. */
export const DifferenceCounts = ({ found, wanted }: { found: TextDifferences; wanted: string }) => {
  const { counts, granularity, failure, done } = found;
  if (failure !== undefined)
    return <p className={styles.counts}>The texts could not be compared: {failure}</p>;
  if (counts === undefined)
    return <p className={styles.counts}>Comparing… {Math.round(done * 100)}% of the paragraphs</p>;
  const { wordsInBoth, wordsInOne, wordsInOther, coarser } = counts;
  const all = 2 * wordsInBoth + wordsInOne + wordsInOther;
  const shared = all === 0 ? 100 : Math.floor((200 * wordsInBoth) / all);
  return (
    <p className={styles.counts}>
      <strong>{shared}%</strong> shared · {formatCount(wordsInOne)} {plural(wordsInOne)} only in A ·{' '}
      {formatCount(wordsInOther)} {plural(wordsInOther)} only in B
      {granularity !== wanted && ` · This took too long ${wanted} by ${wanted}: compared by ${granularity}.`}
      {coarser > 0 &&
        ` · ${formatCount(coarser)} ${coarser === 1 ? 'paragraph differs' : 'paragraphs differ'} too much to compare ${granularity} by ${granularity}, and ${coarser === 1 ? 'is' : 'are'} compared more coarsely.`}
    </p>
  );
};
