import styles from './answer-content.module.css';

/** Stands where nothing of an answer has arrived yet. */
export const Waiting = () => (
  <div className={styles.waiting} aria-hidden="true">
    <span />
    <span />
    <span />
  </div>
);
