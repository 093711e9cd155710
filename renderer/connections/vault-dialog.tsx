import { type FormEvent, useId, useRef, useState } from 'react';
import { useApi, useCollate } from '../state/store.ts';
import { failureOf, failureWords } from '../state/use-command.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import layout from '../ui/layout.module.css';
import { Spinner } from '../ui/spinner.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useToast } from '../ui/toast.tsx';
import { passphraseProblem, vaultWords } from './vault-words.ts';

export interface VaultDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Unlocks the vault where it is locked, otherwise sets the passphrase. */
export const VaultDialog = ({ isOpen, onClose }: VaultDialogProps) =>
  isOpen ? <OpenVaultDialog onClose={onClose} /> : null;

const OpenVaultDialog = ({ onClose }: { onClose: () => void }) => {
  const api = useApi();
  const toast = useToast();
  const formId = useId();
  const vault = useCollate((state) => state.vault);
  // What it is for must not change under the person's hands when the vault does.
  const [isUnlocking] = useState(vault.state === 'locked');
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string>();
  const [isWorking, setIsWorking] = useState(false);

  const clear = () => {
    for (const input of [first.current, second.current]) if (input !== null) input.value = '';
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const passphrase = first.current?.value ?? '';
    const found = isUnlocking
      ? passphrase === ''
        ? 'Enter your passphrase.'
        : undefined
      : passphraseProblem(passphrase, second.current?.value ?? '');
    setProblem(found);
    if (found !== undefined) return;
    setIsWorking(true);
    try {
      await (isUnlocking ? api.unlockVault({ passphrase }) : api.setPassphrase({ passphrase }));
      toast({
        message: isUnlocking ? 'Keys are unlocked.' : 'The passphrase is set. Keys are now stored encrypted.',
      });
      onClose();
    } catch (error) {
      const failure = failureOf(error);
      const isWrong = isUnlocking && (failure.kind === 'vault_locked' || failure.kind === 'invalid_input');
      setProblem(isWrong ? 'This is not the passphrase.' : failureWords(failure));
      first.current?.focus();
    } finally {
      clear();
      setIsWorking(false);
    }
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="small"
      title={isUnlocking ? 'Unlock keys' : vault.hasPassphrase ? 'Change passphrase' : 'Set a passphrase'}
      description={
        isUnlocking
          ? vaultWords(vault).sentence
          : 'Your keys are encrypted with it. It cannot be recovered: whoever loses it enters the keys again.'
      }
      footer={
        <>
          {isWorking && <Spinner label={isUnlocking ? 'Unlocking' : 'Encrypting'} />}
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} disabled={isWorking}>
            {isUnlocking ? 'Unlock' : 'Set passphrase'}
          </Button>
        </>
      }
    >
      <form id={formId} className={layout.stack} onSubmit={(event) => void submit(event)}>
        <TextField
          label="Passphrase"
          type="password"
          inputRef={first}
          error={problem}
          hint={isUnlocking ? undefined : 'At least 8 characters. Several unrelated words are strong.'}
        />
        {!isUnlocking && <TextField label="Repeat passphrase" type="password" inputRef={second} />}
        {vault.detail !== '' && <p className={layout.small}>{vault.detail}</p>}
      </form>
    </Dialog>
  );
};
