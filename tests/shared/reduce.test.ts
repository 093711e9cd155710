import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOutbox } from '../../electron/core/outbox.ts';
import { connect } from '../../renderer/state/connect.ts';
import { type Answer, answerText } from '../../shared/chat.ts';
import type { AnswerRef, Batch, Event } from '../../shared/event.ts';
import { reduce, reduceAll } from '../../shared/reduce.ts';
import { emptyState, type State } from '../../shared/state.ts';
import { sampleAnswer, sampleChat, sampleColumn, sampleTurn, textDelta } from './sample.ts';

const columns = [sampleColumn(), sampleColumn(), sampleColumn()];
const chat = sampleChat({ columns });
const turn = sampleTurn(columns.map((column) => sampleAnswer(column)));
const refs: AnswerRef[] = turn.answers.map((answer) => ({
  chatId: chat.id,
  turnId: turn.id,
  answerId: answer.id,
}));

const begun: State = reduceAll(emptyState, [
  { type: 'chat-created', chat },
  { type: 'turn-added', chatId: chat.id, turn },
]);

/** Any event a running chat may see, for any of its answers, in any order. */
const eventArbitrary: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .record({
        ref: fc.constantFrom(...refs),
        text: fc.string({ minLength: 1, unit: 'binary' }),
        part: fc.constantFrom('text' as const, 'reasoning' as const),
        kind: fc.constantFrom('raw' as const, 'summary' as const),
        at: fc.integer({ min: 0, max: 1000 }),
      })
      .map(
        ({ ref, text, part, kind, at }): Event => ({
          type: 'answer-delta',
          ...ref,
          part,
          ...(part === 'reasoning' ? { reasoningKind: kind } : {}),
          text,
          firstMs: at,
          lastMs: at,
        }),
      ),
  },
  fc
    .constantFrom(...refs)
    .map((ref): Event => ({ type: 'answer-started', ...ref, headersMs: 5, reported: { model: 'm' } })),
  fc.constantFrom(...refs).map(
    (ref): Event => ({
      type: 'answer-part-added',
      ...ref,
      part: { type: 'notice', code: 'unknown_event', message: 'x' },
    }),
  ),
  fc.constantFrom(...refs).map(
    (ref): Event => ({
      type: 'answer-usage-reported',
      ...ref,
      usage: { inputTokens: 1, outputTokens: 2, source: 'reported' },
    }),
  ),
  fc
    .constantFrom(...refs)
    .map((ref): Event => ({ type: 'answer-ended', ...ref, status: 'complete', endedMs: 9 })),
  fc.constant<Event>({ type: 'chat-renamed', chatId: chat.id, title: 'Other' }),
  fc
    .constantFrom(...columns)
    .map((column): Event => ({ type: 'column-removed', chatId: chat.id, columnId: column.id })),
  fc
    .constantFrom(...columns)
    .map((column): Event => ({ type: 'column-restored', chatId: chat.id, columnId: column.id })),
  fc.constant<Event>({ type: 'chat-closed', chatId: chat.id }),
);

const answerOf = (state: State, ref: AnswerRef): Answer => {
  const found = state.turns[ref.chatId]?.[0]?.answers.find((each) => each.id === ref.answerId);
  if (found === undefined) throw new Error('no such answer');
  return found;
};

describe('reduce', () => {
  it('gives both sides equal states, whatever the events and however they are batched', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(eventArbitrary, fc.nat({ max: 11 })), { maxLength: 80 }),
        fc.nat({ max: 60 }),
        async (steps, joinAt) => {
          let core = begun;
          const outbox = createOutbox({
            onListenerError: (error) => {
              throw error;
            },
          });
          let page: State | undefined;
          const join = () =>
            connect(
              {
                call: async () => {
                  outbox.flush();
                  return { ok: true, value: structuredClone({ seq: outbox.seq(), state: core }) };
                },
                subscribe: outbox.subscribe,
              },
              {
                onChange: (change) => {
                  page = change.state ?? page;
                },
              },
            );
          for (const [index, [drawn, chance]] of steps.entries()) {
            // Opening states what the core holds at that moment.
            const event: Event =
              chance === 1
                ? { type: 'chat-opened', chatId: chat.id, turns: core.turns[chat.id] ?? [turn] }
                : drawn;
            if (index === joinAt) join();
            core = reduce(core, event);
            outbox.push(structuredClone(event));
            if (chance === 0) outbox.flush();
            if (index % 7 === 0) await Promise.resolve();
          }
          if (steps.length <= joinAt) join();
          outbox.flush();
          await new Promise((resolve) => setImmediate(resolve));
          outbox.close();
          expect(page).toEqual(core);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('ignores whatever comes after the terminal event of an answer', () => {
    const [ref] = refs as [AnswerRef];
    const ended = reduceAll(begun, [
      textDelta(ref, 'whole', 3),
      { type: 'answer-ended', ...ref, status: 'stopped', endedMs: 4 },
    ]);
    const late = reduceAll(ended, [
      textDelta(ref, ' and more', 5),
      { type: 'answer-ended', ...ref, status: 'complete', endedMs: 6 },
    ]);
    expect(late).toBe(ended);
    expect(answerText(answerOf(late, ref))).toBe('whole');
  });

  it('keeps the identity of every answer an event does not concern', () => {
    const [one, other] = refs as [AnswerRef, AnswerRef];
    const next = reduce(begun, textDelta(one, 'x', 1));
    expect(answerOf(next, other)).toBe(answerOf(begun, other));
    expect(answerOf(next, one)).not.toBe(answerOf(begun, one));
    expect(next.chats).toBe(begun.chats);
  });

  it('remembers when content first and last came, by kind', () => {
    const [ref] = refs as [AnswerRef];
    const state = reduceAll(begun, [
      {
        type: 'answer-delta',
        ...ref,
        part: 'reasoning',
        reasoningKind: 'summary',
        text: 'hm',
        firstMs: 10,
        lastMs: 20,
      },
      textDelta(ref, 'yes', 30),
      textDelta(ref, '!', 40),
    ]);
    expect(answerOf(state, ref)).toMatchObject({
      status: 'streaming',
      parts: [
        { type: 'reasoning', text: 'hm', kind: 'summary' },
        { type: 'text', text: 'yes!' },
      ],
      timings: { firstContentMs: 10, firstTextMs: 30, lastContentMs: 40 },
    });
  });

  it('moves, removes and restores columns without losing one', () => {
    const [first, second, third] = columns.map((column) => column.id);
    const moved = reduceAll(begun, [
      { type: 'column-moved', chatId: chat.id, columnId: third as never, index: 0 },
      { type: 'column-removed', chatId: chat.id, columnId: first as never },
    ]);
    expect(moved.chats[chat.id]?.columns.map((column) => [column.id, column.isRemoved])).toEqual([
      [third, undefined],
      [first, true],
      [second, undefined],
    ]);
    const restored = reduce(moved, { type: 'column-restored', chatId: chat.id, columnId: first as never });
    expect(restored.chats[chat.id]?.columns[1]).toEqual(columns[0]);
  });
});

describe('connect', () => {
  it('takes a new snapshot when a batch is missing', async () => {
    let listener: (batch: Batch) => void = () => undefined;
    let snapshots = 0;
    const changes: unknown[] = [];
    connect(
      {
        call: async () => {
          snapshots += 1;
          return { ok: true, value: { seq: snapshots === 1 ? 1 : 5, state: emptyState } };
        },
        subscribe(given) {
          listener = given;
          given({ seq: 1, events: [] });
          return () => undefined;
        },
      },
      { onChange: (change) => changes.push(change.status) },
    );
    await new Promise((resolve) => setImmediate(resolve));
    listener({ seq: 2, events: [{ type: 'notice-dismissed', id: 'x' }] });
    expect(snapshots).toBe(1);
    listener({ seq: 5, events: [{ type: 'notice-dismissed', id: 'x' }] });
    await new Promise((resolve) => setImmediate(resolve));
    expect(snapshots).toBe(2);
  });

  it('says when the core cannot be reached and recovers with the next greeting', async () => {
    let listener: (batch: Batch) => void = () => undefined;
    let isUp = false;
    const statuses: string[] = [];
    connect(
      {
        call: async () =>
          isUp
            ? { ok: true, value: { seq: 7, state: emptyState } }
            : { ok: false, failure: { kind: 'disconnected', message: 'gone' } },
        subscribe(given) {
          listener = given;
          given({ seq: 0, events: [] });
          return () => undefined;
        },
      },
      { onChange: (change) => statuses.push(change.status) },
    );
    await new Promise((resolve) => setImmediate(resolve));
    isUp = true;
    listener({ seq: 7, events: [] });
    await new Promise((resolve) => setImmediate(resolve));
    expect(statuses).toEqual(['lost', 'ready']);
  });
});
