import styles from './plain-text.module.css';

/** Latin signs only: scripts that are written without spaces break anywhere, and need what their fonts do. */
const unbrokenRun = /[!-~]{200}/;

/**
 * The class of an element whose text goes on for long without a place to break, if it does. Where a font joins signs or moves
 * them together, a browser shapes such a run anew for every line it breaks: the square of its length.
 */
export const unbrokenClass = (text: string): string | undefined =>
  unbrokenRun.test(text) ? styles.unbroken : undefined;
