// Selectors over the state. Each returns the same object while nothing it looks at has changed, so that settled parts of the grid stay put.
import type { Answer, Chat, Column, Turn } from '../../shared/chat.ts';
import { isRunning, visibleColumns } from '../../shared/chat.ts';
import { simulatorConnectionId } from '../../shared/connection.ts';
import type { ChatId, ColumnId } from '../../shared/id.ts';
import type { State } from '../../shared/state.ts';

const noTurns: Turn[] = [];

export const selectTurns = (state: State, chatId: ChatId): Turn[] => state.turns[chatId] ?? noTurns;

/** Turns are only ever added at the end, so an index names the same turn for as long as a chat is open. */
export const selectTurn = (state: State, chatId: ChatId, index: number): Turn | undefined =>
  state.turns[chatId]?.[index];

/** The answer of a column that counts in a turn, or an earlier one by its place (0 = oldest). */
export const selectAnswer = (
  state: State,
  chatId: ChatId,
  turnIndex: number,
  columnId: ColumnId,
  place?: number,
): Answer | undefined => {
  const answers = selectTurn(state, chatId, turnIndex)?.answers;
  if (answers === undefined) return undefined;
  if (place === undefined) return answers.findLast((answer) => answer.columnId === columnId);
  let at = 0;
  for (const answer of answers) {
    if (answer.columnId !== columnId) continue;
    if (at === place) return answer;
    at += 1;
  }
  return undefined;
};

export const countAnswers = (state: State, chatId: ChatId, turnIndex: number, columnId: ColumnId): number => {
  let count = 0;
  for (const answer of selectTurn(state, chatId, turnIndex)?.answers ?? [])
    if (answer.columnId === columnId) count += 1;
  return count;
};

/** Whether any answer of the chat is on its way. Only the last turns can be running, but a retry may be anywhere. */
export const isChatRunning = (state: State, chatId: ChatId): boolean =>
  selectTurns(state, chatId).some((turn) => turn.answers.some(isRunning));

export const isSimulated = (column: Column): boolean => column.model.connectionId === simulatorConnectionId;

const byNewest = (one: Chat, other: Chat): number =>
  other.updatedAt - one.updatedAt || (one.id < other.id ? 1 : -1);

/** Chats that were not deleted, the most recently used first. */
export const liveChats = (chats: State['chats']): Chat[] =>
  Object.values(chats)
    .filter((chat) => chat.isDeleted !== true)
    .sort(byNewest);

/** The columns a new chat starts with: those of the most recent chat that has any. */
export const lastLineup = (chats: State['chats']): Column[] => {
  for (const chat of liveChats(chats)) {
    const columns = visibleColumns(chat);
    if (columns.length > 0) return columns;
  }
  return [];
};
