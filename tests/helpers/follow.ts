// Follows a transport the way a page does, and waits for what a test is about.
import { connect } from '../../renderer/state/connect.ts';
import type { Api } from '../../shared/api.ts';
import { type Answer, isRunning } from '../../shared/chat.ts';
import { createApi } from '../../shared/client.ts';
import type { Batch } from '../../shared/event.ts';
import type { AnswerId, ChatId } from '../../shared/id.ts';
import { emptyState, type State } from '../../shared/state.ts';
import type { Transport } from '../../shared/transport.ts';

export interface Follower {
  api: Api;
  state(): State;
  batches: Batch[];
  /** Resolves with the state as soon as it satisfies the condition; waits for events, not for time. */
  until(condition: (state: State) => boolean): Promise<State>;
  /** Resolves when no answer of the chat is running. */
  settled(chatId: ChatId): Promise<State>;
  answer(answerId: AnswerId): Answer;
  stop(): void;
}

export const follow = (transport: Transport): Follower => {
  let state = emptyState;
  const batches: Batch[] = [];
  const waiting = new Set<() => void>();
  const stop = connect(
    {
      call: (method, input) => transport.call(method, input),
      subscribe: (listener) =>
        transport.subscribe((batch) => {
          batches.push(batch);
          listener(batch);
        }),
    },
    {
      onChange(change) {
        state = change.state ?? state;
        for (const check of [...waiting]) check();
      },
    },
  );
  const until = (condition: (state: State) => boolean): Promise<State> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!condition(state)) return;
        waiting.delete(check);
        resolve(state);
      };
      waiting.add(check);
      check();
    });
  return {
    api: createApi(transport),
    state: () => state,
    batches,
    until,
    settled: (chatId) =>
      until((now) => {
        const turns = now.turns[chatId];
        return turns !== undefined && turns.length > 0 && !turns.some((turn) => turn.answers.some(isRunning));
      }),
    answer(answerId) {
      for (const turns of Object.values(state.turns))
        for (const turn of turns)
          for (const answer of turn.answers) if (answer.id === answerId) return answer;
      throw new Error('There is no such answer.');
    },
    stop,
  };
};
