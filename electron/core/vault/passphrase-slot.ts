// A passphrase as a way to the data key: argon2id to a key, which encrypts the data key. Knows nothing of the rest of the vault.
import { randomBytes } from 'node:crypto';
import { decrypt, encrypt, keyLength } from './cipher.ts';
import type { Slot } from './vault-file.ts';

export type PassphraseSlot = Extract<Slot, { type: 'passphrase' }>;

/** 64 MiB, three passes, one lane: 0.3 s here (measured 2026-11), over three times OWASP's minimum of memory. */
const cost = { m: 64 * 1024, t: 3, p: 1 } as const;

type Derivation = Pick<PassphraseSlot, 'm' | 't' | 'p' | 'salt'>;

const derive = async (passphrase: string, { m, t, p, salt }: Derivation): Promise<Uint8Array> => {
  const { argon2id } = await import('hash-wasm');
  return argon2id({
    // Composed and decomposed letters look alike and depend on the keyboard.
    password: passphrase.normalize('NFKC'),
    salt: Buffer.from(salt, 'base64'),
    memorySize: m,
    iterations: t,
    parallelism: p,
    hashLength: keyLength,
    outputType: 'binary',
  });
};

const contextOf = (vaultId: string, { m, t, p, salt }: Derivation): string =>
  ['1', vaultId, 'passphrase', m, t, p, salt].join('|');

export const wrapWithPassphrase = async (
  vaultId: string,
  key: Uint8Array,
  passphrase: string,
): Promise<PassphraseSlot> => {
  const derivation = { ...cost, salt: randomBytes(16).toString('base64') };
  const wrapping = await derive(passphrase, derivation);
  const wrapped = encrypt(wrapping, contextOf(vaultId, derivation), key);
  wrapping.fill(0);
  return { type: 'passphrase', kdf: 'argon2id', ...derivation, wrapped };
};

/** Undefined when the passphrase is wrong or the slot was tampered with: the two cannot be told apart. */
export const unwrapWithPassphrase = async (
  vaultId: string,
  slot: PassphraseSlot,
  passphrase: string,
): Promise<Buffer | undefined> => {
  const wrapping = await derive(passphrase, slot);
  const key = decrypt(wrapping, contextOf(vaultId, slot), slot.wrapped);
  wrapping.fill(0);
  return key;
};
