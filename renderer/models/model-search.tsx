import { useDeferredValue, useId, useMemo, useState } from 'react';
import { type Connection, simulatorConnectionId } from '../../shared/connection.ts';
import type { ConnectionId } from '../../shared/id.ts';
import type { ModelRef } from '../../shared/model.ts';
import { useCollate } from '../state/store.ts';
import { SearchBox } from '../ui/search-box.tsx';
import { useListCursor } from '../ui/use-list-cursor.ts';
import {
  findModels,
  formatAge,
  freeTextConnections,
  hasOwnNames,
  orderedConnections,
} from './find-models.ts';
import { ListNotes } from './list-notes.tsx';
import { FreeTextOption, ModelOption } from './model-option.tsx';
import styles from './model-search.module.css';
import { NameModel } from './name-model.tsx';
import { NamedModels } from './named-models.tsx';
import { useModelLists } from './use-model-lists.ts';

/** A search box over a list: the focus stays in the box, the arrows move through the list. */
export const ModelSearch = ({ onPick }: { onPick: (model: ModelRef, label: string) => void }) => {
  const id = useId();
  const connectionsById = useCollate((state) => state.connections);
  const lists = useCollate((state) => state.models);
  const connections = useMemo(() => orderedConnections(connectionsById), [connectionsById]);
  const { progress, refresh } = useModelLists(connections);
  const [query, setQuery] = useState('');
  const shownQuery = useDeferredValue(query);
  /** An id that is being asked about; `isPicked`: it is the choice, not only to be put right. */
  const [naming, setNaming] = useState<{ connectionId: ConnectionId; modelId: string; isPicked: boolean }>();

  const groups = useMemo(() => findModels(connections, lists, shownQuery), [connections, lists, shownQuery]);
  const free = useMemo(
    () => freeTextConnections(connections, lists, shownQuery),
    [connections, lists, shownQuery],
  );
  const choices = [
    ...groups.flatMap(({ connection, models }) =>
      models.map((model) => ({
        connection,
        modelId: model.id,
        label: model.name ?? model.id,
        isTyped: false,
      })),
    ),
    ...free.map((connection) => ({
      connection,
      modelId: shownQuery.trim(),
      label: shownQuery.trim(),
      isTyped: true,
    })),
  ];
  const pick = (index: number) => {
    const choice = choices[index];
    if (choice === undefined) return;
    const model = { connectionId: choice.connection.id, modelId: choice.modelId };
    if (choice.isTyped && hasOwnNames(choice.connection)) setNaming({ ...model, isPicked: true });
    else onPick(model, choice.label.slice(0, 120));
  };

  const cursor = useListCursor(choices.length, pick);

  let index = -1;
  const place = () => {
    index += 1;
    const own = index;
    return {
      id: cursor.optionId(own),
      isActive: own === cursor.activeIndex,
      onPoint: () => cursor.moveTo(own),
      onPick: () => pick(own),
    };
  };
  const now = Date.now();
  /** How old the list is; the simulated models have none. */
  const ageOf = ({ id: connectionId }: Connection): string | undefined => {
    const listedAt = lists[connectionId]?.listedAt ?? 0;
    if (connectionId === simulatorConnectionId || listedAt === 0) return undefined;
    return lists[connectionId]?.models.length === 0 ? undefined : `listed ${formatAge(listedAt, now)}`;
  };
  const head = (connection: Connection) => `${id}-head-${connection.id}`;

  const asked = naming === undefined ? undefined : connectionsById[naming.connectionId];
  if (naming !== undefined && asked !== undefined) {
    const { connectionId, modelId, isPicked } = naming;
    return (
      <div className={styles.search}>
        <NameModel
          connection={asked}
          modelId={modelId}
          onDone={() =>
            isPicked ? onPick({ connectionId, modelId }, modelId.slice(0, 120)) : setNaming(undefined)
          }
          onBack={() => setNaming(undefined)}
        />
      </div>
    );
  }
  return (
    <div className={styles.search}>
      <SearchBox
        label="Search models"
        placeholder="Search, or type any model id"
        value={query}
        count={choices.length}
        cursor={cursor}
        onChange={setQuery}
      />
      {choices.length > 0 && (
        <div id={cursor.listId} role="listbox" aria-label="Models">
          {groups.map(({ connection, models, matchCount }) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is not allowed inside a listbox
            <div key={connection.id} role="group" aria-labelledby={head(connection)}>
              <div id={head(connection)} className={styles.head}>
                <span className={styles.place}>{connection.label}</span>
                {[connection.operator, connection.region, ageOf(connection)].filter(Boolean).join(' · ')}
                {models.length < matchCount && ` · ${models.length} of ${matchCount}, type to narrow`}
              </div>
              {models.map((model) => (
                <ModelOption
                  key={model.id}
                  {...place()}
                  model={model}
                  connection={connection}
                  list={lists[connection.id]}
                />
              ))}
            </div>
          ))}
          {free.length > 0 && (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is not allowed inside a listbox
            <div role="group" aria-labelledby={`${id}-free`}>
              <div id={`${id}-free`} className={styles.head}>
                <span className={styles.place}>Use it as a model id</span>
              </div>
              {free.map((connection) => (
                <FreeTextOption
                  key={connection.id}
                  {...place()}
                  modelId={shownQuery.trim()}
                  connection={connection}
                />
              ))}
            </div>
          )}
        </div>
      )}
      {choices.length === 0 && <p className={styles.nothing}>No model matches. Try part of its id.</p>}
      <NamedModels
        connections={connections}
        onEdit={(connection, modelId) => setNaming({ connectionId: connection.id, modelId, isPicked: false })}
      />
      <ListNotes connections={connections} progress={progress} refresh={refresh} />
    </div>
  );
};
