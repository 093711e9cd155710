import { Pencil, X } from 'lucide-react';
import type { Connection } from '../../shared/connection.ts';
import { useApi } from '../state/store.ts';
import { useCommand } from '../state/use-command.ts';
import { IconButton } from '../ui/icon-button.tsx';
import styles from './model-search.module.css';

export interface NamedModelsProps {
  connections: readonly Connection[];
  onEdit: (connection: Connection, modelId: string) => void;
}

/** The ids somebody typed, to be put right or taken away. */
export const NamedModels = ({ connections, onEdit }: NamedModelsProps) => {
  const api = useApi();
  const command = useCommand();
  const rows = connections.flatMap((connection) =>
    (connection.namedModels ?? []).map((named) => ({ connection, ...named })),
  );
  if (rows.length === 0) return null;
  return (
    <details className={styles.named}>
      <summary>Typed model ids ({rows.length})</summary>
      <ul>
        {rows.map(({ connection, id, baseModelId }) => (
          <li key={`${connection.id} ${id}`}>
            <span className={styles.name}>
              {id}
              <span className={styles.id}>{baseModelId ?? 'which model is not said'}</span>
              <span className={styles.context}>{connection.label}</span>
            </span>
            <IconButton
              size="small"
              label={`Say which model ${id} is`}
              icon={<Pencil />}
              onClick={() => onEdit(connection, id)}
            />
            <IconButton
              size="small"
              label={`Remove ${id}`}
              icon={<X />}
              onClick={() =>
                void command(api.removeNamedModel({ model: { connectionId: connection.id, modelId: id } }))
              }
            />
          </li>
        ))}
      </ul>
    </details>
  );
};
