// AES-256-GCM over small texts: what is encrypted, under which key, and bound to which context. Knows nothing of files or vaults.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from '../../../shared/zod.ts';

/** Base64 in its one canonical spelling: others decode to the same bytes, and a changed file must not be taken for unchanged. */
export const base64Schema = (length?: number) =>
  z
    .string()
    .max(200_000)
    .refine((text) => {
      const bytes = Buffer.from(text, 'base64');
      return bytes.toString('base64') === text && (length === undefined || bytes.length === length);
    }, 'is not base64 of the right length');

/** Base64 throughout: a nonce of 96 bits that is never used again, the tag of 128 bits, the ciphertext. */
export const encryptedSchema = z.strictObject({
  iv: base64Schema(12),
  tag: base64Schema(16),
  ct: base64Schema(),
});
export type Encrypted = z.infer<typeof encryptedSchema>;

export const keyLength = 32;

/** A new random key. Not from Node's shared pool, so that filling it with zeros erases it. */
export const newKey = (): Buffer => randomBytes(keyLength);

/** `context` is not stored: decrypting needs the very same one. */
export const encrypt = (key: Uint8Array, context: string, plain: Uint8Array): Encrypted => {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: 16 });
  cipher.setAAD(Buffer.from(context, 'utf8'));
  const ct = Buffer.concat([cipher.update(plain), cipher.final()]);
  return {
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    ct: ct.toString('base64'),
  };
};

/** Undefined when the key, the context or a single bit is not what it was. */
export const decrypt = (key: Uint8Array, context: string, encrypted: Encrypted): Buffer | undefined => {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(encrypted.iv, 'base64'), {
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.from(context, 'utf8'));
    decipher.setAuthTag(Buffer.from(encrypted.tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(encrypted.ct, 'base64')), decipher.final()]);
  } catch {
    return undefined;
  }
};
