import type { Batch, Event } from '../../shared/event.ts';
import type { Reply, Transport } from '../../shared/transport.ts';

export interface FakeCore extends Transport {
  /** Every call that reached the core. */
  readonly calls: { method: string; input: unknown }[];
  /** How many listeners there are and ever were: a side effect too. */
  readonly listeners: { now: number; ever: number };
  emit(events: Event[]): void;
  /** Resolves when the number of listeners becomes this. */
  whenListeners(count: number): Promise<void>;
}

/** A core that records what reaches it and answers as told; numbers its batches as the real one does. */
export const createFakeCore = (
  answer: (method: string, input: unknown) => Reply | Promise<Reply> = () => ({ ok: true, value: null }),
): FakeCore => {
  const subscribed = new Set<(batch: Batch) => void>();
  const waiting: { count: number; resolve: () => void }[] = [];
  const calls: { method: string; input: unknown }[] = [];
  const listeners = { now: 0, ever: 0 };
  let seq = 0;
  const settle = (): void => {
    listeners.now = subscribed.size;
    for (const wait of waiting.splice(0))
      if (wait.count === subscribed.size) wait.resolve();
      else waiting.push(wait);
  };
  return {
    calls,
    listeners,
    call: async (method, input) => {
      calls.push({ method, input });
      return await answer(method, input);
    },
    subscribe: (listener) => {
      subscribed.add(listener);
      listeners.ever += 1;
      listener({ seq, events: [] });
      settle();
      return () => {
        subscribed.delete(listener);
        settle();
      };
    },
    emit: (events) => {
      seq += 1;
      for (const listener of [...subscribed]) listener({ seq, events });
    },
    whenListeners: (count) =>
      subscribed.size === count
        ? Promise.resolve()
        : new Promise((resolve) => waiting.push({ count, resolve })),
  };
};
