// The core's small JSON files over electron-store: replaced atomically, readable by their owner only. Knows nothing of their content.
import { ipcMain } from 'electron';
import Store from 'electron-store';
import type { JsonFile } from '../core/ports.ts';

/**
 * Opens `<dataDir>/<name>.json`, which need not exist. Throws when it exists and is not JSON, unless `isExpendable`: then it begins anew.
 */
export const openJsonFile = (
  dataDir: string,
  name: string,
  { isExpendable = false }: { isExpendable?: boolean } = {},
): JsonFile => {
  const store = new Store<Record<string, unknown>>({
    name,
    cwd: dataDir,
    configFileMode: 0o600,
    clearInvalidConfig: isExpendable,
    accessPropertiesByDotNotation: false,
  });
  // electron-store answers every page that asks for the profile's path on this channel; ours has no need to.
  ipcMain.removeAllListeners('electron-store-get-data');
  return {
    path: store.path,
    read: () => ({ ...store.store }),
    write: (content) => {
      store.store = content;
    },
  };
};
