// Keeps one copy of the core's state in step over a transport: subscribe, take a snapshot, apply the numbered batches after it.
// Start, reload, reconnect and a lost batch are all this same path. Knows nothing of React.
import type { Batch } from '../../shared/event.ts';
import { reduceAll } from '../../shared/reduce.ts';
import type { Snapshot, State } from '../../shared/state.ts';
import type { Transport } from '../../shared/transport.ts';

export interface Connected {
  /** `connecting` until the first snapshot; `lost` when one could not be taken. */
  onChange(change: { status: 'connecting' | 'ready' | 'lost'; state?: State }): void;
}

/** `lost` from the carrier is over with its next greeting. Runs until the returned function is called. */
export const connect = (transport: Transport, { onChange }: Connected): (() => void) => {
  let snapshot: Snapshot | undefined;
  let waiting: Batch[] | undefined;
  let isEnded = false;

  const takeSnapshot = async (): Promise<void> => {
    waiting = [];
    const reply = await transport.call('getSnapshot', {});
    if (isEnded) return;
    const missed = waiting;
    waiting = undefined;
    if (!reply.ok) {
      snapshot = undefined;
      onChange({ status: 'lost' });
      return;
    }
    snapshot = reply.value as Snapshot;
    onChange({ status: 'ready', state: snapshot.state });
    for (const batch of missed) receive(batch);
  };

  const receive = (batch: Batch): void => {
    if (isEnded) return;
    if (waiting !== undefined) {
      waiting.push(batch);
      return;
    }
    const isGreeting = batch.events.length === 0;
    // A greeting below our number means the core began anew; above it, that batches were missed.
    const isInStep =
      snapshot !== undefined && (isGreeting ? batch.seq === snapshot.seq : batch.seq <= snapshot.seq + 1);
    if (snapshot === undefined || !isInStep) {
      void takeSnapshot();
      return;
    }
    if (isGreeting) onChange({ status: 'ready' });
    if (batch.seq <= snapshot.seq) return;
    snapshot = { seq: batch.seq, state: reduceAll(snapshot.state, batch.events) };
    onChange({ status: 'ready', state: snapshot.state });
  };

  const unsubscribe = transport.subscribe(receive, () => {
    if (!isEnded) onChange({ status: 'lost' });
  });
  return () => {
    isEnded = true;
    unsubscribe();
  };
};
