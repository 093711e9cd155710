// Servers a person runs, on this computer or elsewhere, and any other endpoint that speaks OpenAI's formats.
// Facts: the vendors' documentation and SDK types as of November 2026. Knows nothing of how they are reached.
import { compatible } from './vendor-quirks.ts';
import type { Vendor } from './vendors.ts';

export const localVendors: readonly Vendor[] = [
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
