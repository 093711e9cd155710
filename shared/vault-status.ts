// How well secrets are kept at this moment, in terms a person can judge. Never a secret.
import { z } from './zod.ts';

export const vaultStatusSchema = z.object({
  /** `locked`: a passphrase is needed. `unavailable`: the stored secrets cannot be opened here; they are left alone. */
  state: z.enum(['ready', 'locked', 'unavailable']),
  /** What protects secrets stored from now on. `session`: kept in memory only and gone when Collate ends. */
  strength: z.enum(['os-keychain', 'passphrase', 'session']),
  /** One sentence: which keychain, or why there is none. */
  detail: z.string(),
  /** Whether a passphrase slot exists. */
  hasPassphrase: z.boolean(),
});
export type VaultStatus = z.infer<typeof vaultStatusSchema>;
