import { useMemo } from 'react';
import { factsOf, type ModelFacts } from '../../shared/capabilities.ts';
import type { ModelRef } from '../../shared/model.ts';
import { useCollate } from '../state/store.ts';

/** What is said of a model now: by its endpoint, by the table, by earlier answers. */
export const useModelFacts = ({ connectionId, modelId }: ModelRef): ModelFacts => {
  const connection = useCollate((state) => state.connections[connectionId]);
  const list = useCollate((state) => state.models[connectionId]);
  return useMemo(
    () =>
      factsOf(
        { connectionId, modelId },
        {
          connections: connection === undefined ? {} : { [connectionId]: connection },
          models: list === undefined ? {} : { [connectionId]: list },
        },
      ),
    [connection, list, connectionId, modelId],
  );
};
