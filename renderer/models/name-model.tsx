import { ArrowLeft } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Connection } from '../../shared/connection.ts';
import { knownModel } from '../../shared/known-models.ts';
import { namedModelSchema } from '../../shared/model.ts';
import { useApi, useReadState } from '../state/store.ts';
import { useCommand } from '../state/use-command.ts';
import { Button } from '../ui/button.tsx';
import layout from '../ui/layout.module.css';
import { TextField } from '../ui/text-field.tsx';
import { baseModelNames } from './base-model-names.ts';
import styles from './model-search.module.css';

export interface NameModelProps {
  connection: Connection;
  modelId: string;
  /** Kept with the connection, or not: whoever asked goes on either way. */
  onDone: () => void;
  onBack: () => void;
}

/** Asks which model stands behind a name that says nothing: prices and parameters go by it. It may stay unanswered. */
export const NameModel = ({ connection, modelId, onDone, onBack }: NameModelProps) => {
  const api = useApi();
  const command = useCommand();
  const readState = useReadState();
  const saved = connection.namedModels?.find(({ id }) => id === modelId)?.baseModelId;
  const [typed, setTyped] = useState(saved ?? (knownModel(modelId) === undefined ? '' : modelId));
  const offered = useMemo(
    () => baseModelNames({ connectionId: connection.id, modelId }, readState().turns, typed),
    [connection.id, modelId, readState, typed],
  );
  const name = typed.trim();
  const named = namedModelSchema.safeParse({
    id: modelId,
    ...(name !== '' && name !== modelId && { baseModelId: name }),
  });

  const keep = async () => {
    if (!named.success) return;
    if (await command(api.nameModel({ connectionId: connection.id, named: named.data }))) onDone();
  };

  return (
    <form
      className={styles.naming}
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <p>
        Which model is <code className={layout.monospace}>{modelId}</code> at {connection.label}?
      </p>
      <TextField
        label="Model"
        value={typed}
        maxLength={300}
        placeholder="For example gpt-6-sol"
        hint="Prices and the rules for parameters go by it. You can leave it empty."
        error={named.success ? undefined : 'This cannot be the name of a model.'}
        data-autofocus=""
        // The question has just replaced the search box, which had the focus.
        autoFocus
        onChange={setTyped}
      />
      {offered.length > 0 && (
        <fieldset className={styles.offers} aria-label="Suggestions">
          {offered.map((offer) => (
            <Button key={offer} size="small" onClick={() => setTyped(offer)}>
              {offer}
            </Button>
          ))}
        </fieldset>
      )}
      <div className={layout.row}>
        <Button variant="primary" type="submit" disabled={!named.success}>
          {name === '' ? 'Use without' : 'Use'}
        </Button>
        <Button variant="ghost" icon={<ArrowLeft />} onClick={onBack}>
          Back
        </Button>
      </div>
    </form>
  );
};
