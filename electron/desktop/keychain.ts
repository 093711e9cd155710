// The core's keychain over Electron's safeStorage, asynchronous half only: the synchronous one ends with Electron 45.
// Knows which of its answers mean real protection. Never sees more than the vault's one data key.
import { safeStorage } from 'electron';
import type { Keychain } from '../core/ports.ts';

type Backend = ReturnType<typeof safeStorage.getSelectedStorageBackend>;

const linuxLabels: Partial<Record<Backend, string>> = {
  gnome_libsecret: 'GNOME Keyring',
  kwallet: 'KWallet',
  kwallet5: 'KWallet',
  kwallet6: 'KWallet',
};

/** Encrypted once on opening, to see by what: on Linux "available" may mean a key that is the same on every machine. */
const marker = 'collate';

const prefixOf = (encrypted: Buffer): string => /^v\d\d/.exec(encrypted.toString('latin1', 0, 3))?.[0] ?? '';

/**
 * On Linux Chromium writes `v10` before what it encrypted with its constant key, and a higher number when the key came from a secret
 * store. On macOS and Windows `v10` is the real thing. (Chromium, components/os_crypt, read August 2026.)
 */
const isProtected = (platform: NodeJS.Platform, prefix: string): boolean =>
  platform === 'linux' ? /^v(1[1-9]|[2-9]\d)$/.test(prefix) : prefix !== '';

const noKeyring =
  'This desktop has no keyring that is running and unlocked, so the system would protect keys with a constant that everybody knows.';

const identify = (platform: NodeJS.Platform, prefix: string): Pick<Keychain, 'backend' | 'label'> => {
  if (platform === 'darwin') return { backend: 'safe-storage:macos', label: 'macOS Keychain' };
  if (platform === 'win32') return { backend: 'safe-storage:windows', label: 'Windows data protection' };
  const selected = safeStorage.getSelectedStorageBackend();
  return {
    backend: `safe-storage:${selected}:${prefix}`,
    label: linuxLabels[selected] ?? 'the desktop’s secret service',
  };
};

/** The system's keychain, or why there is none worth the name. Only after the app is ready. Never rejects. */
export const openKeychain = async (
  platform: NodeJS.Platform = process.platform,
): Promise<Keychain | { unavailable: string }> => {
  try {
    if (!(await safeStorage.isAsyncEncryptionAvailable()))
      return { unavailable: 'The system offers no keychain to this app.' };
    if (platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text')
      return { unavailable: noKeyring };
    const prefix = prefixOf(await safeStorage.encryptStringAsync(marker));
    if (!isProtected(platform, prefix)) return { unavailable: noKeyring };

    const wrap = async (text: string): Promise<string> => {
      const encrypted = await safeStorage.encryptStringAsync(text);
      // A keyring can end while we run; what follows would be encrypted with the constant.
      if (!isProtected(platform, prefixOf(encrypted))) throw new Error(noKeyring);
      return encrypted.toString('base64');
    };
    return {
      ...identify(platform, prefix),
      wrap: (key) => wrap(Buffer.from(key).toString('base64')),
      unwrap: async (wrapped, onRewrapped) => {
        const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(
          Buffer.from(wrapped, 'base64'),
        );
        if (shouldReEncrypt && onRewrapped !== undefined) onRewrapped(await wrap(result));
        return new Uint8Array(Buffer.from(result, 'base64'));
      },
    };
  } catch (error) {
    return {
      unavailable: `The system's keychain could not be used: ${error instanceof Error ? error.message : 'unknown reason'}`,
    };
  }
};
