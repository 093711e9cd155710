/** More than one change of the page, so that text which comes a little early waits for no frame. */
const most = 1.5;

export interface Allowance {
  /** A frame has begun, one of so many to each change of the page. Says whether it may be changed now. */
  frame(framesPerChange: number): boolean;
  /** The page is changed. */
  spend(): void;
  /** Nothing is owed: frames need not be counted until the next change. */
  isFull(): boolean;
}

/** How often the page may be changed: once every so many frames in the long run, and at once after a rest. */
export const createAllowance = (): Allowance => {
  let left = most;
  return {
    frame(framesPerChange) {
      left = Math.min(most, left + 1 / framesPerChange);
      // Sums of thirds are not quite what they should be.
      return left > 0.99;
    },
    spend() {
      left -= 1;
    },
    isFull: () => left >= most,
  };
};
