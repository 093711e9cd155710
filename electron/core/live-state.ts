// The core's own copy of the state: every event is folded, saved and sent from this one place, in that order.
// Decides nothing; whoever emits has already decided.
import type { Event } from '../../shared/event.ts';
import { reduce } from '../../shared/reduce.ts';
import type { State } from '../../shared/state.ts';

export interface LiveState {
  get(): State;
  emit(event: Event): void;
}

/** `onEvent` sees the event together with the state after it. */
export const createLiveState = (initial: State, onEvent: (event: Event, state: State) => void): LiveState => {
  let state = initial;
  return {
    get: () => state,
    emit(event) {
      state = reduce(state, event);
      onEvent(event, state);
    },
  };
};
