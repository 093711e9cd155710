// One process per profile: a second start hands over to the first and ends. Knows nothing of windows.
import { app } from 'electron';

/** Whether this process is the first of its profile. If so, `onSecond` is called whenever another was started and gave way. */
export const isFirstInstance = (onSecond: () => void): boolean => {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', onSecond);
  return true;
};
