import { useEffect, useState } from 'react';
import { createTaskWorker, type TaskWorker } from '../worker/task-worker.ts';

/** A worker for as long as the component is there: leaving ends all its work. */
export const useTaskWorker = (): TaskWorker | undefined => {
  const [worker, setWorker] = useState<TaskWorker>();
  useEffect(() => {
    const opened = createTaskWorker();
    setWorker(opened);
    return () => opened.close();
  }, []);
  return worker;
};
