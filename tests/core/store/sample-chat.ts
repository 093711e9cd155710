// Things to save. Runs in plain Node too, for the processes the tests start and kill.
import type { Answer, Chat, Turn } from '../../../shared/chat.ts';
import type { AnswerRef, Event } from '../../../shared/event.ts';
import {
  type AnswerId,
  type ChatId,
  type ColumnId,
  type ConnectionId,
  newId,
  type TurnId,
} from '../../../shared/id.ts';

const columnId = newId<ColumnId>();
const model = { connectionId: newId<ConnectionId>(), modelId: 'gpt-6-sol' };

export const aChat = (change: Partial<Chat> = {}): Chat => ({
  id: newId<ChatId>(),
  title: 'A chat',
  isPinned: false,
  createdAt: 1,
  updatedAt: 1,
  columns: [{ id: columnId, model, label: 'GPT-6 Sol', parameters: { temperature: 0.5 }, width: 300 }],
  ...change,
});

export const anAnswer = (change: Partial<Answer> = {}): Answer => ({
  id: newId<AnswerId>(),
  columnId,
  status: 'waiting',
  asked: {
    model,
    modelLabel: 'GPT-6 Sol',
    connectionLabel: 'OpenAI',
    vendorId: 'openai',
    operator: 'OpenAI',
    parameters: {},
    isSimulated: false,
  },
  parts: [],
  timings: { startedAt: 1000, sentMs: 0 },
  attempts: 0,
  ...change,
});

export const aTurn = (change: Partial<Turn> = {}): Turn => ({
  id: newId<TurnId>(),
  prompt: 'What is a column?',
  askedAt: 1000,
  answers: [anAnswer()],
  ...change,
});

export const refOf = (chat: Chat, turn: Turn, index = 0): AnswerRef => {
  const answer = turn.answers[index];
  if (answer === undefined) throw new Error('no such answer');
  return { chatId: chat.id, turnId: turn.id, answerId: answer.id };
};

export const delta = (ref: AnswerRef, text: string, lastMs = 5): Event => ({
  ...ref,
  type: 'answer-delta',
  part: 'text',
  text,
  firstMs: lastMs,
  lastMs,
});

export const ended = (ref: AnswerRef, change: object = {}): Event => ({
  ...ref,
  type: 'answer-ended',
  status: 'complete',
  finish: { reason: 'stop' },
  endedMs: 10,
  ...change,
});
