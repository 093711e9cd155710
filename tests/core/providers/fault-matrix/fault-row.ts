// One row of the fault matrix: what the endpoint does, and the state the answer must end in. Only data and small recipes for bytes.
import type { FaultScript } from '../../../../electron/core/simulator/fault-script.ts';
import type { Wire } from '../../../../electron/core/simulator/wires/wire.ts';
import type { Answer, Finish } from '../../../../shared/chat.ts';
import type { Clock, FailureKind } from '../../../../shared/failure.ts';
import type { WireFormat } from '../../../../shared/model.ts';

/** What a recipe may need to know. */
export interface Setting {
  format: WireFormat;
  /** The credential the endpoint is asked with. */
  key: string;
  /** Where the endpoint itself lives. */
  origin: string;
  /** A second server, which must never be asked anything. */
  elsewhere: string;
  /** Writes the frames of the format. */
  wire: Wire;
}

export interface Expected {
  status: Answer['status'];
  kind?: FailureKind | undefined;
  clock?: Clock | undefined;
  finish?: Finish['reason'] | undefined;
  /** What must be kept; left out: exactly what the server says it had sent. */
  text?: string;
  reasoning?: string;
  /** How often the server was asked; once unless told. */
  requests?: number;
  /** The codes of the notices in the answer, in order. */
  notices?: readonly string[];
  message?: RegExp;
  /** Milliseconds between attempts, as a person would have to wait them. */
  waitsMs?: readonly (readonly [atLeast: number, atMost: number])[];
  /** Counted tokens in and out. */
  tokens?: readonly [input: number, output: number];
  usage?: 'reported' | 'partial' | 'estimated' | 'none';
}

/** `asked`: the server has the request; the others are events of the answer. */
export type StopMoment = 'sent' | 'asked' | 'headers' | 'reasoning' | 'text' | 'retrying';

export interface FaultRow {
  /** Of the table of faults; several rows share one. */
  id: string;
  name: string;
  /** One for each request in turn; the last for all further ones. */
  scripts: (setting: Setting) => readonly FaultScript[];
  expected: Expected;
  /** Formats of which something else is expected, and why. */
  unlike?: Partial<Record<WireFormat, { because: string } & Partial<Expected>>>;
  /** Formats in which the fault cannot be put, and why. */
  without?: Partial<Record<WireFormat, string>>;
  /** Milliseconds; the others are so long that nothing may come near them. */
  clocks?: { headers?: number; firstToken?: number; idle?: number; contentSilence?: number };
  /** How long it takes by its own clocks and waits; left out: it must end before any clock would ring. */
  lastsMs?: number;
  stopAt?: StopMoment;
  /** Asked before and after on the same connection: the answer itself is the last of them. */
  isAskedTwice?: boolean;
  /** Needs the machine for itself. */
  isHeavy?: boolean;
  /** Nothing listens at its address. */
  isClosed?: boolean;
  temperature?: number;
}
