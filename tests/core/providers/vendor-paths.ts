// What a request to each system looks like on the wire: written by hand from the vendors' documentation, so that a change of a row is
// seen. A new row needs its line here.
import type { VendorId } from '../../../shared/connection.ts';
import type { WireFormat } from '../../../shared/model.ts';

/** Where a connection made from the row as it stands sends a prompt for `some-model`, without the origin. */
export const promptPaths: Record<Exclude<VendorId, 'simulator'>, Partial<Record<WireFormat, string>>> = {
  openai: { 'openai-responses': '/v1/responses', 'openai-chat': '/v1/chat/completions' },
  'openai-regional': { 'openai-responses': '/v1/responses', 'openai-chat': '/v1/chat/completions' },
  anthropic: { 'anthropic-messages': '/v1/messages' },
  gemini: { gemini: '/v1/models/some-model:streamGenerateContent?alt=sse' },
  mistral: { 'openai-chat': '/v1/chat/completions' },
  cohere: { 'cohere-v2': '/v2/chat' },
  'cohere-compatible': { 'openai-chat': '/compatibility/v1/chat/completions' },
  deepseek: { 'openai-chat': '/chat/completions' },
  xai: { 'openai-responses': '/v1/responses', 'openai-chat': '/v1/chat/completions' },
  groq: { 'openai-chat': '/openai/v1/chat/completions' },
  openrouter: { 'openai-chat': '/api/v1/chat/completions' },
  coreweave: { 'openai-chat': '/v1/chat/completions' },
  bedrock: { 'bedrock-converse': '/model/some-model/converse-stream' },
  'bedrock-openai': {
    'openai-responses': '/openai/v1/responses',
    'openai-chat': '/openai/v1/chat/completions',
  },
  'bedrock-claude': { 'anthropic-messages': '/anthropic/v1/messages' },
  'azure-openai': {
    'openai-responses': '/openai/v1/responses',
    'openai-chat': '/openai/v1/chat/completions',
  },
  'azure-openai-dated': {
    'openai-chat': '/openai/deployments/some-model/chat/completions?api-version=2024-10-21',
  },
  foundry: { 'openai-chat': '/openai/v1/chat/completions' },
  'foundry-claude': { 'anthropic-messages': '/anthropic/v1/messages' },
  'foundry-cohere': { 'cohere-v2': '/v2/chat' },
  vertex: { gemini: '/v1beta1/publishers/google/models/some-model:streamGenerateContent?alt=sse' },
  'vertex-gemini': {
    gemini:
      '/v1beta1/projects/my-project/locations/global/publishers/google/models/some-model:streamGenerateContent?alt=sse',
  },
  'vertex-claude': {
    'anthropic-messages':
      '/v1/projects/my-project/locations/global/publishers/anthropic/models/some-model:streamRawPredict',
  },
  'vertex-openai': {
    'openai-responses': '/v1/projects/my-project/locations/global/publishers/openai/v1/responses',
    'openai-chat': '/v1/projects/my-project/locations/global/publishers/openai/v1/chat/completions',
  },
  oracle: { 'openai-responses': '/openai/v1/responses', 'openai-chat': '/openai/v1/chat/completions' },
  'openai-compatible': { 'openai-chat': '/v1/chat/completions', 'openai-responses': '/v1/responses' },
  ollama: { 'openai-chat': '/v1/chat/completions' },
  'lm-studio': { 'openai-chat': '/v1/chat/completions', 'openai-responses': '/v1/responses' },
  'llama-cpp': { 'openai-chat': '/v1/chat/completions' },
  vllm: { 'openai-chat': '/v1/chat/completions', 'openai-responses': '/v1/responses' },
};

/** Where a key of the vendor stands, if not as a bearer. */
export const keyHeaders: Partial<Record<VendorId, string>> = {
  gemini: 'x-goog-api-key',
  vertex: 'x-goog-api-key',
  'azure-openai': 'api-key',
  'azure-openai-dated': 'api-key',
  foundry: 'api-key',
  'foundry-claude': 'x-api-key',
};
