// Vendors as rows of data: defaults and quirks of endpoint families. Adding one that speaks a known format is one row here.
// Shared, because the connection screen and the adapters read the same row. Facts: the vendors' documentation and SDK types as of November 2026.
import type { Credential, VendorId } from './connection.ts';
import type { WireFormat } from './model.ts';

export interface Vendor {
  id: VendorId;
  label: string;
  /** The first is the default; where there are more, a connection may choose. */
  wireFormats: readonly [WireFormat, ...WireFormat[]];
  /** May contain `{region}`. Empty: the user must give one. */
  baseUrl: string;
  /** Prefilled; who really runs a compatible endpoint only the user knows. */
  operator: string;
  regions?: readonly string[];
  credentials: readonly [Credential, ...Credential[]];
  /** What supplies the credential when the user chooses `environment`. */
  environmentVariable?: string;
  /** Runs on the user's own machine: answers cost nothing. */
  isLocal?: boolean;
  quirks: {
    maxTokensField: 'max_completion_tokens' | 'max_tokens';
    systemRole: 'system' | 'developer';
    /** Whether `stream_options.include_usage` is sent. */
    isUsageRequested: boolean;
  };
  /** What the price library calls this vendor; absent where it has no list. */
  priceProviderId?: string;
  /** Where a key is made, for the connection screen. */
  keysUrl?: string;
  /** An example of a model id, shown where the endpoint lists none. */
  exampleModelId: string;
}

const compatible = { maxTokensField: 'max_tokens', systemRole: 'system', isUsageRequested: true } as const;
const openaiOwn = {
  maxTokensField: 'max_completion_tokens',
  systemRole: 'developer',
  isUsageRequested: true,
} as const;

const rows: readonly Vendor[] = [
  {
    id: 'simulator',
    label: 'Simulated models',
    wireFormats: ['openai-chat', 'openai-responses', 'anthropic-messages', 'bedrock-converse'],
    baseUrl: '',
    operator: 'Simulated on this computer',
    credentials: ['none'],
    isLocal: true,
    quirks: compatible,
    exampleModelId: 'sim-fast',
  },
  {
    id: 'openai',
    label: 'OpenAI',
    wireFormats: ['openai-responses', 'openai-chat'],
    baseUrl: 'https://api.openai.com/v1',
    operator: 'OpenAI',
    credentials: ['api-key', 'environment'],
    environmentVariable: 'OPENAI_API_KEY',
    quirks: openaiOwn,
    priceProviderId: 'openai',
    keysUrl: 'https://platform.openai.com/api-keys',
    exampleModelId: 'gpt-6-sol',
  },
  {
    id: 'anthropic',
    label: 'Anthropic',
    wireFormats: ['anthropic-messages'],
    baseUrl: 'https://api.anthropic.com',
    operator: 'Anthropic',
    credentials: ['api-key', 'environment'],
    environmentVariable: 'ANTHROPIC_API_KEY',
    quirks: compatible,
    priceProviderId: 'anthropic',
    keysUrl: 'https://platform.claude.com/settings/keys',
    exampleModelId: 'claude-opus-5-5',
  },
  {
    id: 'bedrock',
    label: 'AWS Bedrock',
    wireFormats: ['bedrock-converse'],
    baseUrl: 'https://bedrock-runtime.{region}.amazonaws.com',
    operator: 'Amazon Web Services',
    regions: [
      'us-east-1',
      'us-east-2',
      'us-west-2',
      'ca-central-1',
      'sa-east-1',
      'eu-central-1',
      'eu-central-2',
      'eu-north-1',
      'eu-south-1',
      'eu-south-2',
      'eu-west-1',
      'eu-west-2',
      'eu-west-3',
      'ap-northeast-1',
      'ap-northeast-2',
      'ap-northeast-3',
      'ap-south-1',
      'ap-southeast-1',
      'ap-southeast-2',
    ],
    credentials: ['api-key', 'iam-keys', 'environment'],
    environmentVariable: 'AWS_BEARER_TOKEN_BEDROCK',
    quirks: compatible,
    priceProviderId: 'aws',
    keysUrl: 'https://console.aws.amazon.com/bedrock/home#/api-keys',
    exampleModelId: 'us.anthropic.claude-opus-5-5',
  },
  {
    id: 'openai-compatible',
    label: 'OpenAI-compatible endpoint',
    wireFormats: ['openai-chat', 'openai-responses'],
    baseUrl: '',
    operator: '',
    credentials: ['api-key', 'none'],
    quirks: compatible,
    exampleModelId: 'model-name',
  },
  {
    id: 'ollama',
    label: 'Ollama',
    wireFormats: ['openai-chat'],
    baseUrl: 'http://127.0.0.1:11434/v1',
    operator: 'This computer',
    credentials: ['none', 'api-key'],
    isLocal: true,
    quirks: compatible,
    exampleModelId: 'qwen3:8b',
  },
  {
    id: 'lm-studio',
    label: 'LM Studio',
    wireFormats: ['openai-chat', 'openai-responses'],
    baseUrl: 'http://127.0.0.1:1234/v1',
    operator: 'This computer',
    credentials: ['none', 'api-key'],
    isLocal: true,
    quirks: compatible,
    exampleModelId: 'qwen3-8b',
  },
  {
    id: 'llama-cpp',
    label: 'llama.cpp server',
    wireFormats: ['openai-chat'],
    baseUrl: 'http://127.0.0.1:8080/v1',
    operator: 'This computer',
    credentials: ['none', 'api-key'],
    isLocal: true,
    quirks: compatible,
    exampleModelId: 'default',
  },
  {
    id: 'vllm',
    label: 'vLLM',
    wireFormats: ['openai-chat', 'openai-responses'],
    baseUrl: 'http://127.0.0.1:8000/v1',
    operator: 'This computer',
    credentials: ['none', 'api-key'],
    isLocal: true,
    quirks: compatible,
    exampleModelId: 'Qwen/Qwen3-8B',
  },
];

export const vendors = Object.fromEntries(rows.map((row) => [row.id, row])) as Record<VendorId, Vendor>;

/** Those a person can connect to, in the order they are offered. */
export const connectableVendors = rows.filter((row) => row.id !== 'simulator');
