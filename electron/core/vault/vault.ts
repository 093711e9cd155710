// What the rest of the core may ask of the vault. How secrets are kept is `open-vault.ts`.
import type { SecretFields, SecretStatus, VendorId } from '../../../shared/connection.ts';
import type { ConnectionId } from '../../../shared/id.ts';
import type { VaultStatus } from '../../../shared/vault-status.ts';

/** What a secret is for: a vendor's endpoint, or the proxy on the way there. */
export type SecretPurpose = VendorId | 'proxy';

/** Everything that fails does so as a `ProviderError` of kind `vault_locked`, `vault_corrupt` or `storage`; nothing stored is changed then. */
export interface Vault {
  status(): VaultStatus;
  /** Called after each change of the status. There is no end to it but `close`. */
  onStatus(listener: (status: VaultStatus) => void): void;
  /** Binds the fields to vendor and origin (`scheme://host:port`), replacing what the connection had. */
  setSecret(
    connectionId: ConnectionId,
    vendorId: SecretPurpose,
    origin: string,
    fields: SecretFields,
  ): Promise<void>;
  secretStatus(connectionId: ConnectionId, vendorId: SecretPurpose, origin: string): SecretStatus;
  /** Undefined when there is none or it is bound to another vendor or origin. */
  secretFor(
    connectionId: ConnectionId,
    vendorId: SecretPurpose,
    origin: string,
  ): Promise<SecretFields | undefined>;
  /** Deletes a stored secret. Works on a locked vault too. */
  forget(connectionId: ConnectionId): Promise<void>;
  /** Deletes the secrets of all other connections: what a crash kept `forget` from. Works on a locked vault too. */
  keepOnly(connectionIds: ReadonlySet<ConnectionId>): Promise<void>;
  /** Opens a locked vault; adds the machine's keychain as a way in where there is one. */
  unlock(passphrase: string): Promise<void>;
  /** Adds or replaces the passphrase. Replacing re-encrypts everything. Secrets held for the session are stored from now on. */
  setPassphrase(passphrase: string): Promise<void>;
  /** Every value entered or decrypted in this run, for redaction. Memory only; never to be stored or sent. */
  values(): string[];
  close(): void;
}
