// The one place where state changes: folds an event into the state, sharing all that did not change.
// Runs in the core and in every renderer, so what is saved and what is painted cannot disagree. Events about
// unknown things are ignored: a chat that is not opened here still streams elsewhere.
import type { Chat, Turn } from './chat.ts';
import type { ModelList } from './connection.ts';
import type { AnswerEvent, Event } from './event.ts';
import type { ChatId, ConnectionId } from './id.ts';
import { maxRefusals, type Refusal } from './model.ts';
import { reduceAnswer } from './reduce-answer.ts';
import type { State } from './state.ts';

const withChat = (state: State, chatId: ChatId, change: (chat: Chat) => Chat): State => {
  const chat = state.chats[chatId];
  return chat === undefined ? state : { ...state, chats: { ...state.chats, [chatId]: change(chat) } };
};

const withTurns = (state: State, chatId: ChatId, change: (turns: Turn[]) => Turn[]): State => {
  const turns = state.turns[chatId];
  if (turns === undefined) return state;
  const changed = change(turns);
  return changed === turns ? state : { ...state, turns: { ...state.turns, [chatId]: changed } };
};

const without = <Key extends string, Value>(record: Record<Key, Value>, key: Key): Record<Key, Value> => {
  const { [key]: _, ...rest } = record;
  return rest as Record<Key, Value>;
};

const insert = <Item>(items: Item[], item: Item, index: number): Item[] => [
  ...items.slice(0, index),
  item,
  ...items.slice(index),
];

/** Replaces one element; searched from the end, where the changes are. */
const replaceLast = <Item extends { id: string }>(
  items: Item[],
  id: string,
  change: (item: Item) => Item,
): Item[] => {
  const index = items.findLastIndex((item) => item.id === id);
  const item = items[index];
  if (item === undefined) return items;
  const changed = change(item);
  return changed === item ? items : items.with(index, changed);
};

const reduceAnswerIn = (state: State, event: AnswerEvent): State =>
  withTurns(state, event.chatId, (turns) =>
    replaceLast(turns, event.turnId, (turn) => {
      const answers = replaceLast(turn.answers, event.answerId, (answer) => reduceAnswer(answer, event));
      return answers === turn.answers ? turn : { ...turn, answers };
    }),
  );

const reduceChat = (state: State, event: Extract<Event, { type: `chat-${string}` }>): State => {
  switch (event.type) {
    case 'chat-created':
      return {
        ...state,
        chats: { ...state.chats, [event.chat.id]: event.chat },
        turns: { ...state.turns, [event.chat.id]: state.turns[event.chat.id] ?? [] },
      };
    case 'chat-renamed':
      return withChat(state, event.chatId, (chat) => ({ ...chat, title: event.title }));
    case 'chat-pinned':
      return withChat(state, event.chatId, (chat) => ({ ...chat, isPinned: event.isPinned }));
    case 'chat-deleted':
      return withChat(state, event.chatId, (chat) => ({ ...chat, isDeleted: true }));
    case 'chat-restored':
      return withChat(state, event.chatId, ({ isDeleted: _, ...chat }) => chat);
    case 'chat-opened':
      return { ...state, turns: { ...state.turns, [event.chatId]: event.turns } };
    case 'chat-closed':
      return { ...state, turns: without(state.turns, event.chatId) };
  }
};

const reduceColumn = (state: State, event: Extract<Event, { type: `column-${string}` }>): State =>
  withChat(state, event.chatId, (chat) => {
    switch (event.type) {
      case 'column-added':
        return { ...chat, columns: insert(chat.columns, event.column, event.index) };
      case 'column-changed':
        return { ...chat, columns: replaceLast(chat.columns, event.column.id, () => event.column) };
      case 'column-moved': {
        const column = chat.columns.find((each) => each.id === event.columnId);
        if (column === undefined) return chat;
        const others = chat.columns.filter((each) => each !== column);
        return { ...chat, columns: insert(others, column, event.index) };
      }
      case 'column-removed':
        return {
          ...chat,
          columns: replaceLast(chat.columns, event.columnId, (column) => ({ ...column, isRemoved: true })),
        };
      case 'column-restored':
        return {
          ...chat,
          columns: replaceLast(chat.columns, event.columnId, ({ isRemoved: _, ...column }) => column),
        };
    }
    return chat;
  });

const isSameRefusal = (one: Refusal, other: Refusal): boolean =>
  one.modelId === other.modelId && one.field === other.field && one.effort === other.effort;

const withRefusals = (
  state: State,
  connectionId: ConnectionId,
  change: (refusals: readonly Refusal[]) => Refusal[],
): State => {
  const list: ModelList = state.models[connectionId] ?? { models: [], listedAt: 0 };
  const refusals = change(list.refusals ?? []);
  return { ...state, models: { ...state.models, [connectionId]: { ...list, refusals } } };
};

/** Folds one event. Pure; returns the same object when nothing changed. */
export const reduce = (state: State, event: Event): State => {
  switch (event.type) {
    case 'chat-created':
    case 'chat-renamed':
    case 'chat-pinned':
    case 'chat-deleted':
    case 'chat-restored':
    case 'chat-opened':
    case 'chat-closed':
      return reduceChat(state, event);
    case 'column-added':
    case 'column-changed':
    case 'column-moved':
    case 'column-removed':
    case 'column-restored':
      return reduceColumn(state, event);
    case 'turn-added': {
      const touched = withChat(state, event.chatId, (chat) => ({ ...chat, updatedAt: event.turn.askedAt }));
      return withTurns(touched, event.chatId, (turns) => [...turns, event.turn]);
    }
    case 'answer-added':
      return withTurns(state, event.chatId, (turns) =>
        replaceLast(turns, event.turnId, (turn) => ({ ...turn, answers: [...turn.answers, event.answer] })),
      );
    case 'answer-sent':
    case 'answer-started':
    case 'answer-delta':
    case 'answer-part-added':
    case 'answer-usage-reported':
    case 'answer-retrying':
    case 'answer-ended':
      return reduceAnswerIn(state, event);
    default:
      return reduceApp(state, event);
  }
};

type AppEvent = Exclude<
  Event,
  AnswerEvent | { type: `chat-${string}` | `column-${string}` | 'turn-added' | 'answer-added' }
>;

const reduceApp = (state: State, event: AppEvent): State => {
  switch (event.type) {
    case 'connection-saved': {
      const { connection } = event;
      const saved = { ...state, connections: { ...state.connections, [connection.id]: connection } };
      const before = state.connections[connection.id];
      if (
        before === undefined ||
        (before.baseUrl === connection.baseUrl && before.vendorId === connection.vendorId)
      )
        return saved;
      // What was found at another address says nothing about this one.
      return {
        ...saved,
        models: without(state.models, connection.id),
        connectionTests: without(state.connectionTests, connection.id),
      };
    }
    case 'connection-removed':
    case 'connection-restored': {
      const connection = state.connections[event.connectionId];
      if (connection === undefined) return state;
      const { isRemoved: _, ...kept } = connection;
      const changed = event.type === 'connection-removed' ? { ...kept, isRemoved: true } : kept;
      return { ...state, connections: { ...state.connections, [event.connectionId]: changed } };
    }
    case 'secret-changed':
      return { ...state, secrets: { ...state.secrets, [event.connectionId]: event.status } };
    case 'models-listed': {
      // What answers taught is no part of a list and outlives it.
      const refusals = state.models[event.connectionId]?.refusals;
      const list = refusals === undefined ? event.list : { ...event.list, refusals };
      return { ...state, models: { ...state.models, [event.connectionId]: list } };
    }
    case 'parameter-refused':
      return withRefusals(state, event.connectionId, (refusals) =>
        [...refusals.filter((each) => !isSameRefusal(each, event.refusal)), event.refusal].slice(
          -maxRefusals,
        ),
      );
    case 'refusals-forgotten':
      return withRefusals(state, event.connectionId, (refusals) =>
        refusals.filter((each) => each.modelId !== event.modelId || each.parameter !== event.parameter),
      );
    case 'connection-tested':
      return { ...state, connectionTests: { ...state.connectionTests, [event.connectionId]: event.test } };
    case 'local-servers-found':
      return { ...state, localServers: event.servers };
    case 'own-prices-changed':
      return { ...state, ownPrices: event.prices };
    case 'vault-changed':
      return { ...state, vault: event.status };
    case 'settings-changed':
      return { ...state, settings: event.settings };
    case 'storage-changed':
      return { ...state, storage: event.health };
    case 'notice-dismissed':
      return { ...state, notices: state.notices.filter((notice) => notice.id !== event.id) };
  }
};

/** Folds a list of events in order. */
export const reduceAll = (state: State, events: readonly Event[]): State => events.reduce(reduce, state);
