import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOutbox } from '../../electron/core/outbox.ts';
import type { AnswerRef, Batch } from '../../shared/event.ts';
import { type AnswerId, type ChatId, newId, type TurnId } from '../../shared/id.ts';
import { textDelta } from '../shared/sample.ts';

const ref = (): AnswerRef => ({
  chatId: newId<ChatId>(),
  turnId: newId<TurnId>(),
  answerId: newId<AnswerId>(),
});

describe('outbox', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const listen = () => {
    const batches: Batch[] = [];
    const outbox = createOutbox({
      now: () => Date.now(),
      onListenerError: (error) => {
        throw error;
      },
    });
    outbox.subscribe((batch) => batches.push(structuredClone(batch)));
    return { outbox, batches };
  };

  it('greets a listener with the number of the last batch', () => {
    const { outbox, batches } = listen();
    expect(batches).toEqual([{ seq: 0, events: [] }]);
    outbox.push({ type: 'notice-dismissed', id: 'a' });
    const late: Batch[] = [];
    outbox.subscribe((batch) => late.push(batch));
    expect(late).toEqual([{ seq: 1, events: [] }]);
  });

  it('sends the first event without waiting for the interval', () => {
    const { outbox, batches } = listen();
    outbox.push(textDelta(ref(), 'a', 1));
    vi.advanceTimersByTime(1);
    expect(batches).toHaveLength(2);
  });

  it('sends a batch every 30 ms at most, however many columns stream', () => {
    const { outbox, batches } = listen();
    const columns = Array.from({ length: 16 }, ref);
    for (let ms = 0; ms < 1000; ms += 1) {
      for (const column of columns) outbox.push(textDelta(column, 'x', ms));
      vi.advanceTimersByTime(1);
    }
    outbox.flush();
    expect(batches.length).toBeLessThanOrEqual(36);
    const letters = batches
      .flatMap((batch) => batch.events)
      .reduce((sum, event) => sum + (event.type === 'answer-delta' ? event.text.length : 0), 0);
    expect(letters).toBe(16_000);
    expect(batches.map((batch) => batch.seq)).toEqual(batches.map((_, index) => index));
  });

  it('does not let the first content of an answer wait for the interval', () => {
    const { outbox, batches } = listen();
    const [one, other] = [ref(), ref()];
    outbox.push({ type: 'notice-dismissed', id: 'a' });
    vi.advanceTimersByTime(1);
    outbox.push(textDelta(one, 'a', 1));
    vi.advanceTimersByTime(1);
    expect(batches).toHaveLength(3);
    outbox.push(textDelta(one, 'b', 2));
    vi.advanceTimersByTime(10);
    expect(batches).toHaveLength(3);
    outbox.push(textDelta(other, 'c', 3));
    vi.advanceTimersByTime(1);
    expect(batches).toHaveLength(4);
  });

  it('merges deltas of one answer, keeping the first and the last time', () => {
    const { outbox, batches } = listen();
    const [one, other] = [ref(), ref()];
    outbox.push(textDelta(one, 'a', 1));
    outbox.push(textDelta(other, 'b', 2));
    outbox.push(textDelta(one, 'c', 3));
    outbox.flush();
    expect(batches[1]?.events).toEqual([{ ...textDelta(one, 'ac', 1), lastMs: 3 }, textDelta(other, 'b', 2)]);
  });

  it('lets nothing overtake an event that is not a delta', () => {
    const { outbox, batches } = listen();
    const one = ref();
    outbox.push(textDelta(one, 'a', 1));
    outbox.push({ type: 'chat-closed', chatId: one.chatId });
    outbox.push(textDelta(one, 'b', 2));
    outbox.flush();
    expect(batches[1]?.events.map((event) => event.type)).toEqual([
      'answer-delta',
      'chat-closed',
      'answer-delta',
    ]);
  });

  it('keeps serving the others when one listener throws', () => {
    const errors: unknown[] = [];
    const outbox = createOutbox({ onListenerError: (error) => errors.push(error) });
    const seen: number[] = [];
    outbox.subscribe(() => {
      throw new Error('broken');
    });
    outbox.subscribe((batch) => seen.push(batch.seq));
    outbox.push({ type: 'notice-dismissed', id: 'a' });
    outbox.flush();
    expect(seen).toEqual([0, 1]);
    expect(errors).toHaveLength(2);
  });
});
