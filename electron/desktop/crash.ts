// Brings the page back when its process ends unexpectedly. The core has everything, so nothing is lost with it.
import { type BrowserWindow, dialog } from 'electron';
import type { Ports } from '../core/ports.ts';

/** A page that dies this often in a row would only die again. */
const maxReloads = 3;
const rowMs = 60_000;

export const reloadAfterCrash = (window: BrowserWindow, log: Ports['log']): void => {
  let crashedAt: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log('error', 'The process of the page ended.', { reason, exitCode });
    const now = Date.now();
    crashedAt = [...crashedAt.filter((at) => now - at < rowMs), now];
    if (crashedAt.length <= maxReloads) {
      window.webContents.reload();
      return;
    }
    dialog.showErrorBox(
      'The window keeps failing',
      'Your chats are saved. Close Collate and start it again; if this returns, the log beside your data says more.',
    );
  });
};
