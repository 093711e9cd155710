// The way of bytes from a script to the client's socket: head, compression, splitting, cutting, and all the ways to end.
// Knows HTTP and sockets, and nothing of formats or models.
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { createEncoder } from './encoder.ts';
import type { FaultScript } from './fault-script.ts';
import { createInterruptible, type Interruptible } from './interruptible.ts';

/** How an exchange ended, as the server saw it. `cut`: by the script; `client-left`: the socket closed before the end. */
export type ExchangeOutcome = 'sent' | 'cut' | 'client-left' | 'server-closed';

/** The reason of an exchange's signal, and what everything under way rejects with. Not a failure. */
export class ExchangeOver extends Error {
  override readonly name = 'ExchangeOver';
  readonly outcome: ExchangeOutcome;
  constructor(outcome: ExchangeOutcome) {
    super(`The exchange is over: ${outcome}.`);
    this.outcome = outcome;
  }
}

/** Every method rejects with `ExchangeOver` once the exchange has ended. */
export interface Outlet extends Interruptible {
  /** Later writes have at most so many bytes, so many ms apart. */
  split(every: number, waitMs: number): void;
  /** Sends the head now, if it has not gone out. */
  head(headers?: Record<string, string>): Promise<void>;
  /** Resolves when the operating system has taken the bytes. */
  send(bytes: Uint8Array): Promise<void>;
  raw(bytes: Uint8Array): Promise<void>;
  finish(how: 'close' | 'drop' | 'reset'): Promise<never>;
  stall(): Promise<never>;
  /** Frees what the exchange holds; call it however it ended. */
  dispose(): void;
}

export interface OutletOptions {
  response: ServerResponse;
  socket: Socket;
  /** Aborts with `ExchangeOver`. */
  controller: AbortController;
  status: number;
  headers: Record<string, string>;
  encoding: FaultScript['encoding'];
  cut: FaultScript['cut'];
}

export const createOutlet = (options: OutletOptions): Outlet => {
  const { response, socket, controller } = options;
  const interruptible = createInterruptible(controller.signal);
  const { wait, sleep } = interruptible;
  const encoder = options.encoding && createEncoder(options.encoding);
  let isRaw = false;
  let splitEvery = Number.POSITIVE_INFINITY;
  let splitWaitMs = 0;
  let sentBytes = 0;
  /** What the close of the connection will mean, once it is our own doing. */
  let ending: ExchangeOutcome | undefined;

  response.once('close', () => {
    const isOurs = ending !== undefined && (ending === 'cut' || isRaw || response.writableFinished);
    controller.abort(new ExchangeOver((isOurs && ending) || 'client-left'));
  });

  const over = (outcome: ExchangeOutcome): never => {
    controller.abort(new ExchangeOver(outcome));
    throw controller.signal.reason;
  };

  const head = async (headers: Record<string, string> = {}): Promise<void> => {
    if (response.headersSent) return;
    const encodingHeader = options.encoding ? { 'content-encoding': options.encoding } : {};
    response.writeHead(options.status, { ...options.headers, ...encodingHeader, ...headers });
    response.flushHeaders();
  };

  const write = async (bytes: Uint8Array): Promise<void> => {
    for (let start = 0; start < bytes.length; start += splitEvery) {
      const piece = bytes.subarray(start, Math.min(bytes.length, start + splitEvery));
      // Waiting for the callback keeps memory bounded when the client reads slowly, and bytes apart when they were split.
      await wait((done) => {
        response.write(piece, done);
        return undefined;
      });
      if (splitWaitMs > 0) await sleep(splitWaitMs);
      else if (Number.isFinite(splitEvery))
        await wait((done) => {
          const immediate = setImmediate(done);
          return () => clearImmediate(immediate);
        });
    }
  };

  const stall = async (): Promise<never> => {
    await wait(() => undefined);
    return over('cut');
  };

  const endNow = async (how: 'close' | 'drop' | 'reset', outcome: ExchangeOutcome): Promise<never> => {
    ending = outcome;
    if (how === 'reset') {
      socket.resetAndDestroy();
    } else if (how === 'drop' || isRaw) {
      await wait((done) => {
        socket.end(done);
        return undefined;
      });
      socket.destroy();
    } else {
      await head();
      await wait((done) => {
        response.end(done);
        return undefined;
      });
    }
    return over(outcome);
  };

  /** Body bytes as they go over the wire, up to the cut. */
  const sendWire = async (bytes: Uint8Array): Promise<void> => {
    const { cut } = options;
    const room = cut ? cut.afterBytes - sentBytes : bytes.length;
    sentBytes += bytes.length;
    await write(bytes.subarray(0, room));
    if (cut && bytes.length >= room) await (cut.by === 'stall' ? stall() : endNow(cut.by, 'cut'));
  };

  return {
    wait,
    sleep,
    stall,
    head,
    split(every, waitMs) {
      splitEvery = every;
      splitWaitMs = waitMs;
    },
    async send(bytes) {
      await head();
      if (options.cut?.afterBytes === 0) await sendWire(bytes.subarray(0, 0));
      const encoded = encoder ? await encoder.encode(bytes) : bytes;
      if (encoded.length > 0) await sendWire(encoded);
    },
    async raw(bytes) {
      isRaw = true;
      await wait((done) => {
        socket.write(bytes, () => done());
        return undefined;
      });
    },
    async finish(how) {
      if (encoder && how === 'close' && !isRaw) {
        await head();
        const trailer = await encoder.end();
        if (trailer.length > 0) await sendWire(trailer);
      }
      return endNow(how, how === 'close' ? 'sent' : 'cut');
    },
    dispose() {
      encoder?.destroy();
    },
  };
};
