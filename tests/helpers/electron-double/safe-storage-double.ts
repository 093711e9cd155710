// Electron's `safeStorage` over AES-256-GCM, with the marks by which Chromium's providers can be told apart.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SafeStorage } from 'electron';
import type { KeychainBehaviour } from './world.ts';

type SafeStorageFace = Pick<
  SafeStorage,
  | 'isAsyncEncryptionAvailable'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
  | 'getSelectedStorageBackend'
  | 'encryptString'
  | 'decryptString'
  | 'isEncryptionAvailable'
>;

/** `behaviour` may be changed while the app runs. */
export const createSafeStorageDouble = (
  behaviour: KeychainBehaviour,
  onSyncCall: () => void,
): SafeStorageFace => {
  const key = behaviour.key ?? randomBytes(32);
  const fail = (): void => {
    if (behaviour.failure !== undefined) throw new Error(behaviour.failure);
  };
  // Electron 46 has none of these; that they are called at all is the defect.
  const gone = (): never => {
    onSyncCall();
    throw new Error('The synchronous safeStorage is gone in Electron 46.');
  };
  return {
    isAsyncEncryptionAvailable: async () => {
      fail();
      return behaviour.isAvailable ?? true;
    },
    getSelectedStorageBackend: () => behaviour.backend ?? 'gnome_libsecret',
    encryptStringAsync: async (plain) => {
      fail();
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from(behaviour.prefix ?? 'v11', 'latin1'), iv, cipher.getAuthTag(), body]);
    },
    decryptStringAsync: async (encrypted) => {
      fail();
      const decipher = createDecipheriv('aes-256-gcm', key, encrypted.subarray(3, 15));
      decipher.setAuthTag(encrypted.subarray(15, 31));
      const result = decipher.update(encrypted.subarray(31), undefined, 'utf8') + decipher.final('utf8');
      return { result, shouldReEncrypt: behaviour.shouldReEncrypt ?? false };
    },
    isEncryptionAvailable: gone,
    encryptString: gone,
    decryptString: gone,
  };
};
