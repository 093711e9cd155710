import { useCallback, useEffect, useRef, useState } from 'react';
import type { Connection } from '../../shared/connection.ts';
import type { Failure } from '../../shared/failure.ts';
import type { ConnectionId } from '../../shared/id.ts';
import { useApi, useReadState } from '../state/store.ts';
import { failureOf } from '../state/use-command.ts';
import { hasOwnNames, isListStale } from './find-models.ts';

export interface ListProgress {
  isLoading: boolean;
  /** The call itself failed; a failure at the endpoint is in the list. */
  failure?: Failure;
}

/** Asks for lists that are missing or stale once per opening; `refresh` asks again for one. */
export const useModelLists = (connections: readonly Connection[]) => {
  const api = useApi();
  const readState = useReadState();
  const [progress, setProgress] = useState<Record<ConnectionId, ListProgress>>({});

  const refresh = useCallback(
    async (connectionId: ConnectionId) => {
      const note = (change: ListProgress) =>
        setProgress((previous) => ({ ...previous, [connectionId]: change }));
      note({ isLoading: true });
      try {
        await api.refreshModels({ connectionId });
        note({ isLoading: false });
      } catch (error) {
        note({ isLoading: false, failure: failureOf(error) });
      }
    },
    [api],
  );

  const asked = useRef(new Set<ConnectionId>());
  useEffect(() => {
    const lists = readState().models;
    for (const connection of connections) {
      const { id } = connection;
      // There is nothing to ask where ids are typed.
      if (hasOwnNames(connection) || asked.current.has(id) || !isListStale(lists[id], Date.now())) continue;
      asked.current.add(id);
      void refresh(id);
    }
  }, [connections, readState, refresh]);

  return { progress, refresh };
};
