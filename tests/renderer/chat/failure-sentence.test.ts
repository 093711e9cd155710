import { expect, test } from 'vitest';
import {
  type FailureAction,
  failureActionLabels,
  failureSentence,
} from '../../../renderer/chat/failure-sentence.ts';
import { type FailureKind, failureKinds } from '../../../shared/failure.ts';

/** What helps most, for each kind: exactly one thing. A new kind has to be thought of here. */
const actions: Record<FailureKind, FailureAction> = {
  config: 'edit-connection',
  auth: 'edit-connection',
  billing: 'retry',
  permission: 'change-model',
  not_found: 'change-model',
  context_length: 'shorten',
  unsupported_param: 'edit-parameters',
  content_filter: 'shorten',
  bad_request: 'edit-parameters',
  rate_limit: 'retry',
  overloaded: 'retry',
  server: 'retry',
  timeout: 'retry',
  stalled: 'retry',
  network: 'retry',
  proxy: 'check-proxy',
  offline: 'go-online',
  tls: 'choose-ca-file',
  redirect_blocked: 'edit-connection',
  stream_broken: 'retry',
  stream_truncated: 'retry',
  protocol: 'edit-connection',
  too_much_output: 'retry',
  empty: 'retry',
  vault_locked: 'unlock-vault',
  vault_corrupt: 'edit-connection',
  invalid_input: 'none',
  missing: 'none',
  storage: 'retry',
  disconnected: 'retry',
  unknown: 'retry',
};

test.each(Object.entries(actions))('%s offers one thing to do: %s', (kind, action) => {
  expect(failureSentence({ kind: kind as FailureKind, message: 'no' }).action).toBe(action);
});

test('no two kinds are told in the same words, and none in words of the trade', () => {
  const told = failureKinds.map((kind) => failureSentence({ kind, message: 'The words of the vendor.' }));
  expect(new Set(told.map(({ title }) => title)).size).toBe(failureKinds.length);
  for (const { title, sentence } of told) {
    expect(`${title} ${sentence}`).not.toMatch(
      /\b(stream|HTTP|TLS|socket|JSON|timeout|exception|null|undefined)\b/i,
    );
    expect(sentence.length).toBeLessThan(180);
  }
});

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
