import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Keychain } from '../../electron/core/ports.ts';
import { createSafeStorageDouble } from '../helpers/electron-double/safe-storage-double.ts';
import type { KeychainBehaviour } from '../helpers/electron-double/world.ts';

let behaviour: KeychainBehaviour;
let syncCalls: number;
let openKeychain: (platform?: NodeJS.Platform) => Promise<Keychain | { unavailable: string }>;

beforeEach(async () => {
  behaviour = { key: new Uint8Array(32).fill(7) };
  syncCalls = 0;
  const safeStorage = createSafeStorageDouble(behaviour, () => {
    syncCalls += 1;
  });
  vi.resetModules();
  vi.doMock('electron', () => ({ safeStorage }));
  ({ openKeychain } = await import('../../electron/desktop/keychain.ts'));
});
afterEach(() => {
  vi.doUnmock('electron');
  expect(syncCalls).toBe(0);
});

const opened = async (platform: NodeJS.Platform): Promise<Keychain> => {
  const keychain = await openKeychain(platform);
  if ('unavailable' in keychain) throw new Error(keychain.unavailable);
  return keychain;
};
const dataKey = Uint8Array.from({ length: 32 }, (_, index) => index * 8);

describe('a keychain worth the name', () => {
  test.each<[NodeJS.Platform, KeychainBehaviour, string, string]>([
    ['darwin', { prefix: 'v10' }, 'macOS Keychain', 'safe-storage:macos'],
    ['win32', { prefix: 'v10' }, 'Windows data protection', 'safe-storage:windows'],
    [
      'linux',
      { prefix: 'v11', backend: 'gnome_libsecret' },
      'GNOME Keyring',
      'safe-storage:gnome_libsecret:v11',
    ],
    ['linux', { prefix: 'v11', backend: 'kwallet6' }, 'KWallet', 'safe-storage:kwallet6:v11'],
    [
      'linux',
      { prefix: 'v12', backend: 'unknown' },
      'the desktop’s secret service',
      'safe-storage:unknown:v12',
    ],
  ])('on %s with %o is called %s', async (platform, how, label, backend) => {
    Object.assign(behaviour, how);
    const keychain = await opened(platform);
    expect([keychain.label, keychain.backend]).toEqual([label, backend]);
    const wrapped = await keychain.wrap(dataKey);
    expect(Buffer.from(wrapped, 'base64').includes(Buffer.from(dataKey).toString('base64'))).toBe(false);
    expect(await keychain.unwrap(wrapped)).toEqual(dataKey);
  });

  test('hands over the key wrapped anew when the system asks for it, and only then', async () => {
    const keychain = await opened('linux');
    const wrapped = await keychain.wrap(dataKey);
    const rewrapped: string[] = [];
    await keychain.unwrap(wrapped, (next) => rewrapped.push(next));
    expect(rewrapped).toEqual([]);
    behaviour.shouldReEncrypt = true;
    expect(await keychain.unwrap(wrapped, (next) => rewrapped.push(next))).toEqual(dataKey);
    expect(rewrapped).toHaveLength(1);
    expect(await keychain.unwrap(rewrapped[0] ?? '')).toEqual(dataKey);
  });
});

describe('no keychain', () => {
  test.each<[string, NodeJS.Platform, KeychainBehaviour, RegExp]>([
    ['nothing is available', 'linux', { isAvailable: false }, /offers no keychain/],
    ['nothing is available', 'darwin', { isAvailable: false }, /offers no keychain/],
    ['the backend is the constant', 'linux', { backend: 'basic_text' }, /constant that everybody knows/],
    [
      'the ciphertext says constant although the backend says keyring',
      'linux',
      { prefix: 'v10' },
      /constant/,
    ],
    ['the ciphertext says nothing', 'linux', { prefix: 'xyz' }, /constant/],
    ['the ciphertext is plain text', 'darwin', { prefix: 'col' }, /constant/],
    ['the system fails', 'win32', { failure: 'dismissed' }, /could not be used: dismissed/],
  ])('when %s on %s', async (_why, platform, how, reason) => {
    Object.assign(behaviour, how);
    const keychain = await openKeychain(platform);
    expect(keychain).toEqual({ unavailable: expect.stringMatching(reason) });
  });

  test('a keyring that ends while we run wraps nothing more', async () => {
    const keychain = await opened('linux');
    behaviour.prefix = 'v10';
    await expect(keychain.wrap(dataKey)).rejects.toThrow(/constant/);
  });

  test('a keyring that is busy or has another key rejects and changes nothing', async () => {
    const keychain = await opened('linux');
    const wrapped = await keychain.wrap(dataKey);
    behaviour.failure = 'temporarily unavailable. Please try again.';
    await expect(keychain.unwrap(wrapped)).rejects.toThrow('temporarily unavailable');
    delete behaviour.failure;
    await expect(keychain.unwrap(`${wrapped.slice(0, -8)}AAAAAAA=`)).rejects.toThrow();
    expect(await keychain.unwrap(wrapped)).toEqual(dataKey);
  });
});
