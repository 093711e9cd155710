import type { Chat } from '../../shared/chat.ts';
import { ColumnParameters } from '../columns/column-parameters.tsx';
import { CompareHost } from '../compare/compare-host.tsx';
import { ConnectionsScreen } from '../connections/connections-screen.tsx';
import { VaultDialog } from '../connections/vault-dialog.tsx';
import { ExportDialog } from '../export/export-dialog.tsx';
import { ModelPicker } from '../models/model-picker.tsx';
import { RunRecordSheet } from '../record/run-record.tsx';
import { SettingsScreen } from '../settings/settings-screen.tsx';
import { useView, useViewControls } from '../state/view.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { useColumnCommands } from './use-column-commands.ts';

const ChatDialogs = ({ chat }: { chat: Chat }) => {
  const view = useViewControls();
  const dialog = useView((state) => state.dialog);
  const commands = useColumnCommands(chat.id);
  const close = view.closeDialog;
  const column =
    dialog?.name === 'parameters' ? chat.columns.find((each) => each.id === dialog.columnId) : undefined;
  return (
    <>
      <ModelPicker
        isOpen={dialog?.name === 'add-column' || dialog?.name === 'change-model'}
        onClose={close}
        title={dialog?.name === 'change-model' ? 'Change model' : 'Add column'}
        onPick={(model, label) => {
          if (dialog?.name === 'change-model') commands.changeModel(dialog.columnId, model, label);
          else commands.add(model, label);
          close();
        }}
      />
      {column !== undefined && <ColumnParameters chatId={chat.id} column={column} isOpen onClose={close} />}
      <ExportDialog
        chatId={chat.id}
        isOpen={dialog?.name === 'export'}
        onClose={close}
        {...(dialog?.name === 'export' && dialog.turnId !== undefined ? { turnId: dialog.turnId } : {})}
      />
    </>
  );
};

/** Everything that opens over the grid; at most one dialog at a time, and the run record beside it. */
export const Dialogs = ({ chat }: { chat: Chat | undefined }) => {
  const view = useViewControls();
  const dialog = useView((state) => state.dialog);
  const runRecordOf = useView((state) => state.runRecordOf);
  const close = view.closeDialog;
  return (
    <>
      {chat !== undefined && <CompareHost chat={chat} />}
      {chat !== undefined && <ChatDialogs chat={chat} />}
      <ConnectionsScreen
        isOpen={dialog?.name === 'connections'}
        onClose={close}
        initialConnectionId={dialog?.name === 'connections' ? dialog.connectionId : undefined}
      />
      <SettingsScreen isOpen={dialog?.name === 'settings'} onClose={close} />
      <VaultDialog isOpen={dialog?.name === 'unlock'} onClose={close} />
      <ShortcutsDialog isOpen={dialog?.name === 'shortcuts'} onClose={close} />
      <RunRecordSheet answerId={runRecordOf} onClose={() => view.showRunRecord(undefined)} />
    </>
  );
};
