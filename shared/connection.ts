// An account at an endpoint: which vendor, where, operated by whom, and which kind of credential it uses.
// The credential itself never appears here; only whether there is one.
import { failureSchema } from './failure.ts';
import { type ConnectionId, connectionIdSchema } from './id.ts';
import {
  maxNamedModels,
  modelInfoSchema,
  namedModelSchema,
  refusalSchema,
  wireFormatSchema,
} from './model.ts';
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
  'cohere-compatible',
  'bedrock-claude',
  'azure-openai-dated',
  'foundry-cohere',
  'vertex-gemini',
  'vertex-claude',
  'vertex-openai',
] as const;
export const vendorIdSchema = z.enum(vendorIds);
export type VendorId = z.infer<typeof vendorIdSchema>;

/**
 * Where the credential comes from. `environment` reads a variable at the moment of use and stores nothing; so do `aws-profile`,
 * `entra-cli`, `entra-browser` and `google-account`, which use a sign-in of this computer. What each needs: `credential-kinds.ts`.
 */
export const credentialSchema = z.enum([
  'none',
  'api-key',
  'iam-keys',
  'environment',
  'token',
  'aws-profile',
  'entra-cli',
  'entra-browser',
  'entra-app',
  'google-account',
  'service-account',
]);
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

export const connectionSettingsSchema = z.record(
  z.string().regex(/^[a-z][a-zA-Z]{0,39}$/, 'is not the name of a setting'),
  z
    .string()
    .trim()
    .min(1, 'is empty')
    .max(300)
    .regex(/^\P{Cc}+$/u, 'must not contain control characters'),
);

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
  /** What vendor and credential must be told that stands neither in the address nor in a header, by the field's name. No secrets. */
  settings: connectionSettingsSchema.optional(),
  /** Ids somebody typed for this endpoint, such as deployments, newest last. */
  namedModels: z.array(namedModelSchema).max(maxNamedModels).optional(),
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

const serviceAccountShape = z.object({
  type: z.literal('service_account'),
  client_email: z.string().min(1),
  private_key: z.string().min(1),
  // Where the signed request for a token goes: nobody but Google.
  token_uri: z.literal('https://oauth2.googleapis.com/token').optional(),
  universe_domain: z.literal('googleapis.com').optional(),
});

const isServiceAccount = (text: string): boolean => {
  try {
    return serviceAccountShape.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
};

/** The JSON file of a Google service account, as it was downloaded. Never echoed in messages. */
export const serviceAccountSchema = z
  .string()
  .trim()
  .min(1, 'is empty')
  .max(20_000, 'is too long for a key file')
  .refine(isServiceAccount, 'is not the JSON key file of a Google service account');

/**
 * Fields by name: `apiKey`, or `accessKeyId`, `secretAccessKey`, `sessionToken`; a `token`, pasted or obtained by signing in, is
 * always sent as bearer; `clientSecret` and `serviceAccount` are only ever used to obtain one.
 */
export const secretFieldsSchema = z.strictObject({
  apiKey: secretValueSchema.optional(),
  accessKeyId: secretValueSchema.optional(),
  secretAccessKey: secretValueSchema.optional(),
  sessionToken: secretValueSchema.optional(),
  token: secretValueSchema.optional(),
  clientSecret: secretValueSchema.optional(),
  serviceAccount: serviceAccountSchema.optional(),
  /** Of the proxy, not of a connection: user name and password as in an address. Never hinted at. */
  proxyLogin: secretValueSchema.optional(),
});
export type SecretFields = Partial<Record<keyof z.infer<typeof secretFieldsSchema>, string>>;

export const modelListSchema = z.object({
  models: z.array(modelInfoSchema),
  /** Epoch ms; 0: never. */
  listedAt: z.number(),
  failure: failureSchema.optional(),
  /** What answers taught about models here, oldest first. */
  refusals: z.array(refusalSchema).optional(),
});
export type ModelList = z.infer<typeof modelListSchema>;

/**
 * One step of a connection test, in order; later steps are absent when an earlier one failed. `needs-model`: the endpoint lists
 * nothing, and which model to try has not been said.
 */
export const connectionTestSchema = z.object({
  state: z.enum(['running', 'passed', 'failed', 'stopped', 'needs-model']),
  /** The model that was tried. */
  modelId: z.string().optional(),
  steps: z.array(
    z.object({
      name: z.enum(['sign-in', 'reach', 'authenticate', 'list-models', 'stream']),
      /** `waiting`: for a person. */
      state: z.enum(['waiting', 'passed', 'failed', 'skipped']),
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
