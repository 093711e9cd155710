// What a page's main thread did, from a trace of the browser.

/** Categories a trace must hold. */
export const taskCategories = ['toplevel'];

export interface Task {
  /** From its beginning to its end, moments in which another process had the processor counted. */
  wallMs: number;
  /** Of the processor: what the task itself costs. */
  processorMs: number;
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

/** Tasks of the main thread of whichever renderer was busiest. */
export const mainThreadTasks = (trace: Buffer): Task[] => {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}/${tid}`),
  );
  const threads = new Map<string, Task[]>();
  for (const { name, pid, tid, dur, tdur } of traceEvents) {
    const thread = `${pid}/${tid}`;
    if (!name.endsWith('RunTask') || tdur === undefined || !main.has(thread)) continue;
    const tasks = threads.get(thread) ?? [];
    threads.set(thread, tasks);
    tasks.push({ wallMs: (dur ?? tdur) / 1000, processorMs: tdur / 1000 });
  }
  const total = (tasks: readonly Task[]): number =>
    tasks.reduce((sum, { processorMs }) => sum + processorMs, 0);
  const busiest = [...threads.values()].sort((one, other) => total(other) - total(one))[0];
  if (busiest === undefined) throw new Error('The trace holds no task of a page.');
  return busiest;
};
