// The two ends of Electron's channel as they are, the preload and the main process's handler, over a pair of doubles.
import { EventEmitter } from 'node:events';
import { vi } from 'vitest';
import type { Transport } from '../../shared/transport.ts';
import { IpcMainDouble } from '../helpers/electron-double/ipc-main-double.ts';
import { contractSuite } from './contract-suite.ts';

const pair = vi.hoisted(() => ({ electron: {} as Record<string, unknown> }));
vi.mock('electron', () => pair.electron);

contractSuite('the Electron channel', async (core) => {
  const ipcMain = new IpcMainDouble();
  const page = new EventEmitter();
  const mainFrame = { frameTreeNodeId: 1, parent: null, url: 'app://-/index.html' };
  const contents = Object.assign(new EventEmitter(), {
    id: 1,
    mainFrame,
    isDestroyed: () => false,
    isCrashed: () => false,
    send: (channel: string, value: unknown) => {
      const copy = structuredClone(value);
      // As between processes: what is sent arrives later, in order.
      setImmediate(() => page.emit(channel, {}, copy));
    },
  });
  const event = { sender: contents, senderFrame: mainFrame } as never;
  let exposed: Transport | undefined;
  Object.assign(pair.electron, {
    ipcMain,
    ipcRenderer: Object.assign(page, {
      invoke: (channel: string, ...args: unknown[]) => ipcMain.invoke(event, channel, args),
      send: (channel: string, ...args: unknown[]) => ipcMain.receive(event, channel, args),
    }),
    contextBridge: {
      exposeInMainWorld: (_name: string, transport: Transport) => {
        exposed = transport;
      },
    },
  });
  const { serveIpc } = await import('../../electron/desktop/ipc.ts');
  serveIpc(core, () => undefined).admit(contents as never);
  await import('../../electron/preload.ts');
  if (exposed === undefined) throw new Error('The preload exposed no transport.');
  return {
    transport: exposed,
    close: async () => {
      contents.emit('destroyed');
    },
  };
});
