import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chatGroups } from '../../../renderer/chats/chat-groups.ts';
import { highlight } from '../../../renderer/chats/highlight.ts';
import { startingColumns, welcomeColumns } from '../../../renderer/chats/starter.ts';
import { lastLineup, liveChats } from '../../../renderer/state/select.ts';
import type { Chat, Column } from '../../../shared/chat.ts';
import { simulatorConnectionId } from '../../../shared/connection.ts';
import { newId } from '../../../shared/id.ts';
import { emptyState, type State } from '../../../shared/state.ts';

const chat = (title: string, updatedAt: number, changes: Partial<Chat> = {}): Chat => ({
  id: newId(),
  title,
  isPinned: false,
  createdAt: 0,
  updatedAt,
  columns: [],
  ...changes,
});
const stateWith = (...chats: Chat[]): State => ({
  ...emptyState,
  chats: Object.fromEntries(chats.map((each) => [each.id, each])),
});
const aColumn = (label: string): Column => ({
  id: newId(),
  model: { connectionId: simulatorConnectionId, modelId: label },
  label,
  parameters: { temperature: 0.2 },
  width: 400,
});

test('pinned chats come first, then those of today, then earlier ones', () => {
  const now = new Date(2026, 10, 23, 15).getTime();
  const state = stateWith(
    chat('yesterday', new Date(2026, 10, 22, 23, 59).getTime()),
    chat('pinned', 5, { isPinned: true }),
    chat('this morning', new Date(2026, 10, 23, 0, 1).getTime()),
    chat('deleted', now, { isDeleted: true }),
    chat('just now', now),
  );
  const groups = chatGroups(liveChats(state.chats), now);
  expect(groups.map(({ name, chats }) => [name, chats.map((each) => each.title)])).toEqual([
    ['Pinned', ['pinned']],
    ['Today', ['just now', 'this morning']],
    ['Earlier', ['yesterday']],
  ]);
});

test('matches are marked whatever their case, and only when every word occurs', () => {
  expect(highlight('Board pack of the Board', 'board')).toEqual([
    { text: 'Board', isMatch: true },
    { text: ' pack of the ', isMatch: false },
    { text: 'Board', isMatch: true },
  ]);
  expect(highlight('Board pack', 'board minutes')).toBeUndefined();
  expect(highlight('Board pack', '  ')).toBeUndefined();
});

test('highlighting neither loses nor adds a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, query) => {
      const pieces = highlight(text, query);
      if (pieces !== undefined) expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    }),
  );
});

test('a new chat starts with the last lineup under ids of its own', () => {
  const columns = [aColumn('A'), { ...aColumn('gone'), isRemoved: true }, aColumn('B')];
  const state = stateWith(
    chat('older', 1, { columns: [aColumn('old')] }),
    chat('empty', 3),
    chat('last', 2, { columns }),
  );
  expect(lastLineup(state.chats).map((column) => column.label)).toEqual(['A', 'B']);
  const fresh = startingColumns(state);
  expect(fresh.map(({ id: _, ...rest }) => rest)).toEqual(
    lastLineup(state.chats).map(({ id: _, ...rest }) => rest),
  );
  expect(fresh.some((column) => columns.some((each) => each.id === column.id))).toBe(false);
});

test('the first chat is a comparison of three simulated models, called as their list calls them', () => {
  const state: State = {
    ...emptyState,
    models: {
      [simulatorConnectionId]: { models: [{ id: 'sim-fast', name: 'Sim: Renamed' }], listedAt: 0 },
    },
  };
  const columns = welcomeColumns(state);
  expect(columns.map((column) => column.label)).toEqual([
    'Sim: Renamed',
    'Sim: Slow reasoner',
    'Sim: Long with tables and code',
  ]);
  expect(columns.every((column) => column.model.connectionId === simulatorConnectionId)).toBe(true);
});
