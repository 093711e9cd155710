// Gives the page its transport and nothing else: two functions, no object of Electron's, no event.
// Holds no power worth taking: the main process trusts no message that comes through here.
import { contextBridge, ipcRenderer } from 'electron';
import type { Batch } from '../shared/event.ts';
import type { Reply, Transport } from '../shared/transport.ts';

const lost: Reply = { ok: false, failure: { kind: 'disconnected', message: 'Collate is closing.' } };

const transport: Transport = {
  call: (method, input) => ipcRenderer.invoke('collate:call', method, input).catch(() => lost),
  subscribe: (listener) => {
    const receive = (_event: unknown, batch: Batch) => listener(batch);
    ipcRenderer.on('collate:batch', receive);
    ipcRenderer.send('collate:subscribe');
    return () => void ipcRenderer.off('collate:batch', receive);
  },
};

contextBridge.exposeInMainWorld('transport', Object.freeze(transport));
