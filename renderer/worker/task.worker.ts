import type { TaskReply, TaskRequest } from './task-messages.ts';
import { type TaskName, tasks } from './tasks.ts';

const reply = (message: TaskReply): void => self.postMessage(message);

const isTaskName = (name: string): name is TaskName => Object.hasOwn(tasks, name);

const run = async ({ id, name, input }: TaskRequest): Promise<void> => {
  if (!isTaskName(name)) throw new Error(`There is no task ${name}.`);
  // The page's side of the table holds names, inputs and outputs together.
  const task = (await tasks[name]()) as (input: unknown, onPart: (part: unknown) => void) => unknown;
  reply({ id, type: 'started' });
  const output = await task(input, (part) => reply({ id, type: 'part', part }));
  reply({ id, type: 'done', output });
};

self.addEventListener('message', (event: MessageEvent<TaskRequest>) => {
  run(event.data).catch((error: unknown) => {
    reply({
      id: event.data.id,
      type: 'failed',
      reason: error instanceof Error ? error.message : String(error),
    });
  });
});
