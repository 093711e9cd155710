// The way out: windows close first, then the core saves and lets go, then the process ends.
import { setTimeout as delay } from 'node:timers/promises';
import { app } from 'electron';
import type { Ports } from '../core/ports.ts';

/** Saving takes milliseconds; a disk that hangs must not keep an invisible process alive. */
const maxCloseMs = 5_000;

/** To be called once, with the running core. On macOS an app outlives its windows; elsewhere the last window ends it. */
export const closeOnQuit = (core: { close(): Promise<void> }, log: Ports['log']): void => {
  let isClosing = false;
  let isClosed = false;
  const close = async (): Promise<void> => {
    try {
      await Promise.race([core.close(), delay(maxCloseMs, undefined, { ref: false })]);
    } catch (error) {
      log('error', 'Saving failed while closing.', { error: String(error) });
    }
    isClosed = true;
    app.quit();
  };
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    if (isClosing) return;
    isClosing = true;
    void close();
  });
};
