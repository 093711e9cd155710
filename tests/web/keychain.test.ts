import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Keychain } from '../../electron/core/ports.ts';
import { openKeychain } from '../../electron/web/keychain.ts';
import { createKeyring, type Keyring } from '../../electron/web/keyring.ts';

/** A keyring in memory; `changes` makes single operations behave as real ones sometimes do. */
const fakeKeyring = (changes: Partial<Keyring> = {}) => {
  const kept = new Map<string, Uint8Array>();
  const keyring: Keyring = {
    probe: async () => undefined,
    put: async (account, secret) => void kept.set(account, Uint8Array.from(secret)),
    take: async (account) => kept.get(account),
    ...changes,
  };
  return { kept, keyring };
};

const open = async (keyring: Keyring): Promise<Keychain> => {
  const keychain = await openKeychain(keyring, 'linux');
  if ('unavailable' in keychain) throw new Error(keychain.unavailable);
  return keychain;
};

describe('the keychain', () => {
  it('gives back what was wrapped, also to a later start', async () => {
    const { keyring } = fakeKeyring();
    const key = randomBytes(32);
    const wrapped = await (await open(keyring)).wrap(key);
    expect(Buffer.from(await (await open(keyring)).unwrap(wrapped))).toEqual(key);
  });

  it('holds a key of its own for each wrapping and nothing of the vault', async () => {
    const { kept, keyring } = fakeKeyring();
    const keychain = await open(keyring);
    const keys = [randomBytes(32), randomBytes(32)];
    const wrapped = await Promise.all(keys.map((key) => keychain.wrap(key)));
    expect(kept.size).toBe(2);
    for (const [index, key] of keys.entries()) {
      expect(Buffer.from(await keychain.unwrap(wrapped[index] ?? ''))).toEqual(key);
      expect([...kept.values()].some((own) => key.equals(own))).toBe(false);
      for (const text of wrapped) expect(text).not.toContain(key.toString('base64').slice(0, 12));
    }
  });

  it('refuses what was changed, and says when its key is gone or not its own', async () => {
    const { kept, keyring } = fakeKeyring();
    const keychain = await open(keyring);
    const wrapped = await keychain.wrap(randomBytes(32));
    const [account = '', text = ''] = wrapped.split(':');
    const sealed = Buffer.from(text, 'base64');
    for (const [index, byte] of sealed.entries()) {
      const changed = Buffer.from(sealed);
      changed[index] = byte ^ 1;
      await expect(keychain.unwrap(`${account}:${changed.toString('base64')}`)).rejects.toThrow();
    }
    kept.set(account, new Uint8Array(3));
    await expect(keychain.unwrap(wrapped)).rejects.toThrow('Another program changed');
    kept.clear();
    await expect(keychain.unwrap(wrapped)).rejects.toThrow('no longer in the system keyring');
    expect(kept.size).toBe(0);
  });

  it('says in words why a keyring is not used', async () => {
    const { keyring } = fakeKeyring({
      probe: () => Promise.reject(new Error('unlock prompt was dismissed.')),
    });
    expect(await openKeychain(keyring, 'linux')).toEqual({
      unavailable: 'The system keyring (Secret Service) cannot be used: unlock prompt was dismissed.',
    });
    expect(await openKeychain(keyring, 'aix')).toEqual({
      unavailable: 'Collate knows no keyring for this operating system.',
    });
  });
});

describe('the keyring’s process', () => {
  let folder: string;
  const address = process.env.DBUS_SESSION_BUS_ADDRESS;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'collate-keyring-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    if (address === undefined) delete process.env.DBUS_SESSION_BUS_ADDRESS;
    else process.env.DBUS_SESSION_BUS_ADDRESS = address;
  });
  const real = join(import.meta.dirname, '../../electron/web/keyring-child.ts');
  const script = (text: string): string => {
    const path = join(folder, 'child.mjs');
    writeFileSync(path, text);
    return path;
  };

  it('gets the secret through the pipe and not among its arguments, and gives one back', async () => {
    const path = script(`
      let input = ''; for await (const chunk of process.stdin) input += chunk;
      const [, , ...args] = process.argv;
      process.stdout.write(JSON.stringify({ ok: true, value: Buffer.from(JSON.stringify({ args, input })).toString('base64') }));`);
    const keyring = createKeyring(path);
    expect(JSON.parse(Buffer.from((await keyring.take('name')) ?? '').toString())).toEqual({
      args: ['take', 'name'],
      input: '',
    });
    await keyring.put('name', Buffer.from('secret'));
  });

  it.each<[string, string, string, number?]>([
    ['that never ends is killed', 'setInterval(() => {}, 1000);', 'did not answer within 0.4 s', 400],
    ['that blocks is killed', 'for (;;);', 'did not answer within 0.4 s', 400],
    ['that crashes says so', 'process.abort();', 'ended without an answer'],
    [
      'that reports a failure passes it on',
      `process.stdout.write('{"ok":false,"message":"locked"}');`,
      'locked',
    ],
  ])('%s', async (_, text, words, timeoutMs = 15_000) => {
    await expect(createKeyring(script(text), timeoutMs).probe()).rejects.toThrow(words);
  });

  const isLinux = process.platform === 'linux';

  it.runIf(isLinux)('says at once when there is no session bus', async () => {
    process.env.DBUS_SESSION_BUS_ADDRESS = 'unix:path=/nonexistent';
    expect(await openKeychain(createKeyring(real))).toEqual({
      unavailable: expect.stringContaining('cannot be used'),
    });
  });

  it.runIf(isLinux)('is given up when the session bus is silent', async () => {
    const path = join(folder, 'bus');
    const callers = new Set<Socket>();
    const bus = createServer((caller) => callers.add(caller));
    await new Promise<void>((resolve) => bus.listen(path, resolve));
    process.env.DBUS_SESSION_BUS_ADDRESS = `unix:path=${path}`;
    expect(await openKeychain(createKeyring(real, 6000))).toEqual({
      unavailable: expect.stringContaining('did not answer'),
    });
    expect(callers.size).toBe(1);
    for (const caller of callers) caller.destroy();
    await new Promise((resolve) => bus.close(resolve));
  });

  const hasBus = isLinux && spawnSync('dbus-run-session', ['--version']).status === 0;
  it.runIf(hasBus)('says when the session has a bus but no keyring', () => {
    const { stdout } = spawnSync('dbus-run-session', ['--', process.execPath, real, 'probe'], {
      encoding: 'utf8',
    });
    const outcome = JSON.parse(stdout) as { ok: boolean; message?: string };
    // A machine with a keyring that is open answers with success instead.
    expect(outcome.ok || (outcome.message ?? '') !== '').toBe(true);
  });
});
