// What the core keeps on disk, as one interface over SQLite. Knows the vocabulary and the events; nothing of providers or shells.

import type { SearchHit } from '../../../shared/api.ts';
import type { Chat, Turn } from '../../../shared/chat.ts';
import type { Connection, ModelList } from '../../../shared/connection.ts';
import type { ConnectionActivity } from '../../../shared/connection-activity.ts';
import type { Event } from '../../../shared/event.ts';
import type { AnswerId, ChatId, ConnectionId } from '../../../shared/id.ts';
import type { OwnPrice } from '../../../shared/price.ts';
import type { RunRecord } from '../../../shared/run-record.ts';
import type { Notice, State, StorageHealth } from '../../../shared/state.ts';

export interface Stored {
  chats: Chat[];
  connections: Connection[];
  models: Record<ConnectionId, ModelList>;
  ownPrices: OwnPrice[];
  /** What happened on opening that the user should know: a corrupt file moved aside, answers marked interrupted. */
  notices: Notice[];
}

export interface StoreOptions {
  /** Folder of `collate.db`. */
  dataDir: string;
  /** Told whenever saving begins to fail or works again. */
  onHealth(health: StorageHealth): void;
  log(level: 'info' | 'warn' | 'error', message: string, detail?: Record<string, unknown>): void;
}

export interface Store {
  /** Everything but turns. Deleted chats and removed connections of earlier runs are gone by now. */
  load(): Stored;
  /** The turns of a chat, oldest first; empty for an unknown one. */
  loadTurns(chatId: ChatId): Turn[];
  /**
   * Saves what the event changed, reading the changed things from `state` (after the event). Content of streaming answers is
   * collected and written at most every 100 ms; everything else at once. Never throws: a failing disk is reported through
   * `onHealth`, kept in memory and retried.
   */
  save(event: Event, state: State): void;
  /** Written together with the end of its answer, which is to be saved right after it. */
  saveRunRecord(record: RunRecord): void;
  loadRunRecord(answerId: AnswerId): RunRecord | undefined;
  /** Sums over the answers of a connection that are written, deleted ones included; undefined before the first. */
  loadActivity(connectionId: ConnectionId): ConnectionActivity | undefined;
  /** Full-text search over prompts and answers, newest first. Words are matched by prefix, all must occur. Never throws on odd queries. */
  search(query: string, limit: number): SearchHit[];
  /** Writes everything pending, checkpoints, closes. */
  close(): void;
}

/** Why a profile cannot be opened. Nothing was changed by the attempt. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  /** `in-use`: another process holds it. `newer`: written by a newer Collate. */
  readonly reason: 'in-use' | 'newer' | 'unusable';
  constructor(reason: StoreError['reason'], message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.reason = reason;
  }
}
