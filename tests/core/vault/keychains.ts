// Keychains and a file to open vaults with: the keychain keeps its own key and remembers nothing else, the file is a real one.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { JsonFile, Keychain } from '../../../electron/core/ports.ts';
import { openVault } from '../../../electron/core/vault/open-vault.ts';
import type { Vault } from '../../../electron/core/vault/vault.ts';

export interface FakeKeychain extends Keychain {
  /** Set to make it refuse, as a locked keyring does. */
  refusal: string | undefined;
}

export const aKeychain = (backend = 'gnome_libsecret', label = 'GNOME Keyring'): FakeKeychain => {
  const key = randomBytes(32);
  const keychain: FakeKeychain = {
    backend,
    label,
    refusal: undefined,
    wrap: async (plain) => {
      if (keychain.refusal !== undefined) throw new Error(keychain.refusal);
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString(
        'base64',
      );
    },
    unwrap: async (wrapped) => {
      if (keychain.refusal !== undefined) throw new Error(keychain.refusal);
      const bytes = Buffer.from(wrapped, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
    },
  };
  return keychain;
};

export interface VaultFolder {
  path: string;
  file: JsonFile & { refusal: string | undefined };
  /** The bytes of vault.json, or undefined where there is none. */
  bytes(): Buffer | undefined;
  /** All that lies in the folder, as text. */
  everything(): string;
  open(keychain?: Keychain): Promise<Vault>;
}

export const aVaultFolder = (): VaultFolder => {
  const folder = mkdtempSync(join(tmpdir(), 'collate-vault-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'vault.json');
  const file: VaultFolder['file'] = {
    path,
    refusal: undefined,
    read: () => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}),
    write: (content) => {
      if (file.refusal !== undefined) throw new Error(file.refusal);
      writeFileSync(path, JSON.stringify(content));
    },
  };
  return {
    path,
    file,
    bytes: () => (existsSync(path) ? readFileSync(path) : undefined),
    everything: () =>
      readdirSync(folder)
        .map((name) => readFileSync(join(folder, name), 'latin1'))
        .join('\n'),
    open: async (keychain) => {
      const vault = await openVault({
        file,
        openKeychain: async () => keychain ?? { unavailable: 'there is no keyring here.' },
        log: () => undefined,
      });
      onTestFinished(() => vault.close());
      return vault;
    },
  };
};
