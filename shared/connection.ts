// An account at an endpoint: which vendor, where, operated by whom, and which kind of credential it uses.
// The credential itself never appears here; only whether there is one.
import { failureSchema } from './failure.ts';
import { type ConnectionId, connectionIdSchema } from './id.ts';
import { modelInfoSchema, wireFormatSchema } from './model.ts';
import { z } from './zod.ts';

export const vendorIds = [
  'simulator',
  'openai',
  'anthropic',
  'bedrock',
  'openai-compatible',
  'ollama',
  'lm-studio',
  'llama-cpp',
  'vllm',
  'gemini',
  'mistral',
  'cohere',
  'deepseek',
  'xai',
  'groq',
  'openrouter',
  'coreweave',
  'bedrock-openai',
  'azure-openai',
  'foundry',
  'foundry-claude',
  'vertex',
  'oracle',
  'openai-regional',
] as const;
export const vendorIdSchema = z.enum(vendorIds);
export type VendorId = z.infer<typeof vendorIdSchema>;

/** Where the credential comes from. `environment` reads a variable at the moment of use and stores nothing. */
export const credentialSchema = z.enum(['none', 'api-key', 'iam-keys', 'environment']);
export type Credential = z.infer<typeof credentialSchema>;

/** Header names that carry credentials: they belong in the vault, not among the extra headers. */
const credentialHeaders =
  /(^|[-_.])(auth|authorization|cookie2?|token|secret|password|credentials?|signature|(api)?key)($|[-_.])/i;
/** Values that look like a key, whatever the header is called. */
const credentialValue = /^(bearer|basic)\s|^(sk-|xai-|gsk_|AIza|AKIA|ASIA)/i;

/** Whether a header is there to admit whoever sends it. Used to keep such headers out of what is stored in clear, and of records. */
export const isCredentialHeader = (name: string, value = ''): boolean =>
  credentialHeaders.test(name) || credentialValue.test(value);

export const extraHeadersSchema = z
  .record(
    z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, 'is not a header name'),
    z
      .string()
      .max(2000)
      .regex(/^[\t\x20-\x7e]*$/, 'must be printable ASCII without line breaks'),
  )
  .refine((headers) => !Object.entries(headers).some(([name, value]) => isCredentialHeader(name, value)), {
    message: 'must not hold credentials: put the key into the key field, where it is encrypted',
  });

export const connectionSchema = z.object({
  id: connectionIdSchema,
  vendorId: vendorIdSchema,
  label: z.string().trim().min(1).max(80),
  /** Canonical http(s) URL without credentials, query or fragment; see `base-url.ts`. */
  baseUrl: z.string().max(2000),
  region: z.string().max(60).optional(),
  /** Who runs the endpoint, in the user's words; prefilled from the vendor. */
  operator: z.string().trim().max(80),
  /** Overrides the vendor's wire format where it offers more than one. */
  wireFormat: wireFormatSchema.optional(),
  headers: extraHeadersSchema,
  credential: credentialSchema,
  isRemoved: z.boolean().optional(),
});
export type Connection = z.infer<typeof connectionSchema>;

/** The built-in connection of the simulated models. It is never stored and cannot be edited. */
export const simulatorConnectionId = '00000000-0000-7000-8000-000000000001' as ConnectionId;

/** `unbound`: a secret is stored, but for another origin or vendor; it is not sent until entered again. */
export const secretStatusSchema = z.object({
  state: z.enum(['none', 'set', 'unbound']),
  /** The last four characters, only for secrets of 20 characters or more. */
  hint: z.string().optional(),
});
export type SecretStatus = z.infer<typeof secretStatusSchema>;

/** One field of a credential as typed by a person: printable ASCII, no spaces. Never echoed in messages. */
export const secretValueSchema = z
  .string()
  .min(1, 'is empty')
  .max(20_000, 'is too long for a key')
  .regex(/^[\x21-\x7e]+$/, 'contains a space, a line break or a character that no key has');
/** Fields by name: `apiKey`, or `accessKeyId`, `secretAccessKey`, `sessionToken`. */
export const secretFieldsSchema = z.strictObject({
  apiKey: secretValueSchema.optional(),
  accessKeyId: secretValueSchema.optional(),
  secretAccessKey: secretValueSchema.optional(),
  sessionToken: secretValueSchema.optional(),
});
export type SecretFields = Partial<
  Record<'apiKey' | 'accessKeyId' | 'secretAccessKey' | 'sessionToken', string>
>;

export const modelListSchema = z.object({
  models: z.array(modelInfoSchema),
  /** Epoch ms. */
  listedAt: z.number(),
  failure: failureSchema.optional(),
});
export type ModelList = z.infer<typeof modelListSchema>;

/** One step of a connection test, in order; later steps are absent when an earlier one failed. */
export const connectionTestSchema = z.object({
  state: z.enum(['running', 'passed', 'failed']),
  steps: z.array(
    z.object({
      name: z.enum(['reach', 'authenticate', 'list-models', 'stream']),
      state: z.enum(['passed', 'failed', 'skipped']),
      /** What was found, in words: "12 models listed", "first token after 420 ms". */
      detail: z.string(),
      failure: failureSchema.optional(),
    }),
  ),
  testedAt: z.number(),
});
export type ConnectionTest = z.infer<typeof connectionTestSchema>;

/** A model server found on loopback. It becomes a connection only when the user takes it. */
export const localServerSchema = z.object({
  vendorId: vendorIdSchema,
  baseUrl: z.string(),
  version: z.string().optional(),
  modelCount: z.int().optional(),
});
export type LocalServer = z.infer<typeof localServerSchema>;
