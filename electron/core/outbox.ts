// Numbers events into batches and hands them to every listener: at once when it was quiet or an answer begins, else at most every
// 30 ms, deltas merged per answer. So messages per second do not depend on the number of columns. Knows nothing of what events mean.
import type { AnswerDelta, Batch, Event } from '../../shared/event.ts';

/** 33 batches a second: finer than a person can read, coarse enough that 16 columns cost one message. */
const intervalMs = 30;

export interface Outbox {
  push(event: Event): void;
  /** Sends what waits, so that `seq` names the state as it is now. */
  flush(): void;
  /** The number of the last batch sent. */
  seq(): number;
  subscribe(listener: (batch: Batch) => void): () => void;
  close(): void;
}

const canMerge = (one: AnswerDelta, other: AnswerDelta): boolean =>
  one.part === other.part && one.reasoningKind === other.reasoningKind;

export const createOutbox = (options: {
  now?: () => number;
  onListenerError(error: unknown): void;
}): Outbox => {
  const now = options.now ?? (() => performance.now());
  const listeners = new Set<(batch: Batch) => void>();
  let seq = 0;
  let events: Event[] = [];
  /** The delta waiting per answer. Emptied by any other event: nothing may overtake it. */
  let deltas = new Map<string, AnswerDelta>();
  /** Answers whose first content has gone out: only that is worth a batch of its own. */
  const begun = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let immediate: NodeJS.Immediate | undefined;
  let lastSentAt = Number.NEGATIVE_INFINITY;

  const deliver = (listener: (batch: Batch) => void, batch: Batch): void => {
    try {
      listener(batch);
    } catch (error) {
      options.onListenerError(error);
    }
  };

  const flush = (): void => {
    clearTimeout(timer);
    clearImmediate(immediate);
    timer = undefined;
    immediate = undefined;
    if (events.length === 0) return;
    seq += 1;
    const batch: Batch = { seq, events };
    events = [];
    deltas = new Map();
    lastSentAt = now();
    for (const listener of [...listeners]) deliver(listener, batch);
  };

  const add = (event: Event): void => {
    if (event.type !== 'answer-delta') {
      deltas.clear();
      events.push(event);
      return;
    }
    const waiting = deltas.get(event.answerId);
    if (waiting !== undefined && canMerge(waiting, event)) {
      waiting.text += event.text;
      waiting.lastMs = event.lastMs;
      return;
    }
    const copy = { ...event };
    deltas.set(event.answerId, copy);
    events.push(copy);
  };

  return {
    push(event) {
      add(event);
      if (event.type === 'answer-ended') begun.delete(event.answerId);
      if (event.type === 'answer-delta' && !begun.has(event.answerId)) {
        begun.add(event.answerId);
        // Not a timer: it would ring after whatever else this tick has to do, and again later with every answer that begins.
        immediate ??= setImmediate(flush);
      }
      // A timer even when it was quiet: what one tick produces for all columns travels together.
      timer ??= setTimeout(flush, Math.max(0, lastSentAt + intervalMs - now()));
    },
    flush,
    seq: () => seq,
    subscribe(listener) {
      flush();
      listeners.add(listener);
      deliver(listener, { seq, events: [] });
      return () => listeners.delete(listener);
    },
    close() {
      flush();
      listeners.clear();
    },
  };
};
