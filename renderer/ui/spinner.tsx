import styles from './spinner.module.css';

/** Something is under way. With a label it is announced; without, the words beside it say what. */
export const Spinner = ({ label }: { label?: string | undefined }) =>
  label === undefined ? (
    <span className={styles.spinner} aria-hidden="true" />
  ) : (
    <span className={styles.row} role="status">
      <span className={styles.spinner} aria-hidden="true" />
      {label}
    </span>
  );
