import { expect, test } from 'vitest';
import { columnLabels } from '../../../renderer/chat/column-labels.ts';
import { moveTarget } from '../../../renderer/chat/move-target.ts';
import { parameterChips } from '../../../renderer/chat/parameter-chips.ts';
import { type Chat, type Column, visibleColumns } from '../../../shared/chat.ts';
import { simulatorConnectionId } from '../../../shared/connection.ts';
import { type ChatId, newId } from '../../../shared/id.ts';
import { reduce } from '../../../shared/reduce.ts';
import { emptyState } from '../../../shared/state.ts';

const column = (label: string, isRemoved = false): Column => ({
  id: newId(),
  model: { connectionId: simulatorConnectionId, modelId: 'sim' },
  label,
  parameters: {},
  ...(isRemoved ? { isRemoved } : {}),
});

test('no two columns have the same name, not even when one is already called like a duplicate', () => {
  const columns = ['A', 'A (2)', 'A', 'A', 'B'].map((label) => column(label));
  expect([...columnLabels(columns).values()]).toEqual(['A', 'A (2)', 'A (3)', 'A (4)', 'B']);
});

const order = (columns: Column[], columnId: Column['id'], direction: 'left' | 'right'): string => {
  const index = moveTarget(columns, columnId, direction);
  const chatId = newId<ChatId>();
  const chat: Chat = { id: chatId, title: 'Chat', isPinned: false, createdAt: 0, updatedAt: 0, columns };
  if (index === undefined) return 'stays';
  const state = reduce(
    { ...emptyState, chats: { [chatId]: chat } },
    { type: 'column-moved', chatId, columnId, index },
  );
  return visibleColumns(state.chats[chatId] ?? chat)
    .map((each) => each.label)
    .join('');
};

test('a moved column changes places with its visible neighbour, whatever was removed between them', () => {
  const [a, gone, b, c] = [column('A'), column('x', true), column('B'), column('C')] as const;
  const columns = [a, gone, b, c];
  expect([
    order(columns, a.id, 'right'),
    order(columns, b.id, 'left'),
    order(columns, b.id, 'right'),
    order(columns, c.id, 'left'),
    order(columns, a.id, 'left'),
    order(columns, c.id, 'right'),
  ]).toEqual(['BAC', 'BAC', 'ACB', 'ACB', 'stays', 'stays']);
});

test('only parameters that were set become chips; zero is a setting', () => {
  expect(parameterChips({})).toEqual([]);
  expect(
    parameterChips({
      temperature: 0,
      maxOutputTokens: 4000,
      reasoningEffort: 'high',
      systemPrompt: 'Be terse.',
      extra: { top_p: 1 },
    }).map((chip) => chip.text),
  ).toEqual(['effort high', 'temp 0', 'max 4,000', 'system prompt', 'extra JSON']);
  expect(parameterChips({ extra: {} })).toEqual([]);
});
