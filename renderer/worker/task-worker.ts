import { startWorker } from './start-worker.ts';
import type { TaskReply, TaskRequest } from './task-messages.ts';
import type { TaskInput, TaskName, TaskOutput, TaskPart } from './tasks.ts';

/**
 * Why a run gave no output. `timeout` and `aborted` ended the worker in the midst of it, `failed` is an error of the task
 * itself, `unavailable` means that no worker can run here, `closed` that its owner closed it.
 */
export type TaskErrorKind = 'timeout' | 'aborted' | 'failed' | 'unavailable' | 'closed';

export class TaskError extends Error {
  override readonly name = 'TaskError';
  readonly kind: TaskErrorKind;

  constructor(kind: TaskErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

export interface RunOptions<Name extends TaskName> {
  /** Counted from the moment the task's code is loaded; waiting in the queue and loading do not count. */
  timeoutMs: number;
  signal?: AbortSignal;
  onPart?(part: TaskPart<Name>): void;
}

export interface TaskWorker {
  /** Rejects with a `TaskError`, never with anything else. */
  run<Name extends TaskName>(
    name: Name,
    input: TaskInput<Name>,
    options: RunOptions<Name>,
  ): Promise<TaskOutput<Name>>;
  /** Ends the worker. What runs or waits is rejected as `closed`, and so is all that follows. */
  close(): void;
}

interface Run {
  request: TaskRequest;
  timeoutMs: number;
  onPart(part: unknown): void;
  resolve(output: unknown): void;
  reject(error: TaskError): void;
  /** Ends the listening to the caller's signal. */
  release(): void;
}

/** A worker's script that loads no code within this is never going to. */
const loadingLimitMs = 30_000;

/**
 * A worker of one's own: one task at a time, the others wait in order. A task that exceeds its time or is aborted is killed
 * together with the worker, and the next one gets a fresh worker. The worker starts with the first task. Work that must not
 * wait for, or die with, other work belongs to another instance. `start` is replaced in tests only.
 */
export const createTaskWorker = (start: () => Worker = startWorker): TaskWorker => {
  const waiting: Run[] = [];
  let current: Run | undefined;
  let worker: Worker | undefined;
  let clock: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;
  let nextId = 1;

  const endWorker = (): void => {
    worker?.terminate();
    worker = undefined;
  };

  const startClock = (limitMs: number, kind: TaskErrorKind, reason: string): void => {
    clearTimeout(clock);
    clock = setTimeout(() => {
      endWorker();
      fail(new TaskError(kind, reason));
    }, limitMs);
  };

  /** Takes the run that is on out of the way and begins the next. */
  const leave = (): Run | undefined => {
    clearTimeout(clock);
    const left = current;
    left?.release();
    current = undefined;
    queueMicrotask(begin);
    return left;
  };

  const fail = (error: TaskError): void => leave()?.reject(error);

  const receive = (reply: TaskReply): void => {
    if (current === undefined || reply.id !== current.request.id) return;
    if (reply.type === 'started') {
      startClock(current.timeoutMs, 'timeout', `${current.request.name} took over ${current.timeoutMs} ms.`);
    } else if (reply.type === 'part') current.onPart(reply.part);
    else if (reply.type === 'done') leave()?.resolve(reply.output);
    else fail(new TaskError('failed', reply.reason));
  };

  const open = (): Worker => {
    const opened = start();
    opened.addEventListener('message', (event: MessageEvent<TaskReply>) => {
      if (opened === worker) receive(event.data);
    });
    const lose = (): void => {
      if (opened !== worker) return;
      endWorker();
      fail(new TaskError('unavailable', 'The worker could not be loaded or broke.'));
    };
    opened.addEventListener('error', lose);
    opened.addEventListener('messageerror', lose);
    return opened;
  };

  const begin = (): void => {
    if (current !== undefined) return;
    current = waiting.shift();
    if (current === undefined) return;
    try {
      worker ??= open();
      startClock(loadingLimitMs, 'unavailable', 'The worker does not answer.');
      worker.postMessage(current.request);
    } catch (error) {
      fail(new TaskError('unavailable', String(error)));
    }
  };

  const abort = (run: Run): void => {
    const error = new TaskError('aborted', `${run.request.name} was called off.`);
    if (run === current) {
      endWorker();
      fail(error);
      return;
    }
    waiting.splice(waiting.indexOf(run), 1);
    run.release();
    run.reject(error);
  };

  return {
    run: (name, input, { timeoutMs, signal, onPart }) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(new TaskError('closed', 'This worker is closed.'));
        if (signal?.aborted === true) return reject(new TaskError('aborted', `${name} was called off.`));
        const callOff = (): void => abort(run);
        const run: Run = {
          request: { id: nextId++, name, input },
          timeoutMs,
          // The table of tasks gives a name's input, output and part one type each.
          onPart: (part) => onPart?.(part as never),
          resolve: resolve as (output: unknown) => void,
          reject,
          release: () => signal?.removeEventListener('abort', callOff),
        };
        signal?.addEventListener('abort', callOff);
        waiting.push(run);
        begin();
      }),
    close: () => {
      isClosed = true;
      endWorker();
      const error = new TaskError('closed', 'This worker was closed.');
      const left = waiting.splice(0);
      fail(error);
      for (const run of left) {
        run.release();
        run.reject(error);
      }
    },
  };
};
