// How the process of the loopback shell ends: which signals ask for it, and that nothing printed is lost.

/** Aborted when the person, the terminal or the script that started this process is gone: nothing is left running unseen. */
export const endSignal = (): AbortSignal => {
  const end = new AbortController();
  const abort = (): void => end.abort();
  // Once each: a second Ctrl-C ends the process the hard way.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, abort);
  process.once('disconnect', abort);
  // Whoever read the output has stopped reading.
  process.stdout.on('error', abort);
  return end.signal;
};

/** Ends the process when what was printed is out; pipes are asynchronous on some systems. */
export const endProcess = (code: number): void => {
  process.stdout.write('', () => process.exit(code));
};
