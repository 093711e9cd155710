// The language in which an endpoint's misbehaviour is written down: what one request to a model gets, byte by byte if need be.
// Only data: `play-script.ts` plays it, and knows nothing of why.

export type SimulatedFinish = 'stop' | 'length' | 'content_filter' | 'refusal';

/** Inclusive totals; each wire format splits them its own way. Scripts may give absurd numbers. */
export interface UsageCounts {
  inputTokens: number;
  /** Part of the input. */
  cachedTokens: number;
  outputTokens: number;
  /** Part of the output. */
  reasoningTokens: number;
}

/**
 * One thing the endpoint does. The HTTP head goes out with the first step that sends; nothing is sent that no step says, not even the
 * format's opening (`begin`). After the last step the body ends cleanly. Milliseconds are real ones, whatever the simulator's speed.
 */
export type FaultStep =
  | { do: 'wait'; ms: number }
  /** The HTTP head alone. */
  | { do: 'head' }
  /** Body bytes as they are, framed by nobody. */
  | { do: 'send'; text: string }
  | { do: 'send'; bytes: Uint8Array }
  /** Past HTTP, straight onto the socket: for broken heads, chunks and lengths. The rest of the exchange must be raw too. */
  | { do: 'raw'; text: string }
  /** The opening events of the format. */
  | { do: 'begin' }
  /** One well-framed delta. */
  | { do: 'text'; text: string }
  /** One well-framed reasoning delta; each step is a part of its own. */
  | { do: 'reasoning'; text: string }
  /** What the model would have said, reasoning first, token by token at its own pace; `share` (0–1) stops early. */
  | { do: 'answer'; share?: number }
  /**
   * The closing events. The usage counts what was sent, unless given here. `isCutBeforeLast` leaves out the very last frame:
   * `[DONE]`, `response.completed`, `message_stop`, `metadata`.
   */
  | {
      do: 'end';
      finish?: SimulatedFinish;
      usage?: 'missing' | UsageCounts;
      isCutBeforeLast?: boolean;
    }
  /** Everything as one JSON body instead of a stream. */
  | { do: 'whole' }
  /** Any event of that name and JSON content, well framed. */
  | { do: 'event'; name: string; data: unknown }
  /** An error event inside the stream; without a code, the format's own for "server failed". */
  | { do: 'error-event'; code?: string; message?: string }
  /** A frame whose place is right and whose content cannot be read: broken JSON, or a wrong checksum. */
  | { do: 'malformed' }
  /** From here on every write has at most so many bytes, each in its own packet, `waitMs` apart. */
  | { do: 'split'; every: number; waitMs?: number }
  /** Without `times`: until the client goes away. */
  | { do: 'repeat'; times?: number; steps: readonly FaultStep[] }
  /** Clean end of the body. */
  | { do: 'close' }
  /** The connection ends in the middle of the body, without a reset. */
  | { do: 'drop' }
  /** TCP reset. Bytes the client has not read yet may be lost with it; a `wait` before avoids that. */
  | { do: 'reset' }
  /** Silence until the client goes away. */
  | { do: 'stall' };

/**
 * What the next request to a model gets (every one when `isSticky`). What is left out stays as the model does it by itself,
 * so `{ cut }` or `{ encoding }` alone apply to its normal answer. `status` 400 and above without `body` or `steps` sends the
 * format's own error body.
 */
export interface FaultScript {
  isSticky?: boolean;
  status?: number;
  /** Over the format's own; null leaves one out. */
  headers?: Readonly<Record<string, string | null>>;
  error?: { code?: string; message?: string };
  /** The whole body as it is. */
  body?: string | Uint8Array;
  steps?: readonly FaultStep[];
  /** Line ends of server-sent events; `\n` otherwise. */
  lineEnd?: '\r\n' | '\r';
  encoding?: 'gzip' | 'deflate' | 'br' | 'zstd';
  /** Ends the exchange after exactly so many body bytes, counted as they go over the wire. */
  cut?: { afterBytes: number; by: 'reset' | 'close' | 'drop' | 'stall' };
}
