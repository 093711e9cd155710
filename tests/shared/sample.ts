// Small things to build states from; every field can be overridden.
import type { Answer, Chat, Column, Turn } from '../../shared/chat.ts';
import { simulatorConnectionId } from '../../shared/connection.ts';
import type { AnswerEvent, AnswerRef } from '../../shared/event.ts';
import { type AnswerId, type ChatId, type ColumnId, newId, type TurnId } from '../../shared/id.ts';

export const sampleColumn = (over: Partial<Column> = {}): Column => ({
  id: newId<ColumnId>(),
  model: { connectionId: simulatorConnectionId, modelId: 'sim-fast' },
  label: 'Sim: Fast and short',
  parameters: {},
  ...over,
});

export const sampleChat = (over: Partial<Chat> = {}): Chat => ({
  id: newId<ChatId>(),
  title: 'A chat',
  isPinned: false,
  createdAt: 1_000,
  updatedAt: 1_000,
  columns: [],
  ...over,
});

export const sampleAnswer = (column: Column, over: Partial<Answer> = {}): Answer => ({
  id: newId<AnswerId>(),
  columnId: column.id,
  status: 'waiting',
  asked: {
    model: column.model,
    modelLabel: column.label,
    connectionLabel: 'Simulated models',
    vendorId: 'simulator',
    operator: 'Simulated on this computer',
    parameters: column.parameters,
    isSimulated: true,
  },
  parts: [],
  timings: { startedAt: 1_000, sentMs: 0 },
  attempts: 0,
  ...over,
});

export const sampleTurn = (answers: Answer[], over: Partial<Turn> = {}): Turn => ({
  id: newId<TurnId>(),
  prompt: 'A question',
  askedAt: 1_000,
  answers,
  ...over,
});

export const textDelta = (ref: AnswerRef, text: string, atMs: number): AnswerEvent => ({
  type: 'answer-delta',
  ...ref,
  part: 'text',
  text,
  firstMs: atMs,
  lastMs: atMs,
});
