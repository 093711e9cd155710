import { describe, expect, it } from 'vitest';
import { comparedTurn } from '../../../renderer/compare/compared-answers.ts';
import type { Answer, Turn } from '../../../shared/chat.ts';
import type { ColumnId } from '../../../shared/id.ts';

const columns = ['one', 'two', 'three', 'four'].map((name) => name as ColumnId);
const labels = new Map(columns.map((columnId) => [columnId, `Model ${columnId}`]));

const answer = (columnId: string, id: string, status: Answer['status'], text: string): Answer =>
  ({ id, columnId, status, parts: text === '' ? [] : [{ type: 'text', text }] }) as unknown as Answer;

const compare = (...answers: Answer[]) =>
  comparedTurn({ id: 'turn', prompt: '', askedAt: 0, answers } as unknown as Turn, labels);

describe('what of a turn is compared', () => {
  it('is the last answer of each visible column that is over and has text, in the order of the columns', () => {
    const turn = compare(
      answer('two', 'b', 'complete', 'Second.'),
      answer('one', 'a', 'stopped', 'First.'),
      answer('gone', 'c', 'complete', 'Of a removed column.'),
    );
    expect(turn.current.map(({ label, isPartial }) => [label, isPartial])).toEqual([
      ['Model one', true],
      ['Model two', false],
    ]);
    expect(turn.left).toEqual([]);
  });

  it('names what is left out, with the reason', () => {
    const turn = compare(
      answer('one', 'a', 'failed', ''),
      answer('two', 'b', 'complete', '  \n'),
      answer('three', 'c', 'streaming', 'Not yet'),
      answer('four', 'd', 'complete', 'Text.'),
    );
    expect(turn.left).toEqual([
      { label: 'Model one', why: 'failed' },
      { label: 'Model two', why: 'no text' },
      { label: 'Model three', why: 'still answering' },
    ]);
    expect(turn.read.map(({ label }) => label)).toEqual(['Model three', 'Model four']);
  });

  it('offers earlier attempts behind the current answers, numbered', () => {
    const turn = compare(
      answer('one', 'a', 'complete', 'First try.'),
      answer('one', 'b', 'failed', ''),
      answer('one', 'c', 'complete', 'Third try.'),
      answer('two', 'd', 'complete', 'Other.'),
    );
    expect(turn.all.map(({ label, text }) => [label, text])).toEqual([
      ['Model one', 'Third try.'],
      ['Model two', 'Other.'],
      ['Model one, attempt 1', 'First try.'],
    ]);
  });
});
