// The content of vault.json: its shape, and how each part of it is encrypted. Knows nothing of keychains, of people or of when
// it is written.
import { randomUUID } from 'node:crypto';
import { type SecretFields, secretFieldsSchema } from '../../../shared/connection.ts';
import { type ConnectionId, connectionIdSchema } from '../../../shared/id.ts';
import { z } from '../../../shared/zod.ts';
import { base64Schema, decrypt, type Encrypted, encrypt, encryptedSchema } from './cipher.ts';

/**
 * A way to the data key. `keychain`: wrapped by the machine's keychain, with the name of the one that did it. `passphrase`:
 * encrypted under argon2id of it. The bounds keep a file from asking for gigabytes or for next to no work.
 */
export const slotSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('keychain'),
    backend: z.string().min(1).max(200),
    wrapped: z.string().min(1).max(100_000),
  }),
  z.strictObject({
    type: z.literal('passphrase'),
    kdf: z.literal('argon2id'),
    m: z
      .int()
      .min(19 * 1024)
      .max(1024 * 1024),
    t: z.int().min(1).max(10),
    p: z.int().min(1).max(4),
    salt: base64Schema(16),
    wrapped: encryptedSchema,
  }),
]);
export type Slot = z.infer<typeof slotSchema>;

const entrySchema = z.strictObject({
  id: connectionIdSchema,
  vendor: z.string().min(1).max(60),
  /** scheme://host:port */
  origin: z.string().min(1).max(2000),
  createdAt: z.string().max(40),
  hint: z.string().length(4).optional(),
  encrypted: encryptedSchema,
});
export type Entry = z.infer<typeof entrySchema>;

export const vaultFileSchema = z.strictObject({
  v: z.literal(1),
  vaultId: z.uuid(),
  slots: z.array(slotSchema).min(1).max(20),
  /** A known text under the data key: tells a wrong key from a damaged secret. */
  marker: encryptedSchema,
  secrets: z.array(entrySchema).max(1000),
});
export type VaultFile = z.infer<typeof vaultFileSchema>;

/** Whether a file's content has the shape of a vault, or is that of one not begun. */
export const isVaultFile = (content: Record<string, unknown>): boolean =>
  Object.keys(content).length === 0 || vaultFileSchema.safeParse(content).success;

const markerText = 'collate';

const markerContext = (vaultId: string): string => `1|${vaultId}|marker`;

/** Everything that says what a secret is for: moving it to another vendor or origin by editing the file makes it unreadable. */
const entryContext = (vaultId: string, entry: Omit<Entry, 'encrypted'>): string =>
  [1, vaultId, entry.id, entry.vendor, entry.origin, entry.createdAt, entry.hint ?? ''].join('|');

const newMarker = (vaultId: string, key: Uint8Array): Encrypted =>
  encrypt(key, markerContext(vaultId), Buffer.from(markerText, 'utf8'));

/** A vault without slots and secrets; it must not be written before it has a slot. */
export const newVaultFile = (key: Uint8Array): VaultFile => {
  const vaultId = randomUUID();
  return { v: 1, vaultId, slots: [], marker: newMarker(vaultId, key), secrets: [] };
};

export const isKeyOf = (file: VaultFile, key: Uint8Array): boolean =>
  decrypt(key, markerContext(file.vaultId), file.marker)?.toString('utf8') === markerText;

const hintOf = (fields: SecretFields): { hint?: string } => {
  const main = fields.apiKey ?? fields.secretAccessKey ?? fields.token ?? fields.clientSecret ?? '';
  return main.length >= 20 ? { hint: main.slice(-4) } : {};
};

export interface Binding {
  id: ConnectionId;
  vendor: string;
  origin: string;
}

/** What may be shown of a secret. */
export const describeSecret = hintOf;

export const encryptSecret = (
  file: VaultFile,
  key: Uint8Array,
  { id, vendor, origin }: Binding,
  fields: SecretFields,
): Entry => {
  const described = { id, vendor, origin, createdAt: new Date().toISOString(), ...hintOf(fields) };
  const plain = Buffer.from(JSON.stringify(fields), 'utf8');
  return { ...described, encrypted: encrypt(key, entryContext(file.vaultId, described), plain) };
};

/** Undefined when it cannot be decrypted as what it says it is. */
export const decryptSecret = (file: VaultFile, key: Uint8Array, entry: Entry): SecretFields | undefined => {
  const plain = decrypt(key, entryContext(file.vaultId, entry), entry.encrypted);
  if (plain === undefined) return undefined;
  try {
    return secretFieldsSchema.parse(JSON.parse(plain.toString('utf8'))) as SecretFields;
  } catch {
    return undefined;
  } finally {
    plain.fill(0);
  }
};

/** The same vault under a new data key. Undefined when a secret in it cannot be decrypted. Slots are the caller's to make anew. */
export const rekey = (file: VaultFile, oldKey: Uint8Array, key: Uint8Array): VaultFile | undefined => {
  const secrets: Entry[] = [];
  for (const entry of file.secrets) {
    const plain = decrypt(oldKey, entryContext(file.vaultId, entry), entry.encrypted);
    if (plain === undefined) return undefined;
    secrets.push({ ...entry, encrypted: encrypt(key, entryContext(file.vaultId, entry), plain) });
    plain.fill(0);
  }
  return { ...file, slots: [], marker: newMarker(file.vaultId, key), secrets };
};
