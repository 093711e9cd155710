import { ArrowLeft } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { VendorId } from '../../shared/connection.ts';
import type { ConnectionId } from '../../shared/id.ts';
import { vendors } from '../../shared/vendors.ts';
import { useApi, useCollate, useReadState } from '../state/store.ts';
import { useCommand } from '../state/use-command.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import layout from '../ui/layout.module.css';
import { type ConnectionDraft, copyOf, draftOf, newDraft } from './connection-draft.ts';
import { ConnectionForm } from './connection-form.tsx';
import { ConnectionList } from './connection-list.tsx';
import { VaultStrength } from './vault-strength.tsx';
import { VendorPicker } from './vendor-picker.tsx';

export interface ConnectionsScreenProps {
  isOpen: boolean;
  onClose: () => void;
  /** Opens with a new connection of this vendor; a key pasted there may still change the vendor. */
  initialVendorId?: VendorId | undefined;
  /** Opens with this connection being edited. */
  initialConnectionId?: ConnectionId | undefined;
}

interface Editing {
  draft: ConnectionDraft;
  isNew: boolean;
  /** The vendor was not chosen by the person. */
  isVendorGuess: boolean;
}

export const ConnectionsScreen = (props: ConnectionsScreenProps) =>
  props.isOpen ? <OpenConnections {...props} /> : null;

const OpenConnections = ({ onClose, initialVendorId, initialConnectionId }: ConnectionsScreenProps) => {
  const api = useApi();
  const command = useCommand();
  const readState = useReadState();
  const formId = useId();
  const connections = useCollate((state) => state.connections);

  const labels = () =>
    Object.values(readState().connections).flatMap(({ label, isRemoved }) =>
      isRemoved === true ? [] : [label],
    );
  const begin = (vendorId: VendorId, isVendorGuess = false): Editing => ({
    draft: newDraft(vendorId, labels()),
    isNew: true,
    isVendorGuess,
  });
  const edit = (connectionId: ConnectionId): Editing | undefined => {
    const connection = readState().connections[connectionId];
    return connection === undefined || connection.vendorId === 'simulator'
      ? undefined
      : { draft: draftOf(connection), isNew: false, isVendorGuess: false };
  };
  const copy = (connectionId: ConnectionId, isElsewhere: boolean): Editing | undefined => {
    const connection = readState().connections[connectionId];
    return connection === undefined
      ? undefined
      : { draft: copyOf(connection, labels(), isElsewhere), isNew: true, isVendorGuess: false };
  };
  const [editing, setEditing] = useState<Editing | 'choosing' | undefined>(() =>
    initialConnectionId !== undefined
      ? edit(initialConnectionId)
      : initialVendorId !== undefined
        ? begin(initialVendorId, true)
        : undefined,
  );
  const [isSaving, setIsSaving] = useState(false);
  /** Those whose test was asked for while this is open: their steps are shown in full. */
  const [tested, setTested] = useState<readonly ConnectionId[]>([]);

  const list = useRef<HTMLDivElement>(null);
  /** Back from a form, whose focused element is gone. */
  const leave = () => {
    setEditing(undefined);
    list.current?.focus({ preventScroll: true });
    list.current?.scrollIntoView({ block: 'start' });
  };

  const test = (connectionId: ConnectionId, modelId?: string) => {
    setTested((previous) => [...previous, connectionId]);
    void command(api.testConnection({ connectionId, ...(modelId !== undefined && { modelId }) }));
  };
  const isForm = editing !== undefined && editing !== 'choosing';
  const title = !isForm
    ? editing === 'choosing'
      ? 'Add a connection'
      : 'Connections'
    : editing.isNew
      ? 'New connection'
      : 'Edit connection';
  const description = !isForm
    ? editing === undefined
      ? 'Accounts at endpoints. Several per vendor are fine: another region, another account.'
      : undefined
    : editing.isNew
      ? undefined
      : vendors[editing.draft.vendorId].label;

  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="large"
      title={title}
      description={description}
      footer={
        editing !== undefined && (
          <>
            <Button variant="ghost" icon={<ArrowLeft />} onClick={leave}>
              All connections
            </Button>
            <span className={layout.grow} />
            {isForm && (
              <Button variant="primary" type="submit" form={formId} disabled={isSaving}>
                Save and test
              </Button>
            )}
          </>
        )
      }
    >
      <div className={layout.stack} ref={list} tabIndex={-1}>
        {editing !== 'choosing' && <VaultStrength />}
        {editing === undefined && (
          <ConnectionList
            connections={connections}
            tested={tested}
            onTest={test}
            onEdit={(connectionId) => setEditing(edit(connectionId))}
            onCopy={(connectionId, isElsewhere) => setEditing(copy(connectionId, isElsewhere))}
            onAdd={() => setEditing('choosing')}
          />
        )}
        {editing === 'choosing' && <VendorPicker onPick={(vendorId) => setEditing(begin(vendorId))} />}
        {isForm && (
          <ConnectionForm
            key={editing.draft.id}
            formId={formId}
            initial={editing.draft}
            saved={editing.isNew ? undefined : connections[editing.draft.id]}
            isVendorGuess={editing.isVendorGuess}
            onSaving={setIsSaving}
            onSaved={(connectionId) => {
              leave();
              test(connectionId);
            }}
          />
        )}
      </div>
    </Dialog>
  );
};
