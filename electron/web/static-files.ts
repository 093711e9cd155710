// The files of the built page, found by the exact names in the build's own list. A request's path is only ever compared with
// those names, never turned into a place on the disk.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from '../../shared/zod.ts';

export interface StaticFile {
  /** Relative to the page's folder, with `/` between its parts. */
  path: string;
  mediaType: string;
  read(): Promise<Uint8Array>;
}

export interface StaticFiles {
  /** `path` is relative to the page, without a leading slash. */
  find(path: string): Promise<StaticFile | undefined>;
}

const listSchema = z.array(z.object({ path: z.string(), mediaType: z.string() }));

/** One folder of files, all by the same list. */
const openList = async (dist: string): Promise<Map<string, StaticFile>> => {
  const list = listSchema.parse(JSON.parse(await readFile(join(dist, 'files.json'), 'utf8')));
  return new Map(
    list.map(({ path, mediaType }) => {
      let content: Promise<Uint8Array> | undefined;
      const read = (): Promise<Uint8Array> => {
        content ??= readFile(join(dist, 'renderer', path)).catch((error: unknown) => {
          // Too many open files, say: the next request tries again.
          content = undefined;
          throw error;
        });
        return content;
      };
      return [path, { path, mediaType, read }];
    }),
  );
};

/**
 * Serves `<dist>/renderer` by `<dist>/files.json`; rejects at once when there is no such list. A new build renames the
 * files, so the list is looked at again whenever the page itself is asked for.
 */
export const openStaticFiles = async (dist: string): Promise<StaticFiles> => {
  const builtAt = async (): Promise<number> => (await stat(join(dist, 'files.json'))).mtimeMs;
  let listedAt = await builtAt();
  let list = await openList(dist);
  const refresh = async (): Promise<void> => {
    try {
      const now = await builtAt();
      if (now === listedAt) return;
      list = await openList(dist);
      listedAt = now;
    } catch (error) {
      // In the middle of a build there may be no list, or half of one: the earlier one is as good as any.
      if (!(error instanceof SyntaxError) && (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  };
  return {
    find: async (path) => {
      if (path === 'index.html') await refresh();
      return list.get(path);
    },
  };
};
