// The files of the built page, as a map from address path to content. What the build's own list does not name does not exist.
// Knows nothing of protocols.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from '../../shared/zod.ts';

export interface BuiltFile {
  bytes: Uint8Array<ArrayBuffer>;
  mediaType: string;
}

const listSchema = z.array(z.object({ path: z.string(), mediaType: z.string() }));

/**
 * Reads every file of `<dist>/renderer` that `<dist>/files.json` lists, once: a few megabytes that a new build cannot pull away.
 * Throws when the build is missing or incomplete.
 */
export const readBuiltFiles = (dist: string): ReadonlyMap<string, BuiltFile> => {
  const list = listSchema.parse(JSON.parse(readFileSync(join(dist, 'files.json'), 'utf8')));
  return new Map(
    list.map(({ path, mediaType }) => [
      `/${path}`,
      { bytes: new Uint8Array(readFileSync(join(dist, 'renderer', path))), mediaType },
    ]),
  );
};
