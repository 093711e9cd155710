// What each wire format's writer is: it turns the course of one answer into the bytes a vendor of that format would send.
// Writers keep the little state their format needs and know nothing of pace, faults or HTTP.
import type { SimulatedFinish, UsageCounts } from '../fault-script.ts';

export type Frame = string | Uint8Array;

/** What a writer must know of the request it answers. */
export interface WireContext {
  modelId: string;
  /** Unique in this simulator; each format dresses it as its vendor does. */
  exchangeId: string;
  /** Epoch seconds. */
  createdAt: number;
  isUsageRequested: boolean;
  /** Input counts, known from the start. */
  inputTokens: number;
  cachedTokens: number;
  /** ms since the request came. */
  elapsedMs(): number;
}

export interface WireError {
  code: string;
  message: string;
}

/** One per exchange. `begin` comes first in a sound stream, but nothing here insists on sound streams. */
export interface Wire {
  readonly contentType: string;
  /** The vendor's request id and the like. */
  readonly headers: Readonly<Record<string, string>>;
  begin(): Frame[];
  /** `part` counts up from 0; a new number begins a new part. */
  reasoning(delta: string, part: number): Frame[];
  text(delta: string): Frame[];
  /** The last frame is the format's terminal one. `detail` explains a refusal. */
  end(finish: SimulatedFinish, usage: UsageCounts | undefined, detail: string): Frame[];
  /** The same answer in one JSON body. */
  whole(
    finish: SimulatedFinish,
    usage: UsageCounts,
    detail: string,
    said: { reasoning: string; text: string },
  ): unknown;
  event(name: string, data: unknown): Frame;
  error(error: Partial<WireError>): Frame[];
  malformed(): Frame;
}

/** One server-sent event. JSON has no raw line break, so one `data` line always suffices. */
export const serverSentEvent = (data: unknown, name?: string): string =>
  `${name === undefined ? '' : `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`;

export const eventStreamType = 'text/event-stream; charset=utf-8';
