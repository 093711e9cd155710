import { Columns3 } from 'lucide-react';
import type { Column } from '../../shared/chat.ts';
import { simulatorConnectionId } from '../../shared/connection.ts';
import { AddKeyButton } from '../connections/add-key.tsx';
import { LocalServersOffer } from '../connections/local-servers.tsx';
import { isSimulated } from '../state/select.ts';
import { useCollate } from '../state/store.ts';
import styles from './empty-grid.module.css';

/** Lies under the column heads as long as there is nothing to compare, and says how to begin. */
export const EmptyGrid = ({ columns, hasTurns }: { columns: readonly Column[]; hasTurns: boolean }) => {
  const hasRealConnection = useCollate((state) =>
    Object.values(state.connections).some(
      (connection) => connection.id !== simulatorConnectionId && connection.isRemoved !== true,
    ),
  );
  const areSimulated = columns.length > 0 && columns.every(isSimulated);
  if (columns.length === 0)
    return (
      <div className={styles.empty} style={{ gridRow: 2, gridColumn: 1 }}>
        <div className={styles.card}>
          <Columns3 aria-hidden="true" className={styles.icon} />
          <h2>{hasTurns ? 'All columns were removed' : 'A chat needs a column'}</h2>
          <p>
            Each column asks one model. Add one with the button above or with Alt+A; the same model twice with
            other parameters is fine.
          </p>
        </div>
      </div>
    );
  return (
    <div className={styles.empty} style={{ gridRow: 2 }}>
      <div className={styles.card}>
        <h2>One prompt, {columns.length === 1 ? 'one model' : `${columns.length} models`}, side by side</h2>
        <p>
          Write a prompt below and press Enter. Every column answers on its own, with its time, tokens and
          cost under the answer. Follow-ups continue each column with its own history.
        </p>
        {areSimulated && (
          <p className={styles.simulated}>
            These models are simulated on this computer: their text is canned, their speed and prices are
            invented. Nothing leaves this machine, and no key is needed.
          </p>
        )}
        {!hasRealConnection && (
          <>
            <LocalServersOffer />
            <div className={styles.key}>
              <p>To compare real models, add a key or a local server.</p>
              <AddKeyButton />
            </div>
          </>
        )}
      </div>
    </div>
  );
};
