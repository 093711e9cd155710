// The page's copy of the state and the hooks that read it. Filled by `connect` alone.
import { createContext, useCallback, useContext } from 'react';
import { flushSync } from 'react-dom';
import { createStore, useStore } from 'zustand';
import type { Api } from '../../shared/api.ts';
import { createApi } from '../../shared/client.ts';
import { emptyState, type State } from '../../shared/state.ts';
import type { Transport } from '../../shared/transport.ts';
import { frame } from '../ui/frame.ts';
import { connect } from './connect.ts';
import { gatherPerFrame } from './gather.ts';

export interface Held {
  status: 'connecting' | 'ready' | 'lost';
  state: State;
}

export type HeldStore = ReturnType<typeof createHeldStore>;

const createHeldStore = () => createStore<Held>(() => ({ status: 'connecting', state: emptyState }));

export interface Collate {
  api: Api;
  store: HeldStore;
}

/** Everything a page needs of the core; ends with the page. */
export const createCollate = (transport: Transport): Collate => {
  const store = createHeldStore();
  connect(transport, {
    onChange: gatherPerFrame<Partial<Held>>(
      // Within the frame, so that text which came in is printed in this very frame.
      (change) => flushSync(() => store.setState(change)),
      { frame, isHidden: () => document.visibilityState === 'hidden' },
    ),
  });
  return { api: createApi(transport), store };
};

export const CollateContext = createContext<Collate | undefined>(undefined);

const useCollateContext = (): Collate => {
  const collate = useContext(CollateContext);
  if (collate === undefined) throw new Error('CollateContext is missing above this component.');
  return collate;
};

/** A part of the state. The selector must return the same object while that part is unchanged. */
export const useCollate = <Value>(select: (state: State) => Value): Value =>
  useStore(useCollateContext().store, (held) => select(held.state));

export const useStatus = (): Held['status'] => useStore(useCollateContext().store, (held) => held.status);

export const useApi = (): Api => useCollateContext().api;

/** Reads the state once, inside an event handler. Stays the same function. */
export const useReadState = (): (() => State) => {
  const { store } = useCollateContext();
  return useCallback(() => store.getState().state, [store]);
};

/** The store itself, for effects that watch it without rendering. */
export const useCollateStore = (): HeldStore => useCollateContext().store;
