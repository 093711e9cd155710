// Where everything of one person's Collate lies. Knows nothing of what is put there.
import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app } from 'electron';

/** A folder that others can open and that already holds something is refused: closing it could lock out whoever uses it. */
const makePrivate = (folder: string): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Windows keeps a user's folders private by their place, and has no such bits.
  if (process.platform === 'win32' || (statSync(folder).mode & 0o077) === 0) return;
  if (readdirSync(folder).length > 0)
    throw new Error(
      `The folder ${folder} is open to other users of this machine. Close it to them (chmod 700) first.`,
    );
  chmodSync(folder, 0o700);
};

/**
 * Settles the folder before the app is ready and returns it: `--data-dir=FOLDER`, else `Collate` in the system's place for app data.
 * The browser's own files are kept apart in `browser/`. Throws with a sentence when the folder cannot be used.
 */
export const openProfile = (): string => {
  const asked = app.commandLine.getSwitchValue('data-dir');
  const dataDir = asked === '' ? join(app.getPath('appData'), 'Collate') : resolve(asked);
  makePrivate(dataDir);
  app.setPath('userData', dataDir);
  app.setPath('sessionData', join(dataDir, 'browser'));
  return dataDir;
};
