// Writes everything pending in one transaction, in the order references need. Knows no timer and keeps nothing.
import type { Database } from 'better-sqlite3';
import { isRunning } from '../../../shared/chat.ts';
import type { ActivityRows } from './activity.ts';
import type { ChatRows } from './chats.ts';
import type { ConnectionRows } from './connections.ts';
import type { Pending } from './pending.ts';
import type { RunRecordRows } from './run-records.ts';
import type { SearchIndex } from './search.ts';
import { isUnwritable } from './sqlite-error.ts';
import type { StoreOptions } from './store.ts';
import type { TurnRows } from './turns.ts';

export interface Rows {
  chats: ChatRows;
  turns: TurnRows;
  runRecords: RunRecordRows;
  connections: ConnectionRows;
  activity: ActivityRows;
  index: SearchIndex;
}

const stepsOf = function* (rows: Rows, pending: Pending): Generator<() => void> {
  for (const chat of pending.chats.values()) yield () => rows.chats.write(chat);
  for (const { chatId, turn } of pending.turns.values())
    yield () => {
      rows.turns.writeTurn(chatId, turn);
      rows.index.addPrompt(turn.id, turn.prompt);
    };
  for (const { turnId, answer } of pending.answers.values())
    yield () => {
      if (rows.turns.writeAnswer(turnId, answer)) rows.activity.add(answer);
      if (!isRunning(answer)) rows.index.addAnswer(turnId, answer);
    };
  for (const [answerId, { events }] of pending.tails) yield () => rows.turns.appendTail(answerId, events);
  for (const record of pending.runRecords.values()) yield () => rows.runRecords.write(record);
  for (const connection of pending.connections.values()) yield () => rows.connections.write(connection);
  for (const [id, list] of pending.modelLists) yield () => rows.connections.writeModels(id, list);
  const { ownPrices } = pending;
  if (ownPrices !== undefined) yield () => rows.connections.writePrices(ownPrices);
};

const clear = (pending: Pending): void => {
  for (const kept of [
    pending.chats,
    pending.turns,
    pending.answers,
    pending.tails,
    pending.runRecords,
    pending.connections,
  ])
    kept.clear();
  pending.modelLists.clear();
  pending.ownPrices = undefined;
};

/**
 * Returns the function that writes and then empties `pending`. It throws when the disk refuses, with nothing written or
 * emptied. A row that can never be written (its chat is gone) is logged and left out, so that it cannot hold up the others.
 * With `isDurable` what was written survives a power cut when the function returns.
 */
export const createWritePending = (db: Database, rows: Rows, pending: Pending, log: StoreOptions['log']) => {
  const writeAll = db.transaction(() => {
    for (const step of stepsOf(rows, pending)) step();
  });
  const writeEach = db.transaction(() => {
    for (const step of stepsOf(rows, pending)) {
      try {
        db.transaction(step)();
      } catch (error) {
        if (!isUnwritable(error)) throw error;
        log('error', 'A row cannot be written', {
          reason: error instanceof Error ? error.message : String(error),
        });
      }
    }
  });
  const write = () => {
    try {
      writeAll.immediate();
    } catch (error) {
      if (!isUnwritable(error)) throw error;
      writeEach.immediate();
    }
    clear(pending);
  };
  return (isDurable: boolean): void => {
    if (!isDurable) {
      write();
      return;
    }
    db.pragma('synchronous = FULL');
    try {
      write();
    } finally {
      db.pragma('synchronous = NORMAL');
    }
  };
};
