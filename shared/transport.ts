// How a renderer reaches the core, whatever carries it: one call, one subscription.
// The preload, the loopback client and the in-memory pair of the tests are all of this shape.
import type { Batch } from './event.ts';
import type { Failure } from './failure.ts';

/** Answer to a call. Nothing is ever thrown across the wire. */
export type Reply = { ok: true; value: unknown } | { ok: false; failure: Failure };

export interface Transport {
  /** Resolves with a reply in every case; a carrier that dies resolves pending calls with `disconnected`. */
  call(method: string, input: unknown): Promise<Reply>;
  /**
   * Calls `listener` at once, or as soon as the carrier is up (again), with an empty batch that states the number of the last one,
   * then with every batch in order. A jump in `seq` means batches were missed: take a snapshot.
   * `onLost` is called when the carrier is down and cannot be brought up at once; the next greeting says that it is up again.
   * Returns how to end it.
   */
  subscribe(listener: (batch: Batch) => void, onLost?: () => void): () => void;
}
