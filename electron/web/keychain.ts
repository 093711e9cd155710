// The vault's data key, wrapped with a key that only the machine's keyring holds. Never sees a secret, and never settles for a
// store that forgets (the kernel's) or that anybody can open.
import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import type { Keychain } from '../core/ports.ts';
import type { Keyring } from './keyring.ts';

const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

const keyrings: Partial<Record<NodeJS.Platform, { backend: string; label: string }>> = {
  darwin: { backend: 'macos-keychain', label: 'macOS Keychain' },
  win32: { backend: 'windows-credential-manager', label: 'Windows Credential Manager' },
  linux: { backend: 'secret-service', label: 'system keyring (Secret Service)' },
};

const seal = (key: Uint8Array, content: Uint8Array): string => {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
  const sealed = Buffer.concat([iv, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
  return sealed.toString('base64');
};

const unseal = (key: Uint8Array, text: string): Uint8Array => {
  const sealed = Buffer.from(text, 'base64');
  const iv = sealed.subarray(0, ivBytes);
  const tag = sealed.subarray(-tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes }).setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes, -tagBytes)), decipher.final()]);
};

/** `unavailable` is a sentence for a person; nothing is stored then. */
export const openKeychain = async (
  keyring: Keyring,
  platform: NodeJS.Platform = process.platform,
): Promise<Keychain | { unavailable: string }> => {
  const kind = keyrings[platform];
  if (kind === undefined) return { unavailable: 'Collate knows no keyring for this operating system.' };
  try {
    await keyring.probe();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { unavailable: `The ${kind.label} cannot be used: ${error.message.replace(/\.$/, '')}.` };
  }

  return {
    ...kind,
    // Each wrapping has an entry of its own and names it: profiles and versions of one vault cannot overwrite each other's.
    wrap: async (key) => {
      const account = `vault-key-${randomUUID()}`;
      const own = randomBytes(keyBytes);
      await keyring.put(account, own);
      return `${account}:${seal(own, key)}`;
    },
    unwrap: async (wrapped) => {
      const [account = '', sealed = ''] = wrapped.split(':');
      const own = await keyring.take(account);
      if (own === undefined) throw new Error(`Collate’s key is no longer in the ${kind.label}.`);
      if (own.length !== keyBytes)
        throw new Error(`Another program changed Collate’s entry in the ${kind.label}.`);
      return unseal(own, sealed);
    },
  };
};
