// How well keys are kept, in words a person can judge.
import type { VaultStatus } from '../../shared/vault-status.ts';

export interface VaultWords {
  tone: 'success' | 'accent' | 'warning' | 'danger';
  title: string;
  sentence: string;
  /** What can be done about it. */
  action?: { label: string };
}

export const vaultWords = (vault: VaultStatus): VaultWords => {
  if (vault.state === 'locked')
    return {
      tone: 'warning',
      title: 'Keys are locked',
      sentence: 'They are encrypted with your passphrase. Unlock them to ask real models.',
      action: { label: 'Unlock' },
    };
  if (vault.state === 'unavailable')
    return {
      tone: 'danger',
      title: 'Stored keys cannot be opened here',
      sentence:
        'They are left as they are; nothing was deleted. Keys you enter now are kept until Collate ends.',
    };
  switch (vault.strength) {
    case 'os-keychain':
      return {
        tone: 'success',
        title: 'Keys are kept in the keychain of this system',
        sentence: 'They are encrypted on disk and open with your login.',
      };
    case 'passphrase':
      return {
        tone: 'success',
        title: 'Keys are encrypted with your passphrase',
        sentence: 'Collate asks for it once after each start.',
        action: { label: 'Change passphrase' },
      };
    case 'session':
      return {
        tone: 'warning',
        title: 'Keys are kept for this session only',
        sentence:
          'They are in memory and gone when Collate ends. With a passphrase they can be stored encrypted.',
        action: { label: 'Set a passphrase' },
      };
  }
};

/** Sentences for the two ways the passphrase can be wrong before it is sent. */
export const passphraseProblem = (passphrase: string, repeated: string): string | undefined => {
  if (passphrase.length < 8) return 'Use at least 8 characters.';
  if (passphrase.length > 1000) return 'Use at most 1,000 characters.';
  if (passphrase !== repeated) return 'The two do not match.';
  return undefined;
};
