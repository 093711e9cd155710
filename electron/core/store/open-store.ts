// The store as one piece: opens the database, puts the last run's loose ends right, and joins what is on disk with what is still
// pending. Knows nothing of providers, shells or who asks.
import type { Turn } from '../../../shared/chat.ts';
import type { AnswerEvent } from '../../../shared/event.ts';
import { reduceAnswer } from '../../../shared/reduce-answer.ts';
import type { Notice } from '../../../shared/state.ts';
import { createActivityRows } from './activity.ts';
import { startCatchUp } from './catch-up.ts';
import { createChatRows } from './chats.ts';
import { createConnectionRows } from './connections.ts';
import { interrupt, interruptedNotice } from './interrupted.ts';
import { type OpenDatabase, openDatabase } from './open-database.ts';
import { addEvent, createPending, isEmpty, type Pending } from './pending.ts';
import { createRunRecordRows } from './run-records.ts';
import { createSaver } from './saver.ts';
import { createSearchIndex } from './search.ts';
import { type Store, StoreError, type StoreOptions } from './store.ts';
import { foldTail } from './tail.ts';
import { createTurnRows } from './turns.ts';
import { createWritePending, type Rows } from './write-pending.ts';

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The turns of a chat as they would be if everything pending were written. */
const withPending = (stored: Turn[], chatId: string, pending: Pending): Turn[] => {
  const turns = new Map(stored.map((turn) => [turn.id, { ...turn, answers: [...turn.answers] }]));
  for (const added of pending.turns.values())
    if (added.chatId === chatId && !turns.has(added.turn.id))
      turns.set(added.turn.id, { ...added.turn, answers: [] });
  for (const { turnId, answer } of pending.answers.values()) {
    const answers = turns.get(turnId)?.answers;
    const index = answers?.findIndex((each) => each.id === answer.id) ?? -1;
    if (index === -1) answers?.push(answer);
    else answers?.splice(index, 1, answer);
  }
  for (const [answerId, { turnId, events }] of pending.tails) {
    const turn = turns.get(turnId);
    if (turn !== undefined)
      turn.answers = turn.answers.map((answer) =>
        answer.id === answerId ? foldTail(answer, events) : answer,
      );
  }
  return [...turns.values()];
};

const createRows = ({ db }: OpenDatabase, log: StoreOptions['log']): Rows => {
  try {
    return {
      chats: createChatRows(db, log),
      turns: createTurnRows(db, log),
      runRecords: createRunRecordRows(db),
      connections: createConnectionRows(db, log),
      activity: createActivityRows(db, log),
      index: createSearchIndex(db, log),
    };
  } catch (error) {
    throw new StoreError('unusable', `The tables are not as expected: ${wordsOf(error)}`, { cause: error });
  }
};

/**
 * Opens the profile in `dataDir`, alone. Throws `StoreError` and nothing else. A damaged file is set aside and reported in
 * `load().notices`; a full disk or a folder that cannot be written is reported through `onHealth`, never before this returns.
 */
export const openStore = ({ dataDir, onHealth, log }: StoreOptions): Store => {
  const database = openDatabase({ dataDir, onHealth, log });
  const notices: Notice[] = [...database.notices];
  const pending = createPending();
  try {
    return assemble(database, notices, pending, { dataDir, onHealth, log });
  } catch (error) {
    database.close();
    if (error instanceof StoreError) throw error;
    throw new StoreError('unusable', `The chats in ${dataDir} cannot be read: ${wordsOf(error)}`, {
      cause: error,
    });
  }
};

const assemble = (
  database: OpenDatabase,
  notices: Notice[],
  pending: Pending,
  options: StoreOptions,
): Store => {
  const { dataDir, onHealth, log } = options;
  const { db, isCopy } = database;
  const rows = createRows(database, log);
  let isOpening = true;
  const saver = createSaver({
    write: createWritePending(db, rows, pending, log),
    log,
    onHealth: (health) => {
      // A copy that is gone at the end is not saved, however well it can be written.
      if (isCopy) return;
      if (isOpening) queueMicrotask(() => onHealth(health));
      else onHealth(health);
    },
  });

  try {
    db.transaction(() => {
      rows.chats.purge();
      rows.connections.purge();
      rows.activity.purge();
    })();
  } catch (error) {
    // They stay hidden, and the next start tries again.
    log('warn', 'Deleted chats could not be purged', { reason: wordsOf(error) });
  }
  const running = rows.turns.readRunning();
  for (const { turnId, answer } of running)
    pending.answers.set(answer.id, { turnId, answer: interrupt(answer) });
  if (running.length > 0) {
    notices.push(interruptedNotice(running.length));
    saver.flush();
  }
  if (isCopy)
    queueMicrotask(() =>
      onHealth({ state: 'read-only', detail: `${dataDir} cannot be written: nothing new will be kept.` }),
    );
  isOpening = false;
  const catchUp = startCatchUp({ step: rows.index.catchUp, log });

  const endedAnswer = (event: AnswerEvent) => {
    try {
      const answer = pending.answers.get(event.answerId)?.answer ?? rows.turns.readAnswer(event.answerId);
      if (answer === undefined) return undefined;
      return reduceAnswer(foldTail(answer, pending.tails.get(event.answerId)?.events ?? []), event);
    } catch (error) {
      log('error', 'An answer that ended cannot be read', { id: event.answerId, reason: wordsOf(error) });
      return undefined;
    }
  };

  return {
    load: () => ({
      chats: rows.chats.readAll(),
      connections: rows.connections.readAll(),
      models: rows.connections.readModels(),
      ownPrices: rows.connections.readPrices(),
      notices,
    }),
    loadTurns: (chatId) => {
      if (!isEmpty(pending)) saver.flush();
      return withPending(rows.turns.readTurns(chatId), chatId, pending);
    },
    save: (event, state) => {
      const urgency = addEvent(pending, event, state, endedAnswer);
      if (urgency !== undefined) saver.request(urgency);
    },
    saveRunRecord: (record) => {
      pending.runRecords.set(record.answerId, record);
      saver.request('soon');
    },
    loadRunRecord: (answerId) => pending.runRecords.get(answerId) ?? rows.runRecords.read(answerId),
    loadActivity: (connectionId) => {
      if (!isEmpty(pending)) saver.flush();
      return rows.activity.read(connectionId);
    },
    search: (query, limit) => rows.index.search(query, limit),
    close: () => {
      if (!db.open) return;
      catchUp.stop();
      if (!saver.close()) log('error', 'Not everything could be saved before closing');
      try {
        db.pragma('wal_checkpoint(TRUNCATE)');
      } catch (error) {
        // The log stays beside the file and is read on the next start.
        log('warn', 'The log could not be merged into the file', { reason: wordsOf(error) });
      }
      try {
        database.close();
      } catch (error) {
        log('warn', 'The database was not closed cleanly', { reason: wordsOf(error) });
      }
    },
  };
};
