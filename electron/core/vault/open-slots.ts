// Whether and how the stored keys can be opened here and now, and the sentence that says so. Changes nothing.
import type { VaultStatus } from '../../../shared/vault-status.ts';
import type { Keychain } from '../ports.ts';
import { isKeyOf, type Slot, type VaultFile } from './vault-file.ts';

export type KeychainAnswer = Keychain | { unavailable: string };

export const isKeychain = (answer: KeychainAnswer): answer is Keychain => 'wrap' in answer;

export type Opening =
  /** `rewrapped`: the file with the keychain's new wrapping of the key, where it has changed its own: to be saved. */
  | { state: 'open'; key: Buffer; rewrapped?: VaultFile }
  | { state: 'locked'; detail: string }
  /** `isDamaged`: what the keychain gave is not the key, so asking it again cannot help. */
  | { state: 'unavailable'; detail: string; isDamaged: boolean };

export type KeychainSlot = Extract<Slot, { type: 'keychain' }>;

export const keychainSlots = (file: VaultFile): KeychainSlot[] =>
  file.slots.flatMap((slot) => (slot.type === 'keychain' ? [slot] : []));

export const passphraseSlot = (file: VaultFile): Extract<Slot, { type: 'passphrase' }> | undefined =>
  file.slots.find((slot) => slot.type === 'passphrase');

const withSlot = (file: VaultFile, slot: KeychainSlot, wrapped: string): VaultFile => ({
  ...file,
  slots: file.slots.map((each) => (each === slot ? { ...slot, wrapped } : each)),
});

/** The words of a keychain's error, at a length for one line. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 200);

const leftAlone = 'They were left as they are.';

/** Tries the keychain's slot. A passphrase is asked of the user, so without a usable keychain the answer is `locked`. */
export const openSlots = async (file: VaultFile, answer: KeychainAnswer): Promise<Opening> => {
  const slots = keychainSlots(file);
  const problem = await (async (): Promise<
    { key: Buffer; rewrapped?: VaultFile } | { detail: string; isDamaged: boolean }
  > => {
    const backends = slots.map((slot) => slot.backend).join(', ');
    if (!isKeychain(answer))
      return {
        detail: `The stored keys are protected by ${backends}, which is not available: ${answer.unavailable}`,
        isDamaged: false,
      };
    const slot = slots.find((each) => each.backend === answer.backend);
    if (slot === undefined)
      return {
        detail: `The stored keys are protected by ${backends}, but this computer now offers ${answer.backend}.`,
        isDamaged: false,
      };
    try {
      let wrapped = slot.wrapped;
      const onRewrapped = (next: string): void => {
        wrapped = next;
      };
      const key = Buffer.from(await answer.unwrap(slot.wrapped, onRewrapped));
      if (isKeyOf(file, key))
        return wrapped === slot.wrapped ? { key } : { key, rewrapped: withSlot(file, slot, wrapped) };
      return { detail: `What ${answer.label} gave does not open the stored keys.`, isDamaged: true };
    } catch (error) {
      return { detail: `${answer.label} did not open the stored keys: ${reasonOf(error)}`, isDamaged: false };
    }
  })();
  if ('key' in problem) return { state: 'open', ...problem };
  if (passphraseSlot(file) === undefined)
    return { ...problem, state: 'unavailable', detail: `${problem.detail} ${leftAlone}` };
  const ask = 'Enter your passphrase to use the stored keys.';
  return { state: 'locked', detail: slots.length === 0 ? ask : `${problem.detail} ${ask}` };
};

/** What a person is told while the vault is usable. */
export const readyStatus = (file: VaultFile | undefined, answer: KeychainAnswer): VaultStatus => {
  const hasPassphrase = file !== undefined && passphraseSlot(file) !== undefined;
  const isKept =
    isKeychain(answer) &&
    (file === undefined || keychainSlots(file).some((slot) => slot.backend === answer.backend));
  if (isKept)
    return {
      state: 'ready',
      strength: 'os-keychain',
      detail: `Keys are stored encrypted, and ${answer.label} keeps what opens them.`,
      hasPassphrase,
    };
  if (hasPassphrase)
    return {
      state: 'ready',
      strength: 'passphrase',
      detail: 'Keys are stored encrypted under your passphrase.',
      hasPassphrase,
    };
  const why = isKeychain(answer) ? `${answer.label} could not be used.` : answer.unavailable;
  return {
    state: 'ready',
    strength: 'session',
    detail: why,
    hasPassphrase,
  };
};
