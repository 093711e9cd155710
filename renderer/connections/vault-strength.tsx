import { clsx } from 'clsx';
import { Lock, LockOpen, ShieldAlert, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useCollate } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import styles from './connections.module.css';
import { VaultDialog } from './vault-dialog.tsx';
import { vaultWords } from './vault-words.ts';

/** Always in view where keys are entered: what protects them at this moment. */
export const VaultStrength = () => {
  const vault = useCollate((state) => state.vault);
  const [isOpen, setIsOpen] = useState(false);
  const { tone, title, sentence, action } = vaultWords(vault);
  const Icon =
    vault.state === 'locked'
      ? Lock
      : tone === 'success'
        ? ShieldCheck
        : tone === 'danger'
          ? ShieldAlert
          : LockOpen;
  return (
    <section className={clsx(styles.vault, styles[tone])} aria-label="How keys are kept">
      <Icon aria-hidden="true" />
      <div className={styles.vaultWords}>
        <strong>{title}.</strong> {sentence}
        {vault.detail !== '' && <span className={styles.vaultDetail}>{vault.detail}</span>}
      </div>
      {action !== undefined && (
        <Button size="small" onClick={() => setIsOpen(true)}>
          {action.label}
        </Button>
      )}
      <VaultDialog isOpen={isOpen} onClose={() => setIsOpen(false)} />
    </section>
  );
};
