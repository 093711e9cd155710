// A model as a column asks for it, and what is known of it. Knows nothing of how it is reached.
import { connectionIdSchema } from './id.ts';
import { z } from './zod.ts';

export const wireFormats = [
  'openai-responses',
  'openai-chat',
  'anthropic-messages',
  'bedrock-converse',
  'gemini',
  'cohere-v2',
] as const;
export const wireFormatSchema = z.enum(wireFormats);
/** The shape of requests and streams an endpoint speaks; one adapter file each. */
export type WireFormat = z.infer<typeof wireFormatSchema>;

export const modelRefSchema = z.object({
  connectionId: connectionIdSchema,
  /** The id sent on the wire: 1 to 300 characters, no control characters. */
  modelId: z
    .string()
    .min(1)
    .max(300)
    .regex(/^\P{Cc}+$/u, 'must not contain control characters'),
});
export type ModelRef = z.infer<typeof modelRefSchema>;

export const effortSchema = z.enum(['off', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']);
export type Effort = z.infer<typeof effortSchema>;

/** The ways a model reasons, in the words of the formats: Claude's four, and Gemini's level or budget. */
export const thinkingKindSchema = z.enum([
  'adaptive',
  'enabled',
  'disabled',
  'between-tools',
  'level',
  'budget',
]);
export type ThinkingKind = z.infer<typeof thinkingKindSchema>;

export const inputKindSchema = z.enum(['text', 'image', 'pdf']);
export type InputKind = z.infer<typeof inputKindSchema>;

/** What an endpoint's own list says of a model. What it does not say is absent, never guessed. */
export const modelInfoSchema = z.object({
  id: z.string(),
  name: z.string().optional(),
  description: z.string().optional(),
  contextTokens: z.number().optional(),
  maxOutputTokens: z.number().optional(),
  input: z.array(inputKindSchema).optional(),
  /** Empty: it does not reason. */
  efforts: z.array(effortSchema).optional(),
  thinking: z.array(thinkingKindSchema).optional(),
  takesTemperature: z.boolean().optional(),
  isDeprecated: z.boolean().optional(),
  /** ISO date from which the endpoint does not serve it any more. */
  retiresOn: z.string().optional(),
  /** The endpoint's own price, USD per million tokens. */
  price: z.object({ inputUsdPerMillion: z.number(), outputUsdPerMillion: z.number() }).optional(),
  /** The model behind the id, where the endpoint says which it is. */
  baseModelId: modelRefSchema.shape.modelId.optional(),
  /** Set where one connection serves models over several formats. */
  wireFormat: wireFormatSchema.optional(),
});
export type ModelInfo = z.infer<typeof modelInfoSchema>;

/** An id that an endpoint lists nowhere, kept because somebody typed it, and the model behind it where it does not say. */
export const namedModelSchema = z.object({
  id: modelRefSchema.shape.modelId,
  /** What price lists and parameter rules go by. Absent: the id itself. */
  baseModelId: modelRefSchema.shape.modelId.optional(),
});
export type NamedModel = z.infer<typeof namedModelSchema>;

/** A parameter an endpoint refused for one model, learnt from its answer. It is left out from then on, until forgotten. */
export const refusalSchema = z.object({
  modelId: z.string(),
  /** In the endpoint's words: what is left out of the next request. */
  field: z.string().min(1).max(200),
  /** Which of a column's parameters that is; absent for what is sent without being asked for. */
  parameter: z.enum(['temperature', 'maxOutputTokens', 'reasoningEffort', 'extra']).optional(),
  /** Only this level was refused, not the parameter. */
  effort: effortSchema.optional(),
  /** Epoch ms. */
  at: z.number(),
});
export type Refusal = z.infer<typeof refusalSchema>;

export const maxNamedModels = 200;
export const maxRefusals = 500;
