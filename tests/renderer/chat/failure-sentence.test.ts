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

test.each([
  ['Not Found', 'edit-connection'],
  ['404 page not found', 'edit-connection'],
  ['The endpoint answered with HTTP status 404.', 'edit-connection'],
  ['Invalid URL (POST /v1/v1/chat/completions)', 'edit-connection'],
  ['Cannot POST /chat/completions', 'edit-connection'],
  ['The model `gpt-7` does not exist or you do not have access to it.', 'change-model'],
  ['model "qwen3" not found, try pulling it first', 'change-model'],
  ['Requested entity was not found.', 'change-model'],
  ['The API deployment for this resource does not exist.', 'change-model'],
])('what is not there is told by its words: “%s” leads to %s', (message, action) => {
  expect(failureSentence({ kind: 'not_found', status: 404, message }).action).toBe(action);
});

test('the clock that ran out is named', () => {
  const sentences = (['connect', 'headers', 'first-token', 'idle'] as const).map(
    (clock) => failureSentence({ kind: 'timeout', message: '', clock }).sentence,
  );
  expect(new Set(sentences).size).toBe(4);
});

test.each([
  [20_000, 'Retry in 20.0 s.'],
  [125_000, 'Retry in 2 m 05 s.'],
  [2 * 3_600_000, 'Retry in about 2 h.'],
  [47 * 3_600_000, 'Retry in about 47 h.'],
  [7 * 86_400_000, 'Retry in about 7 days.'],
])('a wait of %i ms that the vendor asks for is said: %s', (retryAfterMs, words) => {
  for (const kind of ['rate_limit', 'overloaded', 'server'] as const)
    expect(failureSentence({ kind, message: '', retryAfterMs }).sentence).toMatch(
      new RegExp(` ${words.replace('.', '\\.')}$`),
    );
});

test.each([undefined, 0, 1e12])('a wait of %s is not one, and none is promised', (retryAfterMs) => {
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  const told = (['rate_limit', 'overloaded', 'server'] as const).map(
    (kind) => failureSentence({ kind, message: '', ...wait }).sentence,
  );
  expect(told).toEqual([
    'The rate limit of this account is reached. Wait a little, then retry.',
    'Too many people ask this model right now.',
    'The endpoint reported a fault of its own.',
  ]);
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
