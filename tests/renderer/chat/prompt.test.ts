import { expect, test } from 'vitest';
import { draftOf, isDraftBlank, pastedFrom, promptOf } from '../../../renderer/chat/draft-text.ts';
import { titleOf } from '../../../renderer/chat/title-of.ts';

test('a chat is called after the first line that says something, cut at a word', () => {
  expect(titleOf('\n\n  Compare   these two  \nmore')).toBe('Compare these two');
  const long = titleOf(
    'Compare how each of you would explain a hard decision to someone who was not in the room',
  );
  expect(long).toBe('Compare how each of you would explain a hard decision to…');
  expect(titleOf('x'.repeat(200))).toBe(`${'x'.repeat(60)}…`);
});

test('a title never ends in half a character', () => {
  expect(titleOf(`${'x'.repeat(59)}😀😀😀`)).toBe(`${'x'.repeat(59)}…`);
});

test('pasted texts come before what was typed, and an untouched one is sent as it is', () => {
  const big = 'a'.repeat(pastedFrom);
  expect(promptOf({ text: 'What is this?', pasted: [big] })).toBe(`${big}\n\nWhat is this?`);
  expect(promptOf(draftOf(big))).toBe(big);
  expect(draftOf('short')).toEqual({ text: 'short', pasted: [] });
});

test('nothing but white space is blank', () => {
  expect(isDraftBlank({ text: ' \n\t', pasted: [' '] })).toBe(true);
  expect(isDraftBlank({ text: '', pasted: ['x'] })).toBe(false);
});
