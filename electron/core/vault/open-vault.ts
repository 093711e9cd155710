// Keeps the secrets of connections: encrypted in a file under a data key that a keychain or a passphrase guards, or in memory
// only where there is neither. Knows nothing of what the secrets are used for.
import type { SecretFields } from '../../../shared/connection.ts';
import type { FailureKind } from '../../../shared/failure.ts';
import type { ConnectionId } from '../../../shared/id.ts';
import type { VaultStatus } from '../../../shared/vault-status.ts';
import type { JsonFile, Ports } from '../ports.ts';
import { ProviderError } from '../providers/provider.ts';
import { newKey } from './cipher.ts';
import {
  isKeychain,
  type KeychainAnswer,
  keychainSlots,
  openSlots,
  passphraseSlot,
  readyStatus,
  reasonOf,
} from './open-slots.ts';
import { unwrapWithPassphrase, wrapWithPassphrase } from './passphrase-slot.ts';
import { createQueue } from './queue.ts';
import type { Vault } from './vault.ts';
import {
  type Binding,
  decryptSecret,
  describeSecret,
  encryptSecret,
  isKeyOf,
  newVaultFile,
  rekey,
  type Slot,
  type VaultFile,
  vaultFileSchema,
} from './vault-file.ts';

export interface VaultOptions {
  file: JsonFile;
  openKeychain: Ports['openKeychain'];
  log: Ports['log'];
}

const fail = (kind: FailureKind, message: string, field?: string): never => {
  throw new ProviderError({ kind, message, ...(field === undefined ? {} : { field }) });
};

/** Never rejects: what cannot be opened is a status. */
export const openVault = async (options: VaultOptions): Promise<Vault> => {
  const vault = createVault(options);
  await vault.open();
  return vault;
};

const createVault = ({
  file: jsonFile,
  openKeychain,
  log,
}: VaultOptions): Vault & { open(): Promise<void> } => {
  let file: VaultFile | undefined;
  let key: Buffer | undefined;
  let keychain: KeychainAnswer = { unavailable: 'It was not asked yet.' };
  let isDamaged = false;
  let status: VaultStatus = { state: 'unavailable', strength: 'session', detail: '', hasPassphrase: false };
  const session = new Map<ConnectionId, Binding & { fields: SecretFields }>();
  const live = new Set<string>();
  const listeners = new Set<(status: VaultStatus) => void>();
  // Two changes that interleave would each write a file without the other's change.
  const enqueue = createQueue();
  let reopening: Promise<void> | undefined;

  const setStatus = (next: VaultStatus) => {
    status = next;
    for (const listener of listeners) listener(next);
  };
  const remember = (fields: SecretFields): SecretFields => {
    for (const value of Object.values(fields)) if (value !== undefined) live.add(value);
    return fields;
  };
  /** Only what has been written counts: memory follows the file. */
  const write = (next: VaultFile, nextKey: Buffer | undefined) => {
    try {
      jsonFile.write(next);
    } catch (error) {
      log('error', 'The vault could not be written', { path: jsonFile.path, reason: reasonOf(error) });
      fail('storage', `The key file could not be written: ${reasonOf(error)}`);
    }
    if (key !== nextKey) key?.fill(0);
    file = next;
    key = nextKey;
  };
  const askKeychain = async (): Promise<void> => {
    keychain = await openKeychain().catch((error: unknown) => ({ unavailable: reasonOf(error) }));
  };

  const withSecret = (to: VaultFile, dataKey: Buffer, binding: Binding, fields: SecretFields): VaultFile => ({
    ...to,
    secrets: [
      ...to.secrets.filter((entry) => entry.id !== binding.id),
      encryptSecret(to, dataKey, binding, fields),
    ],
  });

  /** What was entered while the file could not be opened belongs into it: it is newer than what is there. */
  const storeSession = (): void => {
    if (file === undefined || key === undefined || session.size === 0) return;
    let next = file;
    for (const { fields, ...binding } of session.values()) next = withSecret(next, key, binding, fields);
    try {
      write(next, key);
      session.clear();
    } catch {
      // Said in the log; they go on living in memory.
    }
  };

  const openFile = async (): Promise<void> => {
    if (file === undefined) return setStatus(readyStatus(undefined, keychain));
    const opening = await openSlots(file, keychain);
    const hasPassphrase = passphraseSlot(file) !== undefined;
    if (opening.state === 'open') {
      key = opening.key;
      if (opening.rewrapped !== undefined)
        try {
          write(opening.rewrapped, key);
        } catch {
          // Said in the log; the old wrapping still opens.
        }
      storeSession();
      return setStatus(readyStatus(file, keychain));
    }
    if (opening.state === 'locked')
      return setStatus({ state: 'locked', strength: 'passphrase', detail: opening.detail, hasPassphrase });
    isDamaged = opening.isDamaged;
    setStatus({ state: 'unavailable', strength: 'session', detail: opening.detail, hasPassphrase });
  };

  const open = async (): Promise<void> => {
    await askKeychain();
    let content: Record<string, unknown> = {};
    try {
      content = jsonFile.read();
      file = Object.keys(content).length === 0 ? undefined : vaultFileSchema.parse(content);
    } catch {
      isDamaged = true;
      log('error', 'The vault is damaged and was left as it is', { path: jsonFile.path });
      return setStatus({
        state: 'unavailable',
        strength: 'session',
        detail: `The key file is damaged and was left as it is (${jsonFile.path}). Keys entered now are kept in memory only.`,
        hasPassphrase: false,
      });
    }
    await openFile();
  };

  /** A keychain that was locked may be open by now. All who wait ask once. */
  const reopen = (): Promise<void> => {
    reopening ??= askKeychain()
      .then(openFile)
      .finally(() => {
        reopening = undefined;
      });
    return reopening;
  };

  const refusal = (): never =>
    isDamaged
      ? fail('vault_corrupt', status.detail)
      : fail('vault_locked', status.detail, status.state === 'locked' ? 'passphrase' : undefined);

  const wrapWithKeychain = async (dataKey: Uint8Array): Promise<Slot[]> => {
    if (!isKeychain(keychain)) return [];
    const { backend, label } = keychain;
    try {
      return [{ type: 'keychain', backend, wrapped: await keychain.wrap(dataKey) }];
    } catch (error) {
      return fail('vault_locked', `${label} did not take the key: ${reasonOf(error)}`);
    }
  };

  const find = (id: ConnectionId) => session.get(id) ?? file?.secrets.find((entry) => entry.id === id);

  return {
    open,
    status: () => status,
    onStatus: (listener) => void listeners.add(listener),

    setSecret: (id, vendor, origin, fields) =>
      enqueue(async () => {
        if (status.state === 'locked') refusal();
        const binding = { id, vendor, origin };
        if (status.state === 'unavailable' || status.strength === 'session') {
          session.set(id, { ...binding, fields: remember({ ...fields }) });
          return;
        }
        const dataKey = key ?? newKey();
        const to = file ?? newVaultFile(dataKey);
        const slots = file === undefined ? await wrapWithKeychain(dataKey) : to.slots;
        write(withSecret({ ...to, slots }, dataKey, binding, fields), dataKey);
        session.delete(id);
        remember(fields);
      }),

    secretStatus: (id, vendor, origin) => {
      const found = find(id);
      if (found === undefined) return { state: 'none' };
      if (found.vendor !== vendor || found.origin !== origin) return { state: 'unbound' };
      if ('fields' in found) return { state: 'set', ...describeSecret(found.fields) };
      return { state: 'set', ...(found.hint === undefined ? {} : { hint: found.hint }) };
    },

    secretFor: async (id, vendor, origin) => {
      const found = find(id);
      if (found === undefined || found.vendor !== vendor || found.origin !== origin) return undefined;
      if ('fields' in found) return { ...found.fields };
      if (key === undefined && status.state === 'unavailable' && !isDamaged) await reopen();
      if (file === undefined || key === undefined) return refusal();
      const fields = decryptSecret(file, key, found);
      if (fields === undefined)
        return fail('vault_corrupt', 'The stored key of this connection is damaged. Enter it again.');
      return remember(fields);
    },

    forget: (id) =>
      enqueue(async () => {
        session.delete(id);
        if (file?.secrets.some((entry) => entry.id === id) !== true) return;
        write({ ...file, secrets: file.secrets.filter((entry) => entry.id !== id) }, key);
      }),

    keepOnly: (ids) =>
      enqueue(async () => {
        if (file === undefined || file.secrets.every((entry) => ids.has(entry.id))) return;
        write({ ...file, secrets: file.secrets.filter((entry) => ids.has(entry.id)) }, key);
      }),

    unlock: (passphrase) =>
      enqueue(async () => {
        if (key !== undefined) return;
        const slot = file === undefined ? undefined : passphraseSlot(file);
        if (file === undefined || slot === undefined)
          return fail('vault_locked', 'No passphrase protects the stored keys.', 'passphrase');
        const opened = await unwrapWithPassphrase(file.vaultId, slot, passphrase);
        if (opened === undefined || !isKeyOf(file, opened))
          return fail('vault_locked', 'This is not the passphrase of the stored keys.', 'passphrase');
        key = opened;
        if (isKeychain(keychain)) {
          const { backend } = keychain;
          const others = file.slots.filter((each) => each.type !== 'keychain' || each.backend !== backend);
          try {
            write({ ...file, slots: [...others, ...(await wrapWithKeychain(opened))] }, opened);
          } catch (error) {
            log('warn', 'The keychain was not added to the vault', { reason: reasonOf(error) });
          }
        }
        setStatus(readyStatus(file, keychain));
      }),

    setPassphrase: (passphrase) =>
      enqueue(async () => {
        if (isDamaged || status.state !== 'ready') refusal();
        const previous = file !== undefined && key !== undefined ? { file, key } : undefined;
        const isReplaced = previous !== undefined && passphraseSlot(previous.file) !== undefined;
        // Who knows the old passphrase and has an old copy of the file has the old data key too.
        const dataKey = previous === undefined || isReplaced ? newKey() : previous.key;
        const kept = isReplaced ? rekey(previous.file, previous.key, dataKey) : previous?.file;
        if (isReplaced && kept === undefined)
          return fail('vault_corrupt', 'A stored key is damaged: enter it again or forget it first.');
        const base = kept ?? newVaultFile(dataKey);
        const isKept = previous === undefined || keychainSlots(previous.file).length > 0;
        const slots = [
          // Ways in of other keychains lead to the old key: with a new one they are gone.
          ...(previous !== undefined && !isReplaced ? base.slots : []),
          ...((previous === undefined || isReplaced) && isKept ? await wrapWithKeychain(dataKey) : []),
          await wrapWithPassphrase(base.vaultId, dataKey, passphrase),
        ];
        let next: VaultFile = { ...base, slots };
        for (const { fields, ...binding } of session.values())
          next = withSecret(next, dataKey, binding, fields);
        write(next, dataKey);
        session.clear();
        setStatus(readyStatus(file, keychain));
      }),

    values: () => [...live],

    close: () => {
      listeners.clear();
      session.clear();
      live.clear();
      key?.fill(0);
      key = undefined;
    },
  };
};
