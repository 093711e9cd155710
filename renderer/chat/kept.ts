// What the reader has done to single cells (an earlier answer looked at, a prompt unfolded): kept while the chat is shown, because
// the cells themselves come and go as one scrolls.
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';

export interface Kept {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  subscribe(onChange: () => void): () => void;
}

export const createKept = (): Kept => {
  const values = new Map<string, unknown>();
  const listeners = new Set<() => void>();
  return {
    get: (key) => values.get(key),
    set(key, value) {
      if (value === undefined) values.delete(key);
      else values.set(key, value);
      for (const listener of listeners) listener();
    },
    subscribe(onChange) {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
  };
};

/** Outside a grid everything shares one. */
export const KeptContext = createContext<Kept>(createKept());

/** Like `useState`, but the value outlives the component. One key must always have one type. */
export const useKept = <Value>(key: string, initial: Value): [Value, (value: Value) => void] => {
  const kept = useContext(KeptContext);
  const value = useSyncExternalStore(kept.subscribe, () => kept.get(key)) as Value | undefined;
  const set = useCallback((next: Value) => kept.set(key, next), [kept, key]);
  return [value ?? initial, set];
};

export const placeKey = (turnIndex: number, columnId: string): string => `place ${turnIndex} ${columnId}`;
export const unfoldedKey = (turnIndex: number): string => `unfolded ${turnIndex}`;
