import { useState } from 'react';
import type { ModelRef } from '../../shared/model.ts';
import type { OwnPrice } from '../../shared/price.ts';
import { useApi, useCollate } from '../state/store.ts';
import { useCommand } from '../state/use-command.ts';
import { Button } from '../ui/button.tsx';
import layout from '../ui/layout.module.css';
import { NumberField } from '../ui/number-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useToast } from '../ui/toast.tsx';

const isSameModel = (one: ModelRef, other: ModelRef) =>
  one.connectionId === other.connectionId && one.modelId === other.modelId;

const today = () => new Date().toISOString().slice(0, 10);

type Amount =
  | 'inputUsdPerMillion'
  | 'outputUsdPerMillion'
  | 'cacheReadUsdPerMillion'
  | 'cacheWriteUsdPerMillion';

const amounts: { name: Amount; label: string; placeholder: string }[] = [
  { name: 'inputUsdPerMillion', label: 'Input', placeholder: 'Required' },
  { name: 'outputUsdPerMillion', label: 'Output', placeholder: 'Required' },
  { name: 'cacheReadUsdPerMillion', label: 'Cached input', placeholder: 'As input' },
  { name: 'cacheWriteUsdPerMillion', label: 'Cache write', placeholder: 'As input' },
];

/** The price a person pays for one model at one connection; it goes before every price list. */
export const OwnPriceFields = ({ model }: { model: ModelRef }) => {
  const api = useApi();
  const command = useCommand();
  const toast = useToast();
  const saved = useCollate((state) => state.ownPrices.find((price) => isSameModel(price.model, model)));
  const [draft, setDraft] = useState<Partial<Record<Amount, number | undefined>>>({ ...saved });
  const [note, setNote] = useState(saved?.note ?? '');
  const { inputUsdPerMillion, outputUsdPerMillion } = draft;

  const save = async () => {
    if (inputUsdPerMillion === undefined || outputUsdPerMillion === undefined) return;
    const price: OwnPrice = {
      model,
      inputUsdPerMillion,
      outputUsdPerMillion,
      ...(draft.cacheReadUsdPerMillion !== undefined && {
        cacheReadUsdPerMillion: draft.cacheReadUsdPerMillion,
      }),
      ...(draft.cacheWriteUsdPerMillion !== undefined && {
        cacheWriteUsdPerMillion: draft.cacheWriteUsdPerMillion,
      }),
      ...(note.trim() !== '' && { note: note.trim() }),
      enteredOn: today(),
    };
    if (await command(api.setOwnPrice({ price })))
      toast({ message: 'Price saved. It is used from the next answer on.' });
  };
  const remove = async () => {
    if (!(await command(api.removeOwnPrice({ model })))) return;
    setDraft({});
    setNote('');
    toast({
      message: 'Own price removed.',
      ...(saved !== undefined && {
        actionLabel: 'Undo',
        onAction: () => {
          setDraft({ ...saved });
          setNote(saved.note ?? '');
          void command(api.setOwnPrice({ price: saved }));
        },
      }),
    });
  };

  return (
    <div className={layout.section}>
      <div>
        <h3 className={layout.heading}>Own price</h3>
        <p className={layout.small}>
          US dollars per million tokens. It goes before the price lists.
          {saved !== undefined && ` Entered on ${saved.enteredOn}.`}
        </p>
      </div>
      <div className={layout.pair}>
        {amounts.map(({ name, label, placeholder }) => (
          <NumberField
            key={name}
            label={label}
            min={0}
            max={1_000_000}
            step={0.1}
            placeholder={placeholder}
            value={draft[name]}
            onChange={(value) => setDraft((previous) => ({ ...previous, [name]: value }))}
          />
        ))}
      </div>
      <TextField
        label="Note"
        value={note}
        onChange={setNote}
        maxLength={200}
        placeholder="For example: contract of March"
      />
      <div className={layout.row}>
        <Button
          disabled={inputUsdPerMillion === undefined || outputUsdPerMillion === undefined}
          onClick={() => void save()}
        >
          Save price
        </Button>
        {saved !== undefined && (
          <Button variant="ghost" onClick={() => void remove()}>
            Remove price
          </Button>
        )}
      </div>
    </div>
  );
};
