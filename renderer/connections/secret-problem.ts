// What is wrong with text that should be a secret, before it is handed over. Never repeats the text.
import { serviceAccountSchema } from '../../shared/connection.ts';
import type { SecretField } from '../../shared/credential-kinds.ts';

/** Of a key or a token: one line of printable characters. */
export const keyProblem = (text: string): string | undefined => {
  const key = text.trim();
  if (key === '') return undefined;
  if (/[\r\n]/.test(key)) return 'What you pasted has a line break in it. Copy the key again, alone.';
  if (/\s/.test(key)) return 'A key has no spaces. Copy it again, alone.';
  if (!/^[\x21-\x7e]+$/.test(key)) return 'This contains a character that no key has. Copy it again, alone.';
  if (key.length > 20_000) return 'This is too long for a key.';
  return undefined;
};

export const secretProblem = (field: SecretField, text: string): string | undefined => {
  if (field.isFile !== true) return keyProblem(text);
  if (text.trim() === '' || serviceAccountSchema.safeParse(text).success) return undefined;
  return 'This is not the JSON key file of a Google service account. Paste all of it, from { to }.';
};
