// The core's transport over Electron's channels: calls come in, batches go out. Treats every message as made by an attacker.
// Knows nothing of what the methods mean; the core validates their input.
import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import type { Failure } from '../../shared/failure.ts';
import type { Reply, Transport } from '../../shared/transport.ts';
import { isAppUrl } from './app-url.ts';
import { isBearable } from './payload-limit.ts';

export interface Ipc {
  /** Lets a window's contents call the core, until it is destroyed. */
  admit(contents: WebContents): void;
}

const failed = (kind: Failure['kind'], message: string): Reply => ({ ok: false, failure: { kind, message } });

/** Serves `core` to admitted windows. To be called once. */
export const serveIpc = (
  core: Transport,
  log: (message: string, detail: Record<string, unknown>) => void,
): Ipc => {
  const admitted = new Set<number>();
  const unsubscribes = new Map<number, () => void>();

  /** Our own page, in the main frame of a window of ours; no exception for frames that are gone or empty. */
  const isTrusted = (event: IpcMainEvent | IpcMainInvokeEvent): boolean => {
    const { sender, senderFrame } = event;
    if (senderFrame === null || !admitted.has(sender.id)) return false;
    try {
      return (
        senderFrame.parent === null &&
        senderFrame.frameTreeNodeId === sender.mainFrame.frameTreeNodeId &&
        isAppUrl(senderFrame.url)
      );
    } catch {
      // The properties of a frame that was disposed of meanwhile throw.
      return false;
    }
  };

  const unsubscribe = (id: number): void => {
    unsubscribes.get(id)?.();
    unsubscribes.delete(id);
  };

  ipcMain.handle('collate:call', async (event, method: unknown, input: unknown): Promise<Reply> => {
    if (!isTrusted(event)) return failed('permission', 'This page may not call Collate.');
    if (typeof method !== 'string' || method.length > 100)
      return failed('invalid_input', 'The call has no name.');
    if (!isBearable(input)) return failed('invalid_input', 'The input is too large or is not plain data.');
    try {
      return await core.call(method, input);
    } catch (error) {
      log('A call failed in an unforeseen way.', { method, error: String(error) });
      return failed('unknown', 'Something unforeseen went wrong; the log has the details.');
    }
  });

  // A page has one subscription; asking again, after a reload or for a second listener, begins it anew with a greeting.
  ipcMain.on('collate:subscribe', (event) => {
    if (!isTrusted(event)) return;
    const { sender } = event;
    const { id } = sender;
    unsubscribe(id);
    unsubscribes.set(
      id,
      core.subscribe((batch) => {
        if (!sender.isDestroyed() && !sender.isCrashed()) sender.send('collate:batch', batch);
      }),
    );
  });

  return {
    admit: (contents) => {
      const { id } = contents;
      admitted.add(id);
      contents.once('destroyed', () => {
        admitted.delete(id);
        unsubscribe(id);
      });
    },
  };
};
