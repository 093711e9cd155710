// What every wire format adapter is: one async generator. Adapters know HTTP and their vendor's SDK, and nothing of chats,
// prices, storage or retries. They may throw; whoever drives one (`run-attempt.ts`, `list-models.ts`) catches.
import type { Finish, Part } from '../../../shared/chat.ts';
import type { SecretFields } from '../../../shared/connection.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { Effort, ModelInfo, WireFormat } from '../../../shared/model.ts';
import type { Exchange } from '../../../shared/run-record.ts';
import type { Usage } from '../../../shared/usage.ts';
import type { Vendor } from '../../../shared/vendors.ts';
import type { Attachment } from './attachments.ts';

/** The one error class for expected failures inside the core. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly failure: Failure;
  constructor(failure: Failure, options?: { cause?: unknown }) {
    super(failure.message, options);
    this.failure = failure;
  }
}

/** Alternating user and assistant texts, beginning and ending with the user. */
export interface Message {
  role: 'user' | 'assistant';
  /** Empty only beside attachments. */
  text: string;
  /** Of the user's messages only. An adapter writes each into the request, or throws `invalid_input` where its format cannot hold it. */
  attachments?: Attachment[];
}

export interface ChatRequest {
  modelId: string;
  /** The model behind the id, where somebody says which it is: what rules for parameters go by. Never sent. */
  baseModelId?: string | undefined;
  systemPrompt?: string | undefined;
  messages: Message[];
  /** Only what the user set is present, and only what is present may be sent. */
  temperature?: number | undefined;
  maxOutputTokens?: number | undefined;
  reasoningEffort?: Effort | undefined;
  /** Merged into the body last. */
  extra?: Record<string, unknown> | undefined;
  /** What the model list says of this model, if anything: for limits that a format requires to be sent. */
  modelInfo?: ModelInfo | undefined;
}

/** Deltas are never empty. At most one `started` (on response headers), at most one `finished` (the protocol's real end). */
export type ProviderEvent =
  | { type: 'started'; responseId?: string; model?: string; requestId?: string; region?: string }
  | { type: 'text'; delta: string }
  | { type: 'reasoning'; delta: string; kind: 'raw' | 'summary' | 'redacted' }
  | { type: 'part'; part: Exclude<Part, { type: 'text' | 'reasoning' }> }
  /** May come several times; the last one counts. */
  | { type: 'usage'; usage: Usage; raw: unknown }
  | { type: 'finished'; finish: Finish };

/** One attempt's HTTP, watched: see `wire.ts`. */
export interface Wire {
  /** Never follows redirects, carries no ambient credentials, refuses oversized bodies, records the exchange. */
  readonly fetch: typeof globalThis.fetch;
  /** Reports the facts of the exchange to whoever watches. */
  readonly recorder: WireRecorder;
  /** Whatever must not appear in a text about this attempt. */
  secrets(): readonly string[];
  /** What has been sent and received so far, secrets replaced; undefined before the request went out. */
  readonly exchange: Exchange | undefined;
}

export interface WireRecorder {
  sent(request: { method: string; url: string; headers: Record<string, string>; body: string }): void;
  headers(response: { status: number; headers: Record<string, string> }): void;
  /** Throws `too_much_output` past the limits. */
  bytes(count: number): void;
}

export interface ProviderContext {
  /** Aborts the attempt: the socket must close at once. */
  signal: AbortSignal;
  vendor: Vendor;
  /** Canonical, without a trailing slash. */
  baseUrl: string;
  region?: string | undefined;
  /** Extra headers of the connection; never credentials. */
  headers: Record<string, string>;
  /** What vendor and credential were told besides, by the setting's name; never secrets. */
  settings?: Readonly<Record<string, string>> | undefined;
  /** Decrypted for this request, or given by signing in; undefined where the vendor needs none. */
  secret: SecretFields | undefined;
  wire: Wire;
  connectTimeoutMs: number;
}

export interface Provider {
  readonly wireFormat: WireFormat;
  /**
   * Streams one answer. Ends after `finished`; ending without it means the stream was cut (the caller reports `stream_truncated`).
   * Throws `ProviderError` for everything expected: HTTP errors, error events inside the stream, broken frames, broken sockets.
   * On abort it may end or throw whatever it likes: the caller checks its own signal first.
   */
  stream(request: ChatRequest, context: ProviderContext): AsyncGenerator<ProviderEvent, void, undefined>;
  /** Whether an address has a list, where not every one has. */
  hasListAt?(baseUrl: string): boolean;
  /** The models the endpoint lists: at most 5,000, ids at most 300 characters, control characters removed. */
  listModels?(context: ProviderContext): Promise<ModelInfo[]>;
}
