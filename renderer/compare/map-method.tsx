import styles from './agreement-mode.module.css';

/** How the map is made and where it fails, in the words of docs/comparison.md. */
export const MapMethod = () => (
  <details className={styles.method}>
    <summary>How this works, and where it fails</summary>
    <div className={styles.methodText}>
      <p>
        Every answer is cut into sentences, list items, table rows and headings. Two sentences are aligned
        when they share enough words, rare words counting more, and each is the other’s best match. It all
        happens on this computer; nothing is sent.
      </p>
      <p>
        Aligned sentences are <strong>in conflict</strong> when they differ in a number, a date, a name or a
        negation. 1,200 equals 1.2 thousand and 1 km equals 1000 m; 2019 and March 2019 can both be true; what
        only one side mentions is a detail and no conflict.
      </p>
      <p>
        It compares words. The same thought in other words counts as unique, an error that all make counts as
        shared, and irony, conditions and context are not understood. Negations and opposites are known for
        English, German and a few words of French, Spanish, Japanese and Chinese. In languages that capitalise
        all nouns, names are not compared. Blocks of code and formulas are left out.
      </p>
    </div>
  </details>
);
