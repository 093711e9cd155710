import { describe, expect, it, vi } from 'vitest';
import { ProviderError } from '../../electron/core/providers/provider.ts';
import { runAnswer } from '../../electron/core/run-answer.ts';
import type { Answer } from '../../shared/chat.ts';
import type { AnswerEvent } from '../../shared/event.ts';
import type { Failure } from '../../shared/failure.ts';
import { newId } from '../../shared/id.ts';
import { reduceAnswer } from '../../shared/reduce-answer.ts';
import type { RunRecord } from '../../shared/run-record.ts';
import type { Settings } from '../../shared/settings.ts';
import { sampleAnswer, sampleColumn } from '../shared/sample.ts';
import {
  createFakeProvider,
  fakeEndpoint,
  quickSettings,
  type Script,
  untilAborted,
} from './fake-provider.ts';

const fail = (failure: Partial<Failure> & Pick<Failure, 'kind'>): Script =>
  async function* () {
    throw new ProviderError({ message: 'as scripted', ...failure });
  };

const answering = (text: string): Script =>
  async function* () {
    yield { type: 'started', model: 'fake-1' };
    yield { type: 'text', delta: text };
    yield { type: 'usage', usage: { inputTokens: 3, outputTokens: 4, source: 'reported' }, raw: { in: 3 } };
    yield { type: 'finished', finish: { reason: 'stop' } };
  };

const run = async (
  scripts: Script[],
  options: {
    settings?: Settings;
    onEvent?(event: AnswerEvent, stop: () => void): void;
    parameters?: object;
  } = {},
) => {
  const { provider, requests } = createFakeProvider(...scripts);
  const events: AnswerEvent[] = [];
  const stopping = new AbortController();
  const initial = sampleAnswer(sampleColumn());
  let record: RunRecord | undefined;
  let eventsBeforeRecord = 0;
  await runAnswer({
    ref: { chatId: newId(), turnId: newId(), answerId: initial.id },
    asked: initial.asked,
    request: { modelId: 'm', messages: [{ role: 'user', text: 'Hello there' }], ...options.parameters },
    settings: options.settings ?? quickSettings,
    signal: stopping.signal,
    version: '0',
    resolveEndpoint: async () => fakeEndpoint,
    loadProvider: async () => provider,
    price: async (usage) => ({ kind: 'unknown', provenance: { sentence: usage?.source ?? 'none' } }),
    emit(event) {
      events.push(event);
      options.onEvent?.(event, () => stopping.abort('stop'));
    },
    saveRunRecord: (saved) => {
      record = saved;
      eventsBeforeRecord = events.length;
    },
  });
  const answer = events.reduce<Answer>(reduceAnswer, initial);
  return {
    answer,
    events,
    requests,
    record,
    afterRecord: events.slice(eventsBeforeRecord).map((event) => event.type),
    ends: events.filter((event) => event.type === 'answer-ended').length,
  };
};

describe('runAnswer', () => {
  it('completes with what was reported', async () => {
    const { answer, ends, record } = await run([answering('Hi')]);
    expect(ends).toBe(1);
    expect(answer).toMatchObject({
      status: 'complete',
      parts: [{ type: 'text', text: 'Hi' }],
      usage: { outputTokens: 4, source: 'reported' },
      reported: { model: 'fake-1' },
      attempts: 1,
    });
    expect(record).toMatchObject({
      rawUsage: { in: 3 },
      finish: { reason: 'stop' },
      attempts: [{ waitedMs: 0 }],
    });
  });

  it('has the record ready when the end is told, so that both are written at once', async () => {
    const { afterRecord } = await run([answering('Hi')]);
    expect(afterRecord).toEqual(['answer-ended']);
  });

  it('takes a bare end of stream for a cut, never for success', async () => {
    const { answer } = await run([
      async function* () {
        yield { type: 'text', delta: 'half' };
      },
    ]);
    expect(answer).toMatchObject({
      status: 'interrupted',
      failure: { kind: 'stream_truncated' },
      parts: [{ text: 'half' }],
      usage: { source: 'estimated', outputTokens: 1 },
    });
  });

  it('asks again, visibly, when it failed before any content', async () => {
    const { answer, events, requests } = await run([
      fail({ kind: 'overloaded' }),
      fail({ kind: 'rate_limit', retryAfterMs: 20 }),
      answering('At last'),
    ]);
    expect(requests).toHaveLength(3);
    expect(
      events.filter((event) => event.type === 'answer-retrying').map((event) => event.retry.attempt),
    ).toEqual([1, 2]);
    expect(answer).toMatchObject({ status: 'complete', attempts: 3 });
    expect(answer.retry).toBeUndefined();
    expect(answer.timings.sentMs).toBeGreaterThan(250);
  });

  it('never asks again after content was shown', async () => {
    const { answer, requests } = await run([
      async function* () {
        yield { type: 'text', delta: 'begun' };
        throw new ProviderError({ kind: 'overloaded', message: 'busy' });
      },
    ]);
    expect(requests).toHaveLength(1);
    expect(answer).toMatchObject({ status: 'interrupted', failure: { kind: 'overloaded' } });
  });

  it.each(['auth', 'billing', 'not_found', 'bad_request', 'protocol', 'redirect_blocked'] as const)(
    'does not repeat what cannot help: %s',
    async (kind) => {
      const { answer, requests } = await run([fail({ kind })]);
      expect(requests).toHaveLength(1);
      expect(answer).toMatchObject({ status: 'failed', failure: { kind } });
    },
  );

  it('leaves a wait of more than a minute to the user', async () => {
    const { answer, requests } = await run([fail({ kind: 'rate_limit', retryAfterMs: 61_000 })]);
    expect(requests).toHaveLength(1);
    expect(answer).toMatchObject({ status: 'failed', failure: { retryAfterMs: 61_000 } });
  });

  it('can be stopped while it waits to ask again', async () => {
    const { answer, requests } = await run([fail({ kind: 'rate_limit', retryAfterMs: 50_000 })], {
      onEvent: (event, stop) => event.type === 'answer-retrying' && stop(),
    });
    expect(requests).toHaveLength(1);
    expect(answer.status).toBe('stopped');
    expect(answer.retry).toBeUndefined();
  });

  it('keeps the text when stopped, even by a provider that never ends', async () => {
    const { answer, ends } = await run(
      [
        async function* () {
          yield { type: 'text', delta: 'kept' };
          await new Promise(() => undefined);
        },
      ],
      { onEvent: (event, stop) => event.type === 'answer-delta' && stop() },
    );
    expect(ends).toBe(1);
    expect(answer).toMatchObject({ status: 'stopped', parts: [{ text: 'kept' }] });
    expect(answer.failure).toBeUndefined();
  });

  it('sends again without a refused parameter, once, and says so', async () => {
    const { answer, requests, record } = await run(
      [fail({ kind: 'unsupported_param', field: 'temperature' }), answering('Fine')],
      {
        parameters: { temperature: 0.5, maxOutputTokens: 9 },
      },
    );
    expect(requests.map((request) => request.temperature)).toEqual([0.5, undefined]);
    expect(requests[1]?.maxOutputTokens).toBe(9);
    expect(answer.parts[0]).toMatchObject({ type: 'notice', code: 'param_dropped' });
    expect(record?.droppedParameters).toEqual(['temperature']);
  });

  it('does not send again for a parameter it never sent', async () => {
    const { answer, requests } = await run([fail({ kind: 'unsupported_param', field: 'temperature' })]);
    expect(requests).toHaveLength(1);
    expect(answer.failure?.kind).toBe('unsupported_param');
  });

  it.each([
    [
      'headers',
      'timeout',
      async function* (_, context) {
        await untilAborted(context.signal);
      },
    ],
    [
      'first-token',
      'timeout',
      async function* (_, context) {
        context.wire.recorder.headers({ status: 200, headers: {} });
        yield { type: 'started' };
        await untilAborted(context.signal);
      },
    ],
    [
      'idle',
      'stalled',
      async function* (_, context) {
        context.wire.recorder.headers({ status: 200, headers: {} });
        yield { type: 'text', delta: 'a' };
        await untilAborted(context.signal);
      },
    ],
  ] as [string, string, Script][])('gives up when the %s clock runs out', async (clock, kind, script) => {
    const { answer } = await run([script], { settings: { ...quickSettings, maxRetries: 0 } });
    expect(answer.failure).toMatchObject({ kind, clock });
    expect(answer.status).toBe(clock === 'idle' ? 'interrupted' : 'failed');
  });

  it('does not call a slow trickle stalled', async () => {
    const { answer } = await run([
      async function* (_, context) {
        yield { type: 'text', delta: 'a' };
        for (let beat = 0; beat < 8; beat += 1) {
          await new Promise((resolve) => setTimeout(resolve, 60));
          context.wire.recorder.bytes(1);
        }
        yield { type: 'finished', finish: { reason: 'stop' } };
      },
    ]);
    expect(answer.status).toBe('complete');
  });

  it('says when there was no answer in the answer', async () => {
    const { answer } = await run([
      async function* () {
        yield { type: 'reasoning', delta: 'hm', kind: 'raw' };
        yield { type: 'finished', finish: { reason: 'stop' } };
      },
    ]);
    expect(answer).toMatchObject({
      status: 'interrupted',
      failure: { kind: 'empty' },
      parts: [{ type: 'reasoning', text: 'hm' }],
    });
  });

  it('takes a refusal for a complete answer and a content filter for an interruption', async () => {
    const ending = (reason: 'refusal' | 'content_filter'): Script =>
      async function* () {
        yield { type: 'text', delta: 'No' };
        yield { type: 'finished', finish: { reason } };
      };
    expect((await run([ending('refusal')])).answer).toMatchObject({
      status: 'complete',
      finish: { reason: 'refusal' },
    });
    expect((await run([ending('content_filter')])).answer).toMatchObject({
      status: 'interrupted',
      failure: { kind: 'content_filter' },
    });
  });

  it('never shows half of a character', async () => {
    const { events } = await run([
      async function* () {
        yield { type: 'text', delta: 'a\ud83d' };
        yield { type: 'text', delta: '\ude00b' };
        yield { type: 'finished', finish: { reason: 'stop' } };
      },
    ]);
    expect(events.flatMap((event) => (event.type === 'answer-delta' ? [event.text] : []))).toEqual([
      'a',
      '\ud83d\ude00b',
    ]);
  });

  it.each([86_400_000, -86_400_000])(
    'measures and waits by a clock that a change of the computer’s time by %i ms does not move',
    async (jumpMs) => {
      vi.useFakeTimers({ toFake: ['Date'] });
      const begunAt = Date.now();
      const jump = (): void => void vi.setSystemTime(Date.now() + jumpMs);
      const { answer, events } = await run(
        [
          fail({ kind: 'overloaded', status: 503 }),
          async function* () {
            yield { type: 'started', model: 'fake-1' };
            yield { type: 'text', delta: 'One ' };
            jump();
            yield { type: 'text', delta: 'two.' };
            jump();
            yield { type: 'finished', finish: { reason: 'stop' } };
          },
        ],
        { onEvent: (event) => event.type === 'answer-retrying' && jump() },
      ).finally(() => vi.useRealTimers());
      expect(answer).toMatchObject({ status: 'complete', parts: [{ text: 'One two.' }] });
      expect(answer.timings.startedAt).toBe(begunAt);
      const times = events.flatMap((event) => {
        if (event.type === 'answer-sent') return [event.sentMs];
        if (event.type === 'answer-started') return [event.headersMs];
        if (event.type === 'answer-delta') return [event.firstMs, event.lastMs];
        return event.type === 'answer-ended' ? [event.endedMs] : [];
      });
      expect(times.length).toBeGreaterThanOrEqual(7);
      expect(times).toEqual([...times].sort((one, other) => one - other));
      expect(times.every((ms) => ms >= 0 && ms < 60_000)).toBe(true);
    },
  );

  it('turns a bug in a provider into one typed end', async () => {
    const { answer, ends } = await run([
      async function* () {
        yield { type: 'text', delta: 'x' };
        throw new TypeError('undefined is not a function');
      },
    ]);
    expect(ends).toBe(1);
    expect(answer).toMatchObject({ status: 'interrupted', failure: { kind: 'unknown' } });
  });
});
