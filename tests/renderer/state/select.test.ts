import { expect, test } from 'vitest';
import { countAnswers, isChatRunning, selectAnswer, selectTurns } from '../../../renderer/state/select.ts';
import { type ChatId, type ColumnId, newId, type TurnId } from '../../../shared/id.ts';
import { reduce } from '../../../shared/reduce.ts';
import { emptyState, type State } from '../../../shared/state.ts';
import { anAnswer } from '../chat/answers.ts';

const chatId = newId<ChatId>();
const turnId = newId<TurnId>();
const [left, right] = [newId<ColumnId>(), newId<ColumnId>()];
const first = anAnswer({ columnId: left, status: 'failed' });
const other = anAnswer({ columnId: right });
const second = anAnswer({ columnId: left, status: 'streaming', parts: [] });
const state: State = {
  ...emptyState,
  turns: { [chatId]: [{ id: turnId, prompt: 'Hello', askedAt: 0, answers: [first, other, second] }] },
};

test('the latest answer of a column counts, and earlier ones are found by their place', () => {
  expect(selectAnswer(state, chatId, 0, left)).toBe(second);
  expect(selectAnswer(state, chatId, 0, left, 0)).toBe(first);
  expect(selectAnswer(state, chatId, 0, left, 1)).toBe(second);
  expect(selectAnswer(state, chatId, 0, left, 2)).toBeUndefined();
  expect(selectAnswer(state, chatId, 1, left)).toBeUndefined();
  expect(countAnswers(state, chatId, 0, left)).toBe(2);
});

test('text arriving in one column leaves the answers of the others the same objects', () => {
  const next = reduce(state, {
    type: 'answer-delta',
    chatId,
    turnId,
    answerId: second.id,
    part: 'text',
    text: 'Hi',
    firstMs: 1,
    lastMs: 1,
  });
  expect(selectAnswer(next, chatId, 0, left)).not.toBe(second);
  expect(selectAnswer(next, chatId, 0, right)).toBe(other);
  expect(selectAnswer(next, chatId, 0, left, 0)).toBe(first);
});

test('a chat runs as long as any of its answers does', () => {
  expect(isChatRunning(state, chatId)).toBe(true);
  expect(isChatRunning(state, newId<ChatId>())).toBe(false);
});

test('a chat that is not opened always has the same empty list of turns', () => {
  expect(selectTurns(state, newId<ChatId>())).toBe(selectTurns(emptyState, chatId));
});
