// What has changed and is not written yet, and how an event adds to it. Knows nothing of SQL, files or timers.
import type { Answer, Chat, Turn } from '../../../shared/chat.ts';
import { type Connection, type ModelList, simulatorConnectionId } from '../../../shared/connection.ts';
import type { AnswerEvent, Event } from '../../../shared/event.ts';
import type { AnswerId, ChatId, ConnectionId, TurnId } from '../../../shared/id.ts';
import type { OwnPrice } from '../../../shared/price.ts';
import type { RunRecord } from '../../../shared/run-record.ts';
import type { State } from '../../../shared/state.ts';
import { addToTail } from './tail.ts';

export interface Pending {
  chats: Map<ChatId, Chat>;
  /** Without their answers. */
  turns: Map<TurnId, { chatId: ChatId; turn: Omit<Turn, 'answers'> }>;
  /** Whole answers: new ones and ended ones. */
  answers: Map<AnswerId, { turnId: TurnId; answer: Answer }>;
  /** What running answers received since they were last written. Applies on top of `answers`. */
  tails: Map<AnswerId, { turnId: TurnId; events: AnswerEvent[] }>;
  runRecords: Map<AnswerId, RunRecord>;
  connections: Map<ConnectionId, Connection>;
  /** Undefined: to be deleted. */
  modelLists: Map<ConnectionId, ModelList | undefined>;
  ownPrices: OwnPrice[] | undefined;
}

/** When it must be on disk: with the next flush, now, or now and safe from a power cut. */
export type Urgency = 'soon' | 'now' | 'durable';

export const createPending = (): Pending => ({
  chats: new Map(),
  turns: new Map(),
  answers: new Map(),
  tails: new Map(),
  runRecords: new Map(),
  connections: new Map(),
  modelLists: new Map(),
  ownPrices: undefined,
});

export const isEmpty = (pending: Pending): boolean =>
  pending.ownPrices === undefined &&
  [
    pending.chats,
    pending.turns,
    pending.answers,
    pending.tails,
    pending.runRecords,
    pending.connections,
    pending.modelLists,
  ].every((map) => map.size === 0);

const addChat = (pending: Pending, chat: Chat | undefined): Urgency | undefined => {
  if (chat === undefined) return undefined;
  pending.chats.set(chat.id, chat);
  return 'now';
};

const addTurn = (pending: Pending, chatId: ChatId, { answers, ...turn }: Turn): void => {
  pending.turns.set(turn.id, { chatId, turn });
  for (const answer of answers) pending.answers.set(answer.id, { turnId: turn.id, answer });
};

const addAnswerEvent = (
  pending: Pending,
  event: AnswerEvent,
  state: State,
  endedAnswer: (event: AnswerEvent) => Answer | undefined,
): Urgency | undefined => {
  if (event.type !== 'answer-ended') {
    const tail = pending.tails.get(event.answerId) ?? { turnId: event.turnId, events: [] };
    addToTail(tail.events, event);
    pending.tails.set(event.answerId, tail);
    return 'soon';
  }
  const turn = state.turns[event.chatId]?.findLast((each) => each.id === event.turnId);
  // A chat that is not held in the state still has its answer here, with all that was received.
  const answer = turn?.answers.findLast((each) => each.id === event.answerId) ?? endedAnswer(event);
  if (answer === undefined) return undefined;
  pending.tails.delete(event.answerId);
  pending.answers.set(event.answerId, { turnId: event.turnId, answer });
  return 'durable';
};

/**
 * Adds what the event changed; `undefined` when it changed nothing that is kept. `endedAnswer` finds an answer that the state
 * does not hold and folds the event into it.
 */
export const addEvent = (
  pending: Pending,
  event: Event,
  state: State,
  endedAnswer: (event: AnswerEvent) => Answer | undefined,
): Urgency | undefined => {
  switch (event.type) {
    case 'chat-created':
      return addChat(pending, state.chats[event.chat.id] ?? event.chat);
    case 'chat-renamed':
    case 'chat-pinned':
    case 'chat-deleted':
    case 'chat-restored':
    case 'column-added':
    case 'column-changed':
    case 'column-moved':
    case 'column-removed':
    case 'column-restored':
      return addChat(pending, state.chats[event.chatId]);
    case 'turn-added':
      addChat(pending, state.chats[event.chatId]);
      addTurn(pending, event.chatId, event.turn);
      return 'now';
    case 'answer-added':
      pending.answers.set(event.answer.id, { turnId: event.turnId, answer: event.answer });
      return 'now';
    case 'answer-sent':
    case 'answer-started':
    case 'answer-delta':
    case 'answer-part-added':
    case 'answer-usage-reported':
    case 'answer-retrying':
    case 'answer-ended':
      return addAnswerEvent(pending, event, state, endedAnswer);
    case 'connection-saved':
    case 'connection-removed':
    case 'connection-restored': {
      const id = event.type === 'connection-saved' ? event.connection.id : event.connectionId;
      const connection = state.connections[id];
      if (connection === undefined || id === simulatorConnectionId) return undefined;
      pending.connections.set(id, connection);
      // Another address has other models; the state has forgotten them already.
      if (state.models[id] === undefined) pending.modelLists.set(id, undefined);
      return 'now';
    }
    case 'models-listed':
      if (event.connectionId === simulatorConnectionId) return undefined;
      pending.modelLists.set(event.connectionId, state.models[event.connectionId] ?? event.list);
      return 'now';
    case 'parameter-refused':
    case 'refusals-forgotten':
      if (event.connectionId === simulatorConnectionId) return undefined;
      pending.modelLists.set(event.connectionId, state.models[event.connectionId]);
      return 'soon';
    case 'own-prices-changed':
      pending.ownPrices = event.prices;
      return 'now';
    default:
      return undefined;
  }
};
