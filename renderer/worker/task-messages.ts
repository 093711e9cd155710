/** What the page posts: one task at a time. */
export interface TaskRequest {
  id: number;
  name: string;
  input: unknown;
}

/** What the worker posts. `started` says that the task's code is loaded and its clock may run. */
export type TaskReply =
  | { id: number; type: 'started' }
  | { id: number; type: 'part'; part: unknown }
  | { id: number; type: 'done'; output: unknown }
  | { id: number; type: 'failed'; reason: string };
