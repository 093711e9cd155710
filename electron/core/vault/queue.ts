// Runs jobs one after the other. Knows nothing of what they do.

/** Each job begins when the one before has ended, well or not; the result is the job's own. */
export const createQueue = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(job: () => Promise<Result>): Promise<Result> => {
    const result = last.then(job);
    last = result.catch(() => undefined);
    return result;
  };
};
