import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultDataDir, prepareDataDir } from '../../electron/web/data-dir.ts';
import { openJsonFile } from '../../electron/web/json-file.ts';
import { createLog } from '../../electron/web/log-file.ts';
import { canOpenBrowser, createOpener } from '../../electron/web/open-browser.ts';
import { openStaticFiles } from '../../electron/web/static-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'collate-profile-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe('the folder of the profile', () => {
  it('is the one that Electron gives an app of this name', () => {
    expect([
      defaultDataDir({}, 'linux', '/home/ada'),
      defaultDataDir({ XDG_CONFIG_HOME: '/cfg' }, 'linux', '/home/ada'),
      defaultDataDir({}, 'darwin', '/Users/ada'),
    ]).toEqual([
      '/home/ada/.config/Collate',
      '/cfg/Collate',
      '/Users/ada/Library/Application Support/Collate',
    ]);
    expect(defaultDataDir({ APPDATA: '/roaming' }, 'win32', '/u')).toBe('/roaming/Collate');
  });

  it('is made private, with the folders above it', () => {
    const dataDir = prepareDataDir(join(folder, 'a', 'b'));
    expect(modeOf(dataDir)).toBe(0o700);
  });

  it('is closed to others when it is empty, and refused when it holds something', () => {
    const open = join(folder, 'open');
    mkdirSync(open);
    chmodSync(open, 0o755);
    expect(modeOf(prepareDataDir(open))).toBe(0o700);
    chmodSync(open, 0o755);
    writeFileSync(join(open, 'letter.txt'), 'hello');
    expect(() => prepareDataDir(open)).toThrow('open to other users');
    expect(modeOf(open)).toBe(0o755);
  });

  it('cannot be a file', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => prepareDataDir(join(folder, 'file'))).toThrow('cannot be used');
  });
});

describe('a JSON file of the profile', () => {
  it('is empty at first, keeps what is written, and is readable by its owner only', () => {
    const file = openJsonFile(folder, 'settings');
    expect(file.read()).toEqual({});
    file.write({ theme: 'dark', 'a.b': { deep: [1, null] } });
    expect(file.path).toBe(join(folder, 'settings.json'));
    expect(openJsonFile(folder, 'settings').read()).toEqual({ theme: 'dark', 'a.b': { deep: [1, null] } });
    expect(modeOf(file.path)).toBe(0o600);
  });

  it('is replaced as a whole', () => {
    const file = openJsonFile(folder, 'vault');
    file.write({ one: 1 });
    file.write({ two: 2 });
    expect(JSON.parse(readFileSync(file.path, 'utf8'))).toEqual({ two: 2 });
  });

  it('keeps its old content when it cannot be written', () => {
    const file = openJsonFile(folder, 'vault');
    file.write({ one: 1 });
    expect(() => file.write({ two: 2n })).toThrow();
    expect(openJsonFile(folder, 'vault').read()).toEqual({ one: 1 });
  });
});

describe('the log', () => {
  it('is lines of JSON, private, and never throws', () => {
    const log = createLog(folder);
    log('warn', 'something', { code: 'E1' });
    const path = join(folder, 'collate.log');
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
      level: 'warn',
      message: 'something',
      code: 'E1',
    });
    expect(modeOf(path)).toBe(0o600);
  });

  it('starts a new file before it grows without end, and keeps the one before', () => {
    const log = createLog(folder);
    for (let index = 0; index < 5; index += 1) log('info', String(index).repeat(600_000));
    const path = join(folder, 'collate.log');
    expect(statSync(path).size).toBeLessThan(2_000_000);
    expect(statSync(`${path}.1`).size).toBeLessThan(2_000_000);
  });
});

describe('opening the browser', () => {
  it('gives the browser a private file and not the link, which others could read among its arguments', async () => {
    const opened: string[] = [];
    const opener = createOpener(folder, async (path) => {
      opened.push(path);
      expect(modeOf(path)).toBe(0o600);
      expect(readFileSync(path, 'utf8')).toContain('url=http://127.0.0.1:1/#token=abc');
    });
    expect(await opener.open('http://127.0.0.1:1/#token=abc')).toBe(true);
    expect(opened.join()).not.toContain('token');
    opener.forget();
    expect(() => statSync(opened[0] ?? '')).toThrow('ENOENT');
  });

  it('leaves no file when there is no browser', async () => {
    const opener = createOpener(folder, () => Promise.reject(new Error('spawn xdg-open ENOENT')));
    expect(await opener.open('http://127.0.0.1:1/#token=abc')).toBe(false);
    expect(() => statSync(join(folder, 'open-in-browser.html'))).toThrow('ENOENT');
  });

  it('is only tried where the person would see it', () => {
    const cases: [Record<string, string>, NodeJS.Platform, boolean][] = [
      [{ DISPLAY: ':0' }, 'linux', true],
      [{ WAYLAND_DISPLAY: 'wayland-0' }, 'linux', true],
      [{}, 'linux', false],
      [{}, 'darwin', true],
      [{}, 'win32', true],
      [{ DISPLAY: ':10', SSH_CONNECTION: 'x' }, 'linux', false],
      [{ CI: 'true' }, 'darwin', false],
    ];
    for (const [environment, platform, can] of cases) expect(canOpenBrowser(environment, platform)).toBe(can);
  });
});

describe('the files of the build', () => {
  const build = (dist: string, files: Record<string, string>): void => {
    mkdirSync(join(dist, 'renderer', 'assets'), { recursive: true });
    for (const [path, text] of Object.entries(files)) writeFileSync(join(dist, 'renderer', path), text);
    const list = Object.keys(files).map((path) => ({ path, mediaType: 'text/plain' }));
    writeFileSync(join(dist, 'files.json'), JSON.stringify(list));
  };
  const read = async (file: { read(): Promise<Uint8Array> } | undefined): Promise<string | undefined> =>
    file === undefined ? undefined : new TextDecoder().decode(await file.read());

  it('are those of the list; a file beside them is not there', async () => {
    build(folder, { 'index.html': 'page', 'assets/a.js': 'script' });
    writeFileSync(join(folder, 'renderer', 'unlisted.js'), 'x');
    const files = await openStaticFiles(folder);
    expect(await read(await files.find('assets/a.js'))).toBe('script');
    for (const path of ['unlisted.js', '', 'assets', '../files.json', '__proto__'])
      expect(await files.find(path)).toBe(undefined);
  });

  it('are those of the new build once the page is asked for again', async () => {
    build(folder, { 'index.html': 'old', 'assets/old.js': 'old' });
    const files = await openStaticFiles(folder);
    rmSync(folder, { recursive: true });
    build(folder, { 'index.html': 'new', 'assets/new.js': 'new' });
    expect(await read(await files.find('index.html'))).toBe('new');
    expect(await read(await files.find('assets/new.js'))).toBe('new');
    expect(await files.find('assets/old.js')).toBe(undefined);
  });

  it('stay the earlier ones while a build has not written its list', async () => {
    build(folder, { 'index.html': 'page' });
    const files = await openStaticFiles(folder);
    rmSync(join(folder, 'files.json'));
    expect(await read(await files.find('index.html'))).toBe('page');
    writeFileSync(join(folder, 'files.json'), '[{"path":');
    expect(await read(await files.find('index.html'))).toBe('page');
  });

  it('are missed at once when nothing was built', async () => {
    await expect(openStaticFiles(folder)).rejects.toThrow('ENOENT');
  });
});
