// A process that opens the store in the folder given and streams eight columns into it until it is killed. Prints a line before
// opening, one with the chat's id after, and one for every piece once all columns were handed it.
import { writeSync } from 'node:fs';
import { openStore } from '../../../electron/core/store/open-store.ts';
import type { Event } from '../../../shared/event.ts';
import { reduce } from '../../../shared/reduce.ts';
import { emptyState } from '../../../shared/state.ts';
import { aChat, anAnswer, aTurn, delta, refOf } from './sample-chat.ts';

export const columnCount = 8;
export const pieceEveryMs = 5;
export const pieceOf = (column: number, number: number): string => `c${column}.${number} `;

const [, script, dataDir] = process.argv;
if (script === import.meta.filename && dataDir !== undefined) {
  const print = (line: string) => writeSync(1, `${line}\n`);
  print('opening');
  const store = openStore({
    dataDir,
    onHealth: (health) => print(`health ${health.state}`),
    log: () => undefined,
  });
  let state = emptyState;
  const save = (event: Event) => {
    state = reduce(state, event);
    store.save(event, state);
  };
  const chat = aChat();
  const turn = aTurn({ answers: Array.from({ length: columnCount }, () => anAnswer()) });
  save({ type: 'chat-created', chat });
  save({ type: 'turn-added', chatId: chat.id, turn });
  print(`chat ${chat.id}`);
  let number = 0;
  setInterval(() => {
    for (const column of turn.answers.keys())
      save(delta(refOf(chat, turn, column), pieceOf(column, number), number));
    print(`piece ${number}`);
    number += 1;
  }, pieceEveryMs);
}
