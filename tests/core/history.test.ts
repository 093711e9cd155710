import { describe, expect, it } from 'vitest';
import { history } from '../../electron/core/history.ts';
import type { Answer, Part } from '../../shared/chat.ts';
import { sampleAnswer, sampleColumn, sampleTurn } from '../shared/sample.ts';

const [mine, theirs] = [sampleColumn(), sampleColumn()];
const said = (text: string, over: Partial<Answer> = {}): Answer =>
  sampleAnswer(mine, { status: 'complete', parts: [{ type: 'text', text }], ...over });

describe('history', () => {
  it('holds this column’s own answers and nothing of the others', () => {
    const first = sampleTurn(
      [said('mine'), sampleAnswer(theirs, { parts: [{ type: 'text', text: 'theirs' }] })],
      { prompt: 'one' },
    );
    const second = sampleTurn([sampleAnswer(mine)], { prompt: 'two' });
    expect(history([first, second], second.id, mine.id)).toEqual([
      { role: 'user', text: 'one' },
      { role: 'assistant', text: 'mine' },
      { role: 'user', text: 'two' },
    ]);
  });

  it('never replays reasoning, notices or sources', () => {
    const parts: Part[] = [
      { type: 'reasoning', text: 'secret thought', kind: 'raw' },
      { type: 'text', text: 'a' },
      { type: 'notice', code: 'unknown_event', message: 'n' },
      { type: 'citation', url: 'https://example.com' },
      { type: 'text', text: 'b' },
    ];
    const first = sampleTurn([said('', { parts })], { prompt: 'one' });
    const second = sampleTurn([sampleAnswer(mine)], { prompt: 'two' });
    expect(history([first, second], second.id, mine.id)[1]).toEqual({ role: 'assistant', text: 'ab' });
  });

  it('joins the prompt of a failed answer to the next, so that roles alternate', () => {
    const first = sampleTurn([sampleAnswer(mine, { status: 'failed' })], { prompt: 'one' });
    const second = sampleTurn([sampleAnswer(mine)], { prompt: 'two' });
    expect(history([first, second], second.id, mine.id)).toEqual([{ role: 'user', text: 'one\n\ntwo' }]);
  });

  it('leaves out turns this column took no part in', () => {
    const first = sampleTurn([sampleAnswer(theirs)], { prompt: 'one' });
    const second = sampleTurn([sampleAnswer(mine)], { prompt: 'two' });
    expect(history([first, second], second.id, mine.id)).toEqual([{ role: 'user', text: 'two' }]);
  });

  it('uses the latest of several answers and stops at the turn asked', () => {
    const first = sampleTurn([said('old'), said('new')], { prompt: 'one' });
    const second = sampleTurn([said('two answered')], { prompt: 'two' });
    const third = sampleTurn([said('later')], { prompt: 'three' });
    expect(history([first, second, third], second.id, mine.id).map((message) => message.text)).toEqual([
      'one',
      'new',
      'two',
    ]);
  });
});
