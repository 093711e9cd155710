// Where the profile is. Both shells use the same folder, the one Electron gives an app of this name, so that a person's
// chats are the same whichever shell opens them.
import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

const folderName = 'Collate';

/** The folder used when none is asked for. */
export const defaultDataDir = (
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string => {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', folderName);
  if (platform === 'win32') return join(environment.APPDATA || join(home, 'AppData', 'Roaming'), folderName);
  return join(environment.XDG_CONFIG_HOME || join(home, '.config'), folderName);
};

/**
 * Makes the folder and makes it private. Throws with a sentence when it cannot be used. A folder that others can open and that
 * already holds something is refused, because closing it could lock out whoever uses it.
 */
export const prepareDataDir = (wanted: string): string => {
  const folder = resolve(wanted);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Windows keeps a user's folders private by their place, and has no such bits.
    if (process.platform === 'win32' || (statSync(folder).mode & 0o077) === 0) return folder;
    if (readdirSync(folder).length === 0) {
      chmodSync(folder, 0o700);
      return folder;
    }
  } catch (error) {
    throw new Error(`The folder ${folder} cannot be used: ${(error as Error).message}`);
  }
  throw new Error(
    `The folder ${folder} is open to other users of this machine. Close it to them (chmod 700) or choose another with --data-dir.`,
  );
};
