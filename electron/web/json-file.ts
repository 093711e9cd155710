// A JSON file of the profile for the loopback shell, over `conf`: replaced atomically, readable by its owner only.
// Corrupt files are the core's business; it has looked before this one is opened.
import Conf from 'conf';
import type { JsonFile } from '../core/ports.ts';

/** Opens `<dataDir>/<name>.json`; the file appears with the first write. */
export const openJsonFile = (dataDir: string, name: string): JsonFile => {
  const conf = new Conf<Record<string, unknown>>({ cwd: dataDir, configName: name, configFileMode: 0o600 });
  return {
    path: conf.path,
    read: () => ({ ...conf.store }),
    write: (content) => {
      conf.store = content;
    },
  };
};
