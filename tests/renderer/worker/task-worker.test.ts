// The page's side of the worker, against a worker whose every message the test decides.
import { describe, expect, it } from 'vitest';
import type { TaskReply, TaskRequest } from '../../../renderer/worker/task-messages.ts';
import { createTaskWorker, TaskError } from '../../../renderer/worker/task-worker.ts';

/** Stands where the browser's Worker would: what it was asked, whether it was killed, and a voice. */
class FakeWorker extends EventTarget {
  readonly requests: TaskRequest[] = [];
  isTerminated = false;
  postMessage(request: TaskRequest): void {
    this.requests.push(request);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  say(reply: TaskReply): void {
    this.dispatchEvent(new MessageEvent('message', { data: reply }));
  }
  /** Answers the request it got last. */
  finish(output: unknown): void {
    const { id } = this.requests.at(-1) as TaskRequest;
    this.say({ id, type: 'started' });
    this.say({ id, type: 'done', output });
  }
}

const setUp = () => {
  const started: FakeWorker[] = [];
  const worker = createTaskWorker(() => {
    const fake = new FakeWorker();
    started.push(fake);
    return fake as unknown as Worker;
  });
  return { started, worker };
};

const input = { language: 'python' as const, text: 'a = 1' };
const later = { timeoutMs: 60_000 };
const kindOf = async (run: Promise<unknown>): Promise<string> => {
  const error = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof TaskError ? error.kind : `not a TaskError: ${String(error)}`;
};

describe('a task worker', () => {
  it('starts no worker before the first task, and one for all that follow', async () => {
    const { started, worker } = setUp();
    expect(started).toHaveLength(0);
    const first = worker.run('highlight', input, later);
    started[0]?.finish([]);
    await first;
    const second = worker.run('highlight', input, later);
    started[0]?.finish([{ start: 0, length: 1, kind: 'type' }]);
    expect(await second).toEqual([{ start: 0, length: 1, kind: 'type' }]);
    expect(started).toHaveLength(1);
  });

  it('gives the worker one task at a time, in order', async () => {
    const { started, worker } = setUp();
    const first = worker.run('highlight', { ...input, text: 'one' }, later);
    const second = worker.run('highlight', { ...input, text: 'two' }, later);
    expect(started[0]?.requests.map((request) => request.input)).toEqual([{ ...input, text: 'one' }]);
    started[0]?.finish([]);
    await first;
    expect(started[0]?.requests).toHaveLength(2);
    started[0]?.finish([]);
    await second;
  });

  it('kills the worker of a task that exceeds its time, and the next one gets a fresh worker', async () => {
    const { started, worker } = setUp();
    const slow = worker.run('highlight', input, { timeoutMs: 1 });
    const next = worker.run('highlight', input, later);
    started[0]?.say({ id: started[0].requests[0]?.id ?? 0, type: 'started' });
    expect(await kindOf(slow)).toBe('timeout');
    expect(started[0]?.isTerminated).toBe(true);
    await expect.poll(() => started.length).toBe(2);
    started[1]?.finish([]);
    expect(await next).toEqual([]);
  });

  it('does not count the time in which a task waits or its code is loaded', async () => {
    const { started, worker } = setUp();
    const first = worker.run('highlight', input, later);
    const second = worker.run('highlight', input, { timeoutMs: 1 });
    let waitedMs = 0;
    const startedAt = performance.now();
    await expect.poll(() => (waitedMs = performance.now() - startedAt)).toBeGreaterThan(20);
    started[0]?.finish([]);
    await first;
    expect(waitedMs).toBeGreaterThan(20);
    started[0]?.finish([]);
    expect(await second).toEqual([]);
    expect(started).toHaveLength(1);
  });

  it('kills the worker when the running task is called off, and only forgets one that waits', async () => {
    const { started, worker } = setUp();
    const [running, waiting] = [new AbortController(), new AbortController()];
    const first = worker.run('highlight', input, { ...later, signal: running.signal });
    const second = worker.run('highlight', input, { ...later, signal: waiting.signal });
    const third = worker.run('highlight', input, later);
    waiting.abort();
    expect(await kindOf(second)).toBe('aborted');
    expect(started[0]?.isTerminated).toBe(false);
    running.abort();
    expect(await kindOf(first)).toBe('aborted');
    expect(started[0]?.isTerminated).toBe(true);
    await expect.poll(() => started[1]?.requests.length).toBe(1);
    started[1]?.finish([]);
    expect(await third).toEqual([]);
    const controller = new AbortController();
    controller.abort();
    expect(await kindOf(worker.run('highlight', input, { ...later, signal: controller.signal }))).toBe(
      'aborted',
    );
  });

  it('reports a task’s own error and keeps the worker', async () => {
    const { started, worker } = setUp();
    const run = worker.run('highlight', input, later);
    started[0]?.say({ id: started[0].requests[0]?.id ?? 0, type: 'failed', reason: 'No grammar.' });
    await expect(run).rejects.toMatchObject({ kind: 'failed', message: 'No grammar.' });
    const next = worker.run('highlight', input, later);
    await expect.poll(() => started[0]?.requests.length).toBe(2);
    started[0]?.finish([]);
    await next;
    expect(started).toHaveLength(1);
  });

  it('says that it is unavailable when the browser refuses the worker or its script breaks', async () => {
    const refused = createTaskWorker(() => {
      throw new TypeError('refused');
    });
    expect(await kindOf(refused.run('highlight', input, later))).toBe('unavailable');
    const { started, worker } = setUp();
    const broken = worker.run('highlight', input, later);
    started[0]?.dispatchEvent(new Event('error'));
    expect(await kindOf(broken)).toBe('unavailable');
  });

  it('hears nothing from a worker it has killed, nor from a run that is over', async () => {
    const { started, worker } = setUp();
    const slow = worker.run('highlight', input, { timeoutMs: 1 });
    const id = started[0]?.requests[0]?.id ?? 0;
    started[0]?.say({ id, type: 'started' });
    expect(await kindOf(slow)).toBe('timeout');
    const next = worker.run('highlight', input, later);
    await expect.poll(() => started[1]?.requests.length).toBe(1);
    started[0]?.say({ id: id + 1, type: 'done', output: 'from the dead' });
    started[1]?.say({ id, type: 'done', output: 'late' });
    started[1]?.finish([]);
    expect(await next).toEqual([]);
  });

  it('rejects all that runs, waits and follows once it is closed', async () => {
    const { started, worker } = setUp();
    const runs = [worker.run('highlight', input, later), worker.run('highlight', input, later)];
    worker.close();
    expect(await Promise.all(runs.map(kindOf))).toEqual(['closed', 'closed']);
    expect(started[0]?.isTerminated).toBe(true);
    expect(await kindOf(worker.run('highlight', input, later))).toBe('closed');
    expect(started).toHaveLength(1);
  });
});
