import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { newestSchema } from '../../../electron/core/store/migrate.ts';
import { StoreError } from '../../../electron/core/store/store.ts';
import { answered, openProfile, temporaryFolder } from './profile.ts';
import { aChat } from './sample-chat.ts';

const errorOf = (action: () => unknown): unknown => {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

const filledProfile = (): { folder: string; path: string } => {
  const folder = temporaryFolder();
  const profile = openProfile(folder);
  for (let index = 0; index < 40; index += 1) answered(profile, `text ${index} `.repeat(200));
  profile.store.close();
  return { folder, path: join(folder, 'collate.db') };
};

/** Overwrites bytes in place. */
const scribble = (path: string, offset: number, bytes: Buffer): void => {
  const content = readFileSync(path);
  bytes.copy(content, offset);
  writeFileSync(path, content);
};

test('the file is in WAL, closes to a single file, and needs no name tag afterwards', () => {
  const folder = temporaryFolder();
  const profile = openProfile(folder);
  answered(profile, 'text');
  expect(readdirSync(folder).sort()).toEqual(['collate.db', 'collate.db-wal', 'collate.lock.json']);
  profile.store.close();
  expect(readdirSync(folder)).toEqual(['collate.db']);
  const db = new Database(join(folder, 'collate.db'), { readonly: true });
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(db.pragma('user_version', { simple: true })).toBe(newestSchema);
  db.close();
});

describe('a damaged file is kept beside a new one and reported', () => {
  const damages: [string, (path: string) => void][] = [
    ['garbage', (path) => writeFileSync(path, Buffer.alloc(9000, 'no database '))],
    ['a text file', (path) => writeFileSync(path, 'hello')],
    ['a broken header', (path) => scribble(path, 0, Buffer.alloc(16))],
    ['a page of noise', (path) => scribble(path, 4096 * 3, Buffer.alloc(4096, 0xa5))],
    [
      'noise in the middle',
      (path) => scribble(path, (statSync(path).size >> 13) * 4096, Buffer.alloc(4096, 0x5a)),
    ],
    ['a file cut in half', (path) => truncateSync(path, (statSync(path).size >> 13) * 4096)],
    ['a file cut inside a page', (path) => truncateSync(path, 5000)],
    [
      'a database of another program',
      (path) => {
        writeFileSync(path, '');
        const db = new Database(path);
        db.exec('CREATE TABLE chats (id)');
        db.close();
      },
    ],
  ];
  test.each(damages)('%s', (_, damage) => {
    const { folder, path } = filledProfile();
    damage(path);
    const damaged = readFileSync(path);
    const profile = openProfile(folder);
    const stored = profile.store.load();
    expect(stored.chats).toEqual([]);
    expect(stored.notices.map((notice) => notice.kind)).toEqual(['database-corrupt']);
    const { chat } = answered(profile, 'works again');
    expect(profile.store.loadTurns(chat.id)).toHaveLength(1);
    profile.store.close();
    const aside = readdirSync(folder).filter((name) => /^collate\.db\.bad-[\dT.Z-]+$/.test(name));
    expect(aside).toHaveLength(1);
    expect(stored.notices[0]?.message).toContain(aside[0]);
    expect(readFileSync(join(folder, aside[0] ?? ''))).toEqual(damaged);
    const again = openProfile(folder);
    expect(again.store.load().notices).toEqual([]);
    expect(again.store.load().chats).toHaveLength(1);
    again.store.close();
  });

  test('its log goes with it', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'collate.db'), Buffer.alloc(9000, 'no database '));
    writeFileSync(join(folder, 'collate.db-wal'), 'old log');
    openProfile(folder).store.close();
    const names = readdirSync(folder).filter((name) => name.includes('.bad-'));
    expect(names.some((name) => name.endsWith('Z'))).toBe(true);
  });

  test('an empty file, a foreign log and a foreign index are no damage', () => {
    const empty = temporaryFolder();
    writeFileSync(join(empty, 'collate.db'), '');
    const first = openProfile(empty);
    expect(first.store.load()).toEqual({
      chats: [],
      connections: [],
      models: {},
      ownPrices: [],
      notices: [],
    });
    first.store.close();

    const { folder, path } = filledProfile();
    writeFileSync(`${path}-wal`, Buffer.alloc(8192, 7));
    writeFileSync(`${path}-shm`, Buffer.alloc(32768, 7));
    const second = openProfile(folder);
    expect(second.store.load().notices).toEqual([]);
    expect(second.store.load().chats).toHaveLength(40);
    second.store.close();
  });
});

test('a file of a newer Collate is refused and not a byte in the folder changes', () => {
  const { folder, path } = filledProfile();
  const db = new Database(path);
  db.pragma(`user_version = ${newestSchema + 1}`);
  db.close();
  const before = readFileSync(path);
  expect(errorOf(() => openProfile(folder))).toMatchObject({ name: 'StoreError', reason: 'newer' });
  expect(readdirSync(folder)).toEqual(['collate.db']);
  expect(readFileSync(path)).toEqual(before);
});

test('a folder in place of the file cannot be used, and is left alone', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'collate.db'));
  expect(errorOf(() => openProfile(folder))).toMatchObject({ name: 'StoreError', reason: 'unusable' });
  expect(readdirSync(folder)).toEqual(['collate.db']);
});

test('a second process is told who holds the profile, and gets in once the holder was killed', async () => {
  const folder = temporaryFolder();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'stream-columns.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('piece')) continue;
    const error = errorOf(() => openProfile(folder));
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ reason: 'in-use' });
    expect((error as StoreError).message).toContain(`Process ${child.pid} (node)`);
    child.kill('SIGKILL');
    break;
  }
  if (child.signalCode === null) await once(child, 'exit');
  const profile = openProfile(folder);
  expect(profile.store.load().chats).toHaveLength(1);
  profile.store.close();
});

test('a name tag left by a crash is not believed', () => {
  const folder = temporaryFolder();
  const holder = openProfile(folder);
  // No process has this id: it is above every limit the kernel allows.
  writeFileSync(
    join(folder, 'collate.lock.json'),
    JSON.stringify({ pid: 2 ** 22 + 1, program: 'ghost', startedAt: 'then' }),
  );
  const error = errorOf(() => openProfile(folder)) as StoreError;
  expect(error.reason).toBe('in-use');
  expect(error.message).toContain('Another process');
  holder.store.close();
});

const isRoot = process.getuid?.() === 0;
const canDropRights = process.platform === 'linux';

describe.skipIf(!canDropRights)(
  'a folder that cannot be written (skipped where rights cannot be tested)',
  () => {
    /** Runs the script as somebody without rights to the folder, and returns what it prints. */
    const run = async (script: string, folder: string): Promise<unknown> => {
      const rights = isRoot ? { uid: 65_534, gid: 65_534 } : {};
      const child = spawn(process.execPath, ['--input-type=module', '--eval', script, folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: {
          PATH: process.env.PATH,
          STORE: join(import.meta.dirname, '../../../electron/core/store/open-store.ts'),
        },
        ...rights,
      });
      let output = '';
      for await (const chunk of child.stdout) output += String(chunk);
      return JSON.parse(output);
    };
    const script = `
    const { openStore } = await import(process.env.STORE);
    const health = [];
    const chat = ${JSON.stringify(aChat({ title: 'New' }))};
    const store = openStore({ dataDir: process.argv[1], log() {}, onHealth: (each) => health.push(each.state) });
    const before = store.load().chats.map((each) => each.title);
    await null;
    store.save({ type: 'chat-created', chat }, { chats: { [chat.id]: chat } });
    const after = store.load().chats.map((each) => each.title);
    store.close();
    console.log(JSON.stringify({ before, after, health }));
  `;

    test('is read, worked with until the end, reported, and left as it was', async () => {
      const { folder, path } = filledProfile();
      // Left by a crash: what is only in the log must be seen too.
      const crashed = temporaryFolder();
      const profile = openProfile(folder);
      profile.save({ type: 'chat-created', chat: aChat({ title: 'In the log' }) });
      cpSync(path, join(crashed, 'collate.db'));
      cpSync(`${path}-wal`, join(crashed, 'collate.db-wal'));
      profile.store.close();
      chmodSync(join(crashed, 'collate.db'), 0o444);
      chmodSync(join(crashed, 'collate.db-wal'), 0o444);
      chmodSync(crashed, 0o555);
      const names = readdirSync(crashed);
      const result = (await run(script, crashed)) as { before: string[]; after: string[]; health: string[] };
      chmodSync(crashed, 0o755);
      expect(result.before).toHaveLength(41);
      expect(result.before.at(-1)).toBe('In the log');
      expect(result.after.at(-1)).toBe('New');
      expect(result.health).toEqual(['read-only']);
      expect(readdirSync(crashed)).toEqual(names);
    });

    test('without a file in it gives an empty profile', async () => {
      const folder = temporaryFolder();
      chmodSync(folder, 0o555);
      expect(await run(script, folder)).toEqual({ before: [], after: ['New'], health: ['read-only'] });
      chmodSync(folder, 0o755);
      expect(existsSync(join(folder, 'collate.db'))).toBe(false);
    });
  },
);
