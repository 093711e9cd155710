// What a connection was used for: asked of the core when its row appears, and again when an answer of it has ended.
import { useEffect, useState } from 'react';
import { isRunning } from '../../shared/chat.ts';
import type { ConnectionActivity } from '../../shared/connection-activity.ts';
import type { ConnectionId } from '../../shared/id.ts';
import type { State } from '../../shared/state.ts';
import { useApi, useCollate } from '../state/store.ts';
import { failureOf } from '../state/use-command.ts';

const endedCount = (state: State, connectionId: ConnectionId): number => {
  let count = 0;
  for (const turns of Object.values(state.turns))
    for (const { answers } of turns)
      for (const answer of answers)
        if (answer.asked.model.connectionId === connectionId && !isRunning(answer)) count += 1;
  return count;
};

/** Undefined while it is not known, and where nothing was ever answered. */
export const useActivity = (connectionId: ConnectionId): ConnectionActivity | undefined => {
  const api = useApi();
  const count = useCollate((state) => endedCount(state, connectionId));
  const [activity, setActivity] = useState<ConnectionActivity>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer that ended is the reason to ask again
  useEffect(() => {
    let isCurrent = true;
    api.getConnectionActivity({ connectionId }).then(
      (found) => {
        if (isCurrent) setActivity(found.activity);
      },
      // Without it the row says less; whatever is wrong with the core is said elsewhere.
      (error: unknown) => void failureOf(error),
    );
    return () => {
      isCurrent = false;
    };
  }, [api, connectionId, count]);
  return activity;
};
