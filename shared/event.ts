// Facts that happened in the core, and the numbered batches in which they travel. The only way state reaches a renderer.
import type { Answer, Chat, Column, Finish, Part, Turn } from './chat.ts';
import type { Connection, ConnectionTest, LocalServer, ModelList, SecretStatus } from './connection.ts';
import type { Failure } from './failure.ts';
import type { AnswerId, ChatId, ColumnId, ConnectionId, TurnId } from './id.ts';
import type { Refusal } from './model.ts';
import type { Cost, OwnPrice } from './price.ts';
import type { Settings } from './settings.ts';
import type { StorageHealth } from './state.ts';
import type { Usage } from './usage.ts';
import type { VaultStatus } from './vault-status.ts';

/** Names one answer; all three so that it is found without a search through other chats. */
export interface AnswerRef {
  chatId: ChatId;
  turnId: TurnId;
  answerId: AnswerId;
}

/** New content of one answer. Times are ms after the answer's `startedAt`: of the first and the last piece merged into `text`. */
export interface AnswerDelta extends AnswerRef {
  type: 'answer-delta';
  part: 'text' | 'reasoning';
  reasoningKind?: 'raw' | 'summary' | 'redacted';
  text: string;
  firstMs: number;
  lastMs: number;
}

export type AnswerEvent =
  | (AnswerRef & { type: 'answer-sent'; attempt: number; startedAt: number; sentMs: number })
  | (AnswerRef & { type: 'answer-started'; headersMs: number; reported: NonNullable<Answer['reported']> })
  | AnswerDelta
  | (AnswerRef & { type: 'answer-part-added'; part: Exclude<Part, { type: 'text' | 'reasoning' }> })
  | (AnswerRef & { type: 'answer-usage-reported'; usage: Usage })
  | (AnswerRef & { type: 'answer-retrying'; retry: NonNullable<Answer['retry']> })
  | (AnswerRef & {
      type: 'answer-ended';
      status: 'complete' | 'stopped' | 'interrupted' | 'failed';
      finish?: Finish;
      failure?: Failure;
      usage?: Usage;
      cost?: Cost;
      firstByteMs?: number;
      endedMs: number;
    });

export type Event =
  | { type: 'chat-created'; chat: Chat }
  | { type: 'chat-renamed'; chatId: ChatId; title: string }
  | { type: 'chat-pinned'; chatId: ChatId; isPinned: boolean }
  | { type: 'chat-deleted'; chatId: ChatId }
  | { type: 'chat-restored'; chatId: ChatId }
  | { type: 'chat-opened'; chatId: ChatId; turns: Turn[] }
  | { type: 'chat-closed'; chatId: ChatId }
  | { type: 'column-added'; chatId: ChatId; column: Column; index: number }
  | { type: 'column-changed'; chatId: ChatId; column: Column }
  | { type: 'column-moved'; chatId: ChatId; columnId: ColumnId; index: number }
  | { type: 'column-removed'; chatId: ChatId; columnId: ColumnId }
  | { type: 'column-restored'; chatId: ChatId; columnId: ColumnId }
  | { type: 'turn-added'; chatId: ChatId; turn: Turn }
  | { type: 'answer-added'; chatId: ChatId; turnId: TurnId; answer: Answer }
  | AnswerEvent
  | { type: 'connection-saved'; connection: Connection }
  | { type: 'connection-removed'; connectionId: ConnectionId }
  | { type: 'connection-restored'; connectionId: ConnectionId }
  | { type: 'secret-changed'; connectionId: ConnectionId; status: SecretStatus }
  | { type: 'models-listed'; connectionId: ConnectionId; list: ModelList }
  | { type: 'parameter-refused'; connectionId: ConnectionId; refusal: Refusal }
  | {
      type: 'refusals-forgotten';
      connectionId: ConnectionId;
      modelId: string;
      parameter: Refusal['parameter'];
    }
  | { type: 'connection-tested'; connectionId: ConnectionId; test: ConnectionTest }
  | { type: 'local-servers-found'; servers: LocalServer[] }
  | { type: 'own-prices-changed'; prices: OwnPrice[] }
  | { type: 'vault-changed'; status: VaultStatus }
  | { type: 'settings-changed'; settings: Settings }
  | { type: 'storage-changed'; health: StorageHealth }
  | { type: 'notice-dismissed'; id: string };

/** Numbered without gaps from 1. An empty batch states the number of the last one and is sent first to every listener. */
export interface Batch {
  seq: number;
  events: Event[];
}
