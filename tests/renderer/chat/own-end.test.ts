import { expect, it } from 'vitest';
import { beforeItsEnd } from '../../../renderer/chat/use-own-end.ts';
import { isRunning } from '../../../shared/chat.ts';
import { sampleAnswer, sampleColumn } from '../../shared/sample.ts';

it('shows an answer that is over as it streamed, with all its text and nothing that only its end brought', () => {
  const ended = sampleAnswer(sampleColumn({}), {
    status: 'failed',
    parts: [{ type: 'text', text: 'All of it' }],
    finish: { reason: 'length' },
    failure: { kind: 'network', message: 'gone' },
  });
  const shown = beforeItsEnd(ended);
  expect(isRunning(shown)).toBe(true);
  expect(shown.parts).toBe(ended.parts);
  expect([shown.finish, shown.failure, shown.cost]).toEqual([undefined, undefined, undefined]);
  expect(beforeItsEnd({ ...ended, parts: [] }).status).toBe('waiting');
});
