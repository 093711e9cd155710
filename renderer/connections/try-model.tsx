import { type FormEvent, useId, useState } from 'react';
import type { Connection } from '../../shared/connection.ts';
import { modelRefSchema } from '../../shared/model.ts';
import { vendors } from '../../shared/vendors.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './connections.module.css';
import { testActionLabels } from './test-verdict.ts';

export interface TryModelProps {
  connection: Connection;
  /** What was tried in vain. */
  tried: string | undefined;
  onTry: (modelId: string) => void;
}

/** Asks which model or deployment to try, where the endpoint does not say or the one tried will not do. */
export const TryModel = ({ connection, tried, onTry }: TryModelProps) => {
  const listId = useId();
  const [modelId, setModelId] = useState('');
  const [problem, setProblem] = useState<string>();
  const named = (connection.namedModels ?? []).filter(({ id }) => id !== tried).reverse();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const id = modelId.trim();
    if (modelRefSchema.shape.modelId.safeParse(id).success) onTry(id);
    else
      setProblem(id === '' ? 'Type the id of a model or a deployment.' : 'This cannot be the id of a model.');
  };
  return (
    <form className={styles.tryModel} noValidate onSubmit={submit}>
      <TextField
        label="Model or deployment to try"
        isMonospace
        value={modelId}
        error={problem}
        placeholder={`For example ${vendors[connection.vendorId].exampleModelId}`}
        maxLength={300}
        spellCheck={false}
        list={listId}
        onChange={(text) => {
          setModelId(text);
          setProblem(undefined);
        }}
      />
      <datalist id={listId}>
        {named.map(({ id }) => (
          <option key={id} value={id} />
        ))}
      </datalist>
      <Button type="submit">{testActionLabels['try-model']}</Button>
    </form>
  );
};
