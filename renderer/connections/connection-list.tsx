import { Plug, Plus } from 'lucide-react';
import { type Connection, simulatorConnectionId } from '../../shared/connection.ts';
import type { ConnectionId } from '../../shared/id.ts';
import { orderedConnections } from '../models/find-models.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ConnectionRow, type ConnectionRowProps } from './connection-row.tsx';
import styles from './connections.module.css';
import { LocalServersOffer } from './local-servers.tsx';

export interface ConnectionListProps extends Pick<ConnectionRowProps, 'onTest' | 'onEdit' | 'onCopy'> {
  connections: Record<ConnectionId, Connection>;
  tested: readonly ConnectionId[];
  onAdd: () => void;
}

export const ConnectionList = ({ connections, tested, onAdd, ...deeds }: ConnectionListProps) => {
  const shown = orderedConnections(connections);
  const hasReal = shown.some(({ id }) => id !== simulatorConnectionId);
  const add = (
    <Button variant="primary" icon={<Plus />} onClick={onAdd}>
      Add a connection
    </Button>
  );
  return (
    <>
      {hasReal ? (
        <div className={styles.listHead}>{add}</div>
      ) : (
        <EmptyState title="No real models yet" icon={<Plug />} actions={add}>
          Connect an account at a vendor, a cloud, or a server of your own. Several per vendor are fine.
        </EmptyState>
      )}
      <LocalServersOffer />
      <ul className={styles.list} aria-label="Connections">
        {shown.map((connection) => (
          <ConnectionRow
            key={connection.id}
            connection={connection}
            isTestShown={tested.includes(connection.id)}
            {...deeds}
          />
        ))}
      </ul>
    </>
  );
};
