import { expect, test } from 'vitest';
import { failureActionLabels, failureSentence } from '../../../renderer/chat/failure-sentence.ts';
import { failureKinds } from '../../../shared/failure.ts';

test.each(failureKinds)('%s is told in a title and a whole sentence', (kind) => {
  const { title, sentence } = failureSentence({ kind, message: 'The words of the vendor.' });
  expect(title).toMatch(/^[A-Z].*[^.]$/);
  expect(sentence).toMatch(/^[A-Z].*\.$/);
});

test('a key that was rejected leads to the connection, not to asking again with the same key', () => {
  expect(failureSentence({ kind: 'auth', message: 'no', host: 'api.example.com' })).toEqual({
    title: 'The key was rejected',
    sentence: 'api.example.com does not accept the key of this connection.',
    action: 'edit-connection',
  });
});

test('the clock that ran out is named', () => {
  const sentences = (['connect', 'headers', 'first-token', 'idle'] as const).map(
    (clock) => failureSentence({ kind: 'timeout', message: '', clock }).sentence,
  );
  expect(new Set(sentences).size).toBe(4);
});

test('a rate limit says how long to wait when the vendor says so', () => {
  expect(failureSentence({ kind: 'rate_limit', message: '', retryAfterMs: 20_000 }).sentence).toContain(
    '20.0 s',
  );
});

test('an unsupported parameter is named', () => {
  expect(failureSentence({ kind: 'unsupported_param', message: '', field: 'temperature' })).toMatchObject({
    sentence: 'The model refuses the parameter “temperature”.',
    action: 'edit-parameters',
  });
});

test('every action but none has a label to press', () => {
  const silent = Object.entries(failureActionLabels).filter(([, label]) => label === undefined);
  expect(silent.map(([action]) => action)).toEqual(['none']);
});
