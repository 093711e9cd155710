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
import { setAsideUnlessSound } from '../../electron/core/json-content.ts';
import { defaultSettings } from '../../shared/settings.ts';

describe('setAsideUnlessSound', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'collate-json-'));
    path = join(folder, 'settings.json');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('leaves a good file and a missing one alone', () => {
    expect(setAsideUnlessSound(path)).toBeUndefined();
    writeFileSync(path, '{"theme":"dark"}');
    expect(setAsideUnlessSound(path)).toBeUndefined();
    expect(existsSync(path)).toBe(true);
  });

  it.each(['', '{', '[]', 'null', '"text"', '\0\0\0', '{"a":1}}'])(
    'moves %j aside with its content',
    (content) => {
      writeFileSync(path, content);
      const aside = setAsideUnlessSound(path);
      expect(aside).toMatch(/settings\.json\.bad-/);
      expect(readFileSync(aside ?? '', 'utf8')).toBe(content);
      expect(readdirSync(folder)).toHaveLength(1);
    },
  );

  it('moves aside what is not of the wanted shape', () => {
    writeFileSync(path, '{"a":1}');
    expect(setAsideUnlessSound(path, (content) => content.a === 1)).toBeUndefined();
    expect(setAsideUnlessSound(path, (content) => content.a === 2)).toMatch(/bad/);
  });

  it('does not read a file of a gigabyte', () => {
    writeFileSync(path, '{}');
    truncateSync(path, 1_000_000_000);
    expect(setAsideUnlessSound(path)).toMatch(/bad/);
  });
});

describe('readSettings', () => {
  it('keeps every valid setting and takes the default for every other, and says so', () => {
    const content = {
      theme: 'dark',
      density: 7,
      maxRetries: -1,
      clocks: { connectSeconds: 'soon', idleSeconds: 90 },
      unknown: true,
    };
    expect(readSettings(content)).toEqual({
      settings: { ...defaultSettings, theme: 'dark', clocks: { ...defaultSettings.clocks, idleSeconds: 90 } },
      isSound: false,
    });
  });

  it('finds nothing wrong with settings that are missing', () => {
    expect(readSettings({ theme: 'light' })).toEqual({
      settings: { ...defaultSettings, theme: 'light' },
      isSound: true,
    });
  });

  it('cannot be made to touch a prototype', () => {
    readSettings(JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
