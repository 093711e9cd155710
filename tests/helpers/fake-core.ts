// Stands in for the core where a shell alone is tested: echoes calls, sends the batches it is told to, and can refuse to start.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ports } from '../../electron/core/ports.ts';
import type { Batch } from '../../shared/event.ts';
import type { Reply, Transport } from '../../shared/transport.ts';

export interface FakeCore extends Transport {
  close(): Promise<void>;
  ports: Ports;
  calls: { method: string; input: unknown }[];
  listeners: Set<(batch: Batch) => void>;
  /** Sends the next batch to every listener. */
  emit(events: Batch['events']): void;
  closeCount: number;
  /** Holds back `close` until it resolves. */
  untilClosed: Promise<void>;
}

/** Cores by the folder of their profile: a shell may have been loaded as a second copy of this very module. */
const registry = Symbol.for('collate-fake-cores');
const cores: Map<string, FakeCore> = Reflect.get(globalThis, registry) ?? new Map();
Reflect.set(globalThis, registry, cores);

export const fakeCoreOf = (dataDir: string): FakeCore => {
  const core = cores.get(dataDir);
  if (core === undefined) throw new Error(`No core was started for ${dataDir}.`);
  return core;
};

const refusalIn = (dataDir: string): string | undefined => {
  try {
    return readFileSync(join(dataDir, 'refuse.txt'), 'utf8');
  } catch {
    return undefined;
  }
};

/** Rejects with the sentence in `<dataDir>/refuse.txt`, where there is one. */
export const createCore = async (ports: Ports): Promise<FakeCore> => {
  const refusal = refusalIn(ports.dataDir);
  if (refusal !== undefined) throw Object.assign(new Error(refusal), { reason: 'in-use' });
  let seq = 0;
  const core: FakeCore = {
    ports,
    calls: [],
    listeners: new Set(),
    closeCount: 0,
    untilClosed: Promise.resolve(),
    call: async (method, input): Promise<Reply> => {
      core.calls.push({ method, input });
      if (method === 'throw') throw new Error('secret stack');
      if (method === 'fail') return { ok: false, failure: { kind: 'missing', message: 'Not here.' } };
      return { ok: true, value: { method, input } };
    },
    subscribe: (listener) => {
      core.listeners.add(listener);
      listener({ seq, events: [] });
      return () => void core.listeners.delete(listener);
    },
    emit: (events) => {
      seq += 1;
      for (const listener of core.listeners) listener({ seq, events });
    },
    close: async () => {
      core.closeCount += 1;
      await core.untilClosed;
    },
  };
  cores.set(ports.dataDir, core);
  return core;
};
