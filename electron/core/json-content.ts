// Makes sure that a JSON file can be read before a library opens it: what cannot be is moved aside, never deleted.
import { constants, copyFileSync, existsSync, readFileSync, renameSync, statSync } from 'node:fs';

/** Settings and vault are a few KB; a file of this size is not ours, and reading it would stall the start. */
const maxBytes = 10_000_000;

/** Returns where the file was moved when it did not hold a JSON object, or one that `isSound` says no to. */
export const setAsideUnlessSound = (
  path: string,
  isSound: (content: Record<string, unknown>) => boolean = () => true,
): string | undefined => {
  if (!existsSync(path)) return undefined;
  const setAside = (): string => {
    const aside = `${path}.bad-${new Date().toISOString().replaceAll(':', '-')}`;
    renameSync(path, aside);
    return aside;
  };
  const stat = statSync(path);
  if (!stat.isFile() || stat.size > maxBytes) return setAside();
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const isObject = typeof content === 'object' && content !== null && !Array.isArray(content);
    return isObject && isSound(content as Record<string, unknown>) ? undefined : setAside();
  } catch {
    return setAside();
  }
};

/** Keeps a copy of a file whose content will be replaced by what could be used of it. Returns its path. */
export const keepCopy = (path: string): string => {
  const copy = `${path}.bad-${new Date().toISOString().replaceAll(':', '-')}`;
  copyFileSync(path, copy, constants.COPYFILE_EXCL);
  return copy;
};
