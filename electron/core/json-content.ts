// Makes sure that a JSON file can be read before a library opens it: what cannot be is moved aside, never deleted.
import { existsSync, readFileSync, renameSync, statSync } from 'node:fs';

/** Settings and vault are a few KB; a file of this size is not ours, and reading it would stall the start. */
const maxBytes = 10_000_000;

/** Returns where the file was moved when it did not hold a JSON object. */
export const setAsideUnlessJsonObject = (path: string): string | undefined => {
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
    return typeof content === 'object' && content !== null && !Array.isArray(content)
      ? undefined
      : setAside();
  } catch {
    return setAside();
  }
};
