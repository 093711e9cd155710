import { useRef, useState } from 'react';
import type { Column } from '../../shared/chat.ts';
import { simulatorConnectionId } from '../../shared/connection.ts';
import type { ChatId } from '../../shared/id.ts';
import { vendors } from '../../shared/vendors.ts';
import { useApi, useCollate } from '../state/store.ts';
import { useCommand } from '../state/use-command.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import layout from '../ui/layout.module.css';
import { TextField } from '../ui/text-field.tsx';
import { OwnPriceFields } from './own-price-fields.tsx';
import {
  draftOf,
  isSameParameters,
  type ParameterDraft,
  parametersOf,
  parseExtra,
} from './parameter-draft.ts';
import { ParameterFields } from './parameter-fields.tsx';

export interface ColumnParametersProps {
  chatId: ChatId;
  column: Column;
  isOpen: boolean;
  onClose: () => void;
}

export const ColumnParameters = (props: ColumnParametersProps) =>
  props.isOpen ? <OpenParameters key={props.column.id} {...props} /> : null;

/** Every change is saved when its field is left; what cannot be saved keeps the sheet open once, so that it is seen. */
const OpenParameters = ({ chatId, column, onClose }: ColumnParametersProps) => {
  const api = useApi();
  const command = useCommand();
  const connection = useCollate((state) => state.connections[column.model.connectionId]);
  const [draft, setDraft] = useState(() => draftOf(column.parameters));
  const [label, setLabel] = useState(column.label);
  const [isWarned, setIsWarned] = useState(false);
  const latest = useRef({ draft, label });
  const sent = useRef({ parameters: column.parameters, label: column.label });

  const extra = parseExtra(draft.extraText);
  const isSimulated = column.model.connectionId === simulatorConnectionId;
  const isLocal = connection !== undefined && vendors[connection.vendorId].isLocal === true;

  const save = () => {
    const parameters = parametersOf(latest.current.draft, sent.current.parameters);
    const trimmed = latest.current.label.trim();
    const change = {
      ...(!isSameParameters(parameters, sent.current.parameters) && { parameters }),
      ...(trimmed !== '' && trimmed !== sent.current.label && { label: trimmed }),
    };
    if (Object.keys(change).length === 0) return;
    sent.current = { ...sent.current, ...change };
    void command(api.changeColumn({ chatId, columnId: column.id, ...change }));
  };
  const edit = (change: Partial<ParameterDraft>, isFinal = false) => {
    latest.current = { ...latest.current, draft: { ...latest.current.draft, ...change } };
    setDraft(latest.current.draft);
    setIsWarned(false);
    if (isFinal) save();
  };
  const close = () => {
    save();
    if (!extra.ok && !isWarned) setIsWarned(true);
    else onClose();
  };

  return (
    <Dialog
      isOpen
      onClose={close}
      side
      size="small"
      title={`Parameters of ${column.label}`}
      description="Only what you set here is sent. Everything else is left to the vendor."
      footer={
        <Button variant="primary" onClick={close}>
          Done
        </Button>
      }
    >
      <form
        className={layout.stack}
        onBlur={save}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <ParameterFields
          draft={draft}
          edit={edit}
          model={column.model}
          extraError={
            extra.ok
              ? undefined
              : isWarned
                ? `${extra.message} It is not saved. Close again to leave it out.`
                : extra.message
          }
        />
        <div className={layout.section}>
          <h3 className={layout.heading}>This column</h3>
          <TextField
            label="Column name"
            value={label}
            maxLength={120}
            error={label.trim() === '' ? 'A column needs a name. The earlier one is kept.' : undefined}
            hint={`Asks ${column.model.modelId}${connection === undefined ? '' : ` at ${connection.label}`}.`}
            onChange={(next) => {
              latest.current = { ...latest.current, label: next };
              setLabel(next);
            }}
          />
        </div>
        {!isSimulated && !isLocal && <OwnPriceFields model={column.model} />}
      </form>
    </Dialog>
  );
};
