// What can go wrong, as data: a closed list of kinds and the facts that travel with them.
// The sentence and the one action a person sees are chosen from the kind by the renderer, not here.
import { z } from './zod.ts';

export const failureKinds = [
  // said by, or about, the endpoint
  'config',
  'auth',
  'billing',
  'permission',
  'not_found',
  'context_length',
  'unsupported_param',
  'content_filter',
  'bad_request',
  'rate_limit',
  'overloaded',
  'server',
  'timeout',
  'stalled',
  'network',
  'proxy',
  'offline',
  'tls',
  'redirect_blocked',
  'stream_broken',
  'stream_truncated',
  'protocol',
  'too_much_output',
  'empty',
  // said by Collate itself
  'vault_locked',
  'vault_corrupt',
  'invalid_input',
  'missing',
  'storage',
  'disconnected',
  'unknown',
] as const;

export const failureKindSchema = z.enum(failureKinds);
export type FailureKind = z.infer<typeof failureKindSchema>;

/** Which of the four clocks ran out: to connect, to response headers, to the first content, between bytes. */
export const clockSchema = z.enum(['connect', 'headers', 'first-token', 'idle']);
export type Clock = z.infer<typeof clockSchema>;

export const failureSchema = z.object({
  kind: failureKindSchema,
  /** The vendor's or our own words: trimmed, at most 2,000 characters, free of secrets. Plain text. */
  message: z.string(),
  /** HTTP status, where there was one. */
  status: z.int().optional(),
  /** The vendor's own error code. */
  code: z.string().optional(),
  /** The request parameter the vendor names, or the input field that is wrong. */
  field: z.string().optional(),
  requestId: z.string().optional(),
  retryAfterMs: z.number().optional(),
  host: z.string().optional(),
  clock: clockSchema.optional(),
  /** Given with `unknown`: names the entry in the log that holds the stack. */
  incidentId: z.string().optional(),
});
export type Failure = z.infer<typeof failureSchema>;

const retryableKinds: ReadonlySet<FailureKind> = new Set([
  'rate_limit',
  'overloaded',
  'server',
  'network',
  'timeout',
]);

/** The request met another one that was under way: a matter of the moment, whatever else its words say. */
const conflictStatus = 409;

/** Whether asking again, unchanged, may help. Only ever used before the first content arrived. */
export const isRetryable = (failure: Failure): boolean =>
  retryableKinds.has(failure.kind) || failure.status === conflictStatus;
