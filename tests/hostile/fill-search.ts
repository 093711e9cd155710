// Chats whose prompts and answers are attacks, put into an empty profile as if they had been asked: so that every attack can be a
// result of a search, where a chat of long answers would show one place of each.
import { openStore } from '../../electron/core/store/open-store.ts';
import type { Event } from '../../shared/event.ts';
import { reduce } from '../../shared/reduce.ts';
import { emptyState, type State } from '../../shared/state.ts';
import { sampleAnswer, sampleChat, sampleColumn, sampleTurn } from '../shared/sample.ts';

/** Each shows twice, as a prompt and as an answer; a search shows no more than 60. */
const perSearch = 30;

/** Fills the profile and gives the queries that find all of it, with the count of results each must show. */
export const fillSearch = (
  dataDir: string,
  attacks: readonly string[],
): { query: string; hits: number }[] => {
  const store = openStore({ dataDir, onHealth: () => undefined, log: () => undefined });
  store.load();
  let state: State = emptyState;
  const save = (event: Event): void => {
    state = reduce(state, event);
    store.save(event, state);
  };
  const queries: { query: string; hits: number }[] = [];
  for (let at = 0; at < attacks.length; at += perSearch) {
    const word = `needle${queries.length}x`;
    const some = attacks.slice(at, at + perSearch);
    const column = sampleColumn({ label: `${word} ${some[0]}`.slice(0, 100) });
    const chat = sampleChat({ title: `${word} ${some.at(-1)}`.slice(0, 200), columns: [column] });
    save({ type: 'chat-created', chat });
    for (const attack of some) {
      const answer = sampleAnswer(column, {
        status: 'complete',
        parts: [{ type: 'text', text: `${word} ${attack}` }],
        timings: { startedAt: 1_000, sentMs: 0, firstContentMs: 20, lastContentMs: 400, endedMs: 410 },
        attempts: 1,
        finish: { reason: 'stop' },
      });
      const turn = sampleTurn([answer], { prompt: `${word} ${attack}` });
      const event: Event = { type: 'turn-added', chatId: chat.id, turn };
      state = { ...reduce(state, event), turns: { [chat.id]: [turn] } };
      store.save(event, state);
    }
    queries.push({ query: word, hits: some.length * 2 + 1 });
  }
  store.close();
  return queries;
};
