import { RotateCw } from 'lucide-react';
import { type Connection, simulatorConnectionId } from '../../shared/connection.ts';
import type { ConnectionId } from '../../shared/id.ts';
import { vendors } from '../../shared/vendors.ts';
import { useCollate } from '../state/store.ts';
import { failureWords } from '../state/use-command.ts';
import { Button } from '../ui/button.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { hasOwnNames } from './find-models.ts';
import styles from './model-search.module.css';
import type { ListProgress } from './use-model-lists.ts';

export interface ListNotesProps {
  connections: readonly Connection[];
  progress: Record<ConnectionId, ListProgress>;
  refresh: (connectionId: ConnectionId) => Promise<void>;
}

interface Note {
  connection: Connection;
  isLoading: boolean;
  text: string;
  /** The endpoint's own words. */
  own?: string;
  /** There is nothing to ask again for. */
  hasNoList?: boolean;
}

/** What keeps a connection's models from being listed, and what to do about it. */
export const ListNotes = ({ connections, progress, refresh }: ListNotesProps) => {
  const lists = useCollate((state) => state.models);
  const notes = connections.flatMap((connection): Note[] => {
    const own = progress[connection.id];
    const list = lists[connection.id];
    const failure = own?.failure ?? list?.failure;
    if (connection.id === simulatorConnectionId) return [];
    if (own?.isLoading === true) return [{ connection, isLoading: true, text: 'Listing its models' }];
    if (failure !== undefined)
      return [{ connection, isLoading: false, text: failureWords(failure), own: failure.message }];
    // Where ids are typed, no list is missed.
    if (hasOwnNames(connection))
      return (connection.namedModels ?? []).length > 0
        ? []
        : [
            {
              connection,
              isLoading: false,
              text: `Type the name of a model or deployment, such as ${vendors[connection.vendorId].exampleModelId}.`,
              hasNoList: true,
            },
          ];
    if (list?.models.length === 0)
      return [
        {
          connection,
          isLoading: false,
          text: `It lists no models. Type an id such as ${vendors[connection.vendorId].exampleModelId}.`,
        },
      ];
    return [];
  });
  const listed = connections.filter(
    ({ id }) => id !== simulatorConnectionId && (lists[id]?.models.length ?? 0) > 0,
  );
  const isListing = listed.some(({ id }) => progress[id]?.isLoading === true);
  return (
    <>
      {notes.length > 0 && (
        <ul className={styles.notes}>
          {notes.map(({ connection, isLoading, text, own, hasNoList }) => (
            <li key={connection.id} className={styles.note}>
              <div>
                <span className={styles.place}>{connection.label}</span>
                {isLoading ? <Spinner label={text} /> : <p>{text}</p>}
                {own !== undefined && own !== '' && !text.includes(own) && (
                  <p className={styles.own}>{own}</p>
                )}
              </div>
              {!isLoading && hasNoList !== true && (
                <Button
                  size="small"
                  icon={<RotateCw />}
                  aria-label={`Retry ${connection.label}`}
                  onClick={() => void refresh(connection.id)}
                >
                  Retry
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {listed.length > 0 && (
        <div className={styles.refresh}>
          <Button
            variant="ghost"
            size="small"
            icon={<RotateCw />}
            disabled={isListing}
            onClick={() => {
              for (const { id } of listed) void refresh(id);
            }}
          >
            {listed.length === 1 ? 'Refresh the list' : 'Refresh all lists'}
          </Button>
        </div>
      )}
    </>
  );
};
