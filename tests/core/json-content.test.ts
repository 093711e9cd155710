import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSettings } from '../../electron/core/initial-state.ts';
import { setAsideUnlessJsonObject } from '../../electron/core/json-content.ts';
import { defaultSettings } from '../../shared/settings.ts';

describe('setAsideUnlessJsonObject', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'collate-json-'));
    path = join(folder, 'settings.json');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('leaves a good file and a missing one alone', () => {
    expect(setAsideUnlessJsonObject(path)).toBeUndefined();
    writeFileSync(path, '{"theme":"dark"}');
    expect(setAsideUnlessJsonObject(path)).toBeUndefined();
    expect(existsSync(path)).toBe(true);
  });

  it.each(['', '{', '[]', 'null', '"text"', '\0\0\0', '{"a":1}}'])(
    'moves %j aside with its content',
    (content) => {
      writeFileSync(path, content);
      const aside = setAsideUnlessJsonObject(path);
      expect(aside).toMatch(/settings\.json\.bad-/);
      expect(readFileSync(aside ?? '', 'utf8')).toBe(content);
      expect(readdirSync(folder)).toHaveLength(1);
    },
  );

  it('does not read a file of a gigabyte', () => {
    writeFileSync(path, '{}');
    truncateSync(path, 1_000_000_000);
    expect(setAsideUnlessJsonObject(path)).toMatch(/bad/);
  });
});

describe('readSettings', () => {
  it('keeps every valid setting and takes the default for every other', () => {
    const content = {
      theme: 'dark',
      density: 7,
      maxRetries: -1,
      clocks: { connectSeconds: 'soon' },
      unknown: true,
    };
    expect(readSettings(content)).toEqual({ ...defaultSettings, theme: 'dark' });
  });

  it('cannot be made to touch a prototype', () => {
    readSettings(JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
