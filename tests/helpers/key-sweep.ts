// Looks for a key where it must not be: in every file of a folder and in text, plain and in the forms encodings give it.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Base64 of a part of some text depends on where the part begins: the middle of all three alignments, which does not. */
const base64Forms = (key: string): string[] =>
  [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(key)]).toString('base64');
    const middle = encoded.slice(4, Math.floor((offset + key.length) / 3) * 4);
    return [middle, middle.replaceAll('+', '-').replaceAll('/', '_')];
  });

/** Every form in which the key could be read again. */
export const formsOf = (key: string): string[] => [
  ...new Set([
    key,
    encodeURIComponent(key),
    JSON.stringify(key).slice(1, -1),
    ...base64Forms(key),
    Buffer.from(key).toString('hex'),
    Buffer.from(key, 'utf16le').toString('latin1'),
  ]),
];

export const foundIn = (content: string | Buffer, key: string): boolean => {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return formsOf(key).some((form) => bytes.includes(Buffer.from(form, 'latin1')));
};

/** Names of the files below `folder` that hold the key in any form. */
export const filesWith = async (
  folder: string,
  key: string,
): Promise<{ looked: string[]; found: string[] }> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const looked: string[] = [];
  const found: string[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    looked.push(entry.name);
    if (foundIn(await readFile(path), key)) found.push(entry.name);
  }
  return { looked, found };
};
