// The grid: a chat has columns (models) and turns (prompts); a cell is an answer with its parts, timings and cost.
// Pure vocabulary: schemas and the types inferred from them.
import { failureSchema } from './failure.ts';
import { answerIdSchema, chatIdSchema, columnIdSchema, turnIdSchema } from './id.ts';
import { effortSchema, modelRefSchema } from './model.ts';
import { costSchema } from './price.ts';
import { usageSchema } from './usage.ts';
import { z } from './zod.ts';

/** What a column asks for beyond the prompt. Nothing is sent that is not set here. */
export const parametersSchema = z.strictObject({
  systemPrompt: z.string().max(200_000).optional(),
  temperature: z.number().min(0).max(2).optional(),
  maxOutputTokens: z.int().min(1).max(10_000_000).optional(),
  reasoningEffort: effortSchema.optional(),
  /** Merged into the request body last, as it is. */
  extra: z.record(z.string(), z.json()).optional(),
});
export type Parameters = z.infer<typeof parametersSchema>;

export const columnSchema = z.object({
  id: columnIdSchema,
  model: modelRefSchema,
  /** What the column head and the region for assistive technology are called. */
  label: z.string().trim().min(1).max(120),
  parameters: parametersSchema,
  /** Pixels; absent = shares the room equally. */
  width: z.number().min(200).max(2000).optional(),
  /** Kept with its answers so that removal can be undone. */
  isRemoved: z.boolean().optional(),
});
export type Column = z.infer<typeof columnSchema>;

export const maxColumns = 16;

export const partSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('reasoning'), text: z.string(), kind: z.enum(['raw', 'summary', 'redacted']) }),
  /** A source the vendor cites. `url` is text to show through the link gate, never a link by itself. */
  z.object({ type: z.literal('citation'), url: z.string().optional(), title: z.string().optional() }),
  /** A step a vendor-side tool took, as far as the stream tells. */
  z.object({ type: z.literal('tool'), name: z.string(), text: z.string() }),
  z.object({
    type: z.literal('notice'),
    code: z.enum([
      'param_dropped',
      'model_substituted',
      'content_filter_partial',
      'unknown_event',
      'malformed_event',
    ]),
    message: z.string(),
  }),
]);
export type Part = z.infer<typeof partSchema>;

export const finishReasons = [
  'stop',
  'length',
  'context_window',
  'content_filter',
  'refusal',
  'tool_calls',
  'paused',
  'other',
] as const;
export const finishSchema = z.object({
  reason: z.enum(finishReasons),
  /** The vendor's own word for it. */
  raw: z.string().optional(),
  /** The vendor's explanation, e.g. of a refusal. */
  detail: z.string().optional(),
});
export type Finish = z.infer<typeof finishSchema>;

/** All in ms after `startedAt`, by the core's monotonic clock. Definitions: metrics.ts. */
export const timingsSchema = z.object({
  /** Epoch ms when the first attempt was sent. */
  startedAt: z.number(),
  /** When the attempt that is being received was sent; 0 unless there were retries. */
  sentMs: z.number(),
  headersMs: z.number().optional(),
  firstByteMs: z.number().optional(),
  /** First non-empty reasoning or text. */
  firstContentMs: z.number().optional(),
  firstTextMs: z.number().optional(),
  lastContentMs: z.number().optional(),
  endedMs: z.number().optional(),
});
export type Timings = z.infer<typeof timingsSchema>;

/** A copy of what was asked of whom, taken when the answer was started: evidence, not a reference. */
export const askedSchema = z.object({
  model: modelRefSchema,
  /** The model behind the id, where the connection says which it is: what the price went by. */
  baseModelId: modelRefSchema.shape.modelId.optional(),
  modelLabel: z.string(),
  connectionLabel: z.string(),
  vendorId: z.string(),
  operator: z.string(),
  /** The region the connection asks for; what the endpoint reports is in `reported`. */
  region: z.string().optional(),
  parameters: parametersSchema,
  isSimulated: z.boolean(),
});
export type Asked = z.infer<typeof askedSchema>;

/** `failed`: no text arrived. `interrupted`: text arrived and is kept. `stopped`: by the user. */
export const answerStatuses = [
  'waiting',
  'streaming',
  'complete',
  'stopped',
  'interrupted',
  'failed',
] as const;

export const answerSchema = z.object({
  id: answerIdSchema,
  columnId: columnIdSchema,
  status: z.enum(answerStatuses),
  asked: askedSchema,
  parts: z.array(partSchema),
  timings: timingsSchema,
  /** Requests made so far, counting from 1. */
  attempts: z.int(),
  /** Set while waiting to ask again: counts down to `at` (epoch ms). */
  retry: z
    .object({ at: z.number(), attempt: z.int(), ofAttempts: z.int(), failure: failureSchema })
    .optional(),
  finish: finishSchema.optional(),
  failure: failureSchema.optional(),
  usage: usageSchema.optional(),
  cost: costSchema.optional(),
  reported: z
    .object({
      model: z.string().optional(),
      responseId: z.string().optional(),
      requestId: z.string().optional(),
      region: z.string().optional(),
    })
    .optional(),
});
export type Answer = z.infer<typeof answerSchema>;

export const isRunning = (answer: Answer): boolean =>
  answer.status === 'waiting' || answer.status === 'streaming';

/** The visible text of an answer, without reasoning and notices. */
export const answerText = (answer: Answer): string => {
  let text = '';
  for (const part of answer.parts) if (part.type === 'text') text += part.text;
  return text;
};

export const turnSchema = z.object({
  id: turnIdSchema,
  prompt: z.string(),
  /** Epoch ms. Order is by position, never by time. */
  askedAt: z.number(),
  /** Every answer ever made for this turn, oldest first: a column's current one is its last. */
  answers: z.array(answerSchema),
});
export type Turn = z.infer<typeof turnSchema>;

/** All answers of one column in a turn, oldest first; the last is the one that counts. */
export const answersOf = (turn: Turn, columnId: Column['id']): Answer[] =>
  turn.answers.filter((answer) => answer.columnId === columnId);

export const chatSchema = z.object({
  id: chatIdSchema,
  title: z.string().max(200),
  isPinned: z.boolean(),
  isDeleted: z.boolean().optional(),
  createdAt: z.number(),
  /** Epoch ms of the last prompt or change. */
  updatedAt: z.number(),
  columns: z.array(columnSchema),
});
export type Chat = z.infer<typeof chatSchema>;

export const visibleColumns = (chat: Chat): Column[] =>
  chat.columns.filter((column) => column.isRemoved !== true);
