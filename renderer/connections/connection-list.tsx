import { Plus } from 'lucide-react';
import type { Connection, VendorId } from '../../shared/connection.ts';
import type { ConnectionId } from '../../shared/id.ts';
import { connectableVendors } from '../../shared/vendors.ts';
import { orderedConnections } from '../models/find-models.ts';
import { Button } from '../ui/button.tsx';
import layout from '../ui/layout.module.css';
import { ConnectionRow } from './connection-row.tsx';
import styles from './connections.module.css';
import { LocalServersOffer } from './local-servers.tsx';

export interface ConnectionListProps {
  connections: Record<ConnectionId, Connection>;
  tested: readonly ConnectionId[];
  onTest: (connectionId: ConnectionId) => void;
  onEdit: (connectionId: ConnectionId) => void;
  onAdd: (vendorId: VendorId) => void;
}

export const ConnectionList = ({ connections, tested, onTest, onEdit, onAdd }: ConnectionListProps) => {
  const shown = orderedConnections(connections);
  return (
    <>
      <ul className={styles.list} aria-label="Connections">
        {shown.map((connection) => (
          <ConnectionRow
            key={connection.id}
            connection={connection}
            isTestShown={tested.includes(connection.id)}
            onTest={onTest}
            onEdit={onEdit}
          />
        ))}
      </ul>
      <LocalServersOffer />
      <section className={layout.section}>
        <h3 className={layout.heading}>Add a connection</h3>
        <div className={styles.vendors}>
          {connectableVendors.map((vendor) => (
            <Button
              key={vendor.id}
              className={styles.vendor}
              icon={<Plus />}
              onClick={() => onAdd(vendor.id)}
            >
              {vendor.label}
            </Button>
          ))}
        </div>
      </section>
    </>
  );
};
