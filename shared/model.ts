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

export const modelInfoSchema = z.object({
  id: z.string(),
  name: z.string().optional(),
  description: z.string().optional(),
  contextTokens: z.number().optional(),
  maxOutputTokens: z.number().optional(),
  input: z.array(z.enum(['text', 'image', 'pdf'])).optional(),
  efforts: z.array(effortSchema).optional(),
  isDeprecated: z.boolean().optional(),
  /** Set where one connection serves models over several formats. */
  wireFormat: wireFormatSchema.optional(),
});
export type ModelInfo = z.infer<typeof modelInfoSchema>;
