// What each recorded stream holds.
import type { WireFormat } from '../../../shared/model.ts';

export interface Golden {
  text: number;
  reasoning: number;
  finish?: [reason: string, raw: string];
  /** input, output, reasoning, cache read; undefined = not reported. */
  usage?: [number, number, (number | undefined)?, (number | undefined)?];
  model?: string;
  citations?: number;
  tools?: number;
  failure?: string;
}

/** Characters counted in the recordings themselves, apart from the adapters; those of the providers' page agree. */
export const golden: Record<WireFormat, Record<string, Golden>> = {
  'openai-chat': {
    'azure-model-router.1': {
      text: 19,
      reasoning: 0,
      finish: ['stop', 'stop'],
      usage: [15, 78, 64, 0],
      model: 'gpt-5-nano-2025-08-07',
    },
    'deepseek-reasoning': {
      text: 42,
      reasoning: 606,
      finish: ['stop', 'stop'],
      usage: [18, 219, 205, 0],
      model: 'deepseek-reasoner',
    },
    'groq-reasoning': {
      text: 347,
      reasoning: 2952,
      finish: ['stop', 'stop'],
      usage: [17, 1107, 963],
      model: 'qwen/qwen3-32b',
    },
    'mistral-reasoning': {
      text: 9,
      reasoning: 60,
      finish: ['stop', 'stop'],
      usage: [10, 46],
      model: 'magistral-medium-2507',
    },
    'moonshotai-stream': {
      text: 6,
      reasoning: 16,
      finish: ['stop', 'stop'],
      usage: [9, 12, 7],
      model: 'kimi-k3',
    },
    'openai-text': {
      text: 1724,
      reasoning: 0,
      finish: ['stop', 'stop'],
      usage: [16, 300, 0, 0],
      model: 'gpt-4.1-nano-2025-04-14',
    },
    'xai-text': {
      text: 5,
      reasoning: 20,
      finish: ['stop', 'stop'],
      usage: [12, 291, 290, 11],
      model: 'grok-3-mini',
    },
  },
  'openai-responses': {
    'azure-text.1': {
      text: 5,
      reasoning: 0,
      finish: ['stop', 'completed'],
      usage: [11, 11, 0, 0],
      model: 'gpt-5.1',
    },
    'lmstudio-basic.1': {
      text: 1384,
      reasoning: 0,
      finish: ['stop', 'completed'],
      usage: [31, 282, 0, 30],
      model: 'gemma-7b-it',
    },
    'openai-error.1': { text: 0, reasoning: 0, failure: 'billing', model: 'gpt-5-nano-2025-08-07' },
    'openai-phase.1': {
      text: 25,
      reasoning: 0,
      finish: ['stop', 'completed'],
      usage: [7112, 463, 64, 3072],
      model: 'gpt-5.3-codex',
    },
    'openai-web-search-tool.1': {
      text: 3645,
      reasoning: 0,
      finish: ['stop', 'completed'],
      usage: [31_073, 4416, 3712, 3712],
      model: 'gpt-5-mini-2025-08-07',
      citations: 12,
      tools: 6,
    },
    'xai-text-streaming.1': {
      text: 3068,
      reasoning: 569,
      finish: ['stop', 'completed'],
      usage: [216, 863, 237, 192],
      model: 'grok-code-fast-1',
    },
  },
  'anthropic-messages': {
    'anthropic-clear-thinking.1': {
      text: 13,
      reasoning: 75,
      finish: ['stop', 'end_turn'],
      usage: [69, 53, undefined, 0],
      model: 'claude-sonnet-4-5-20250929',
    },
    'anthropic-message-delta-input-tokens': {
      text: 4,
      reasoning: 0,
      finish: ['stop', 'end_turn'],
      usage: [61, 2],
      model: 'claude-opus-4-5-20251101',
    },
    'anthropic-refusal': {
      text: 0,
      reasoning: 0,
      finish: ['refusal', 'refusal'],
      usage: [18, 5, undefined, 0],
      model: 'claude-fable-5',
    },
    'anthropic-text': {
      text: 108,
      reasoning: 0,
      finish: ['stop', 'end_turn'],
      usage: [12, 30, undefined, 0],
      model: 'claude-sonnet-4-5-20250929',
    },
    'anthropic-web-search-tool.1': {
      text: 2402,
      reasoning: 0,
      finish: ['stop', 'end_turn'],
      usage: [15_665, 795, undefined, 0],
      model: 'claude-sonnet-4-20250514',
      citations: 14,
      tools: 1,
    },
    'duplicate-message-start': {
      text: 13,
      reasoning: 0,
      finish: ['stop', 'end_turn'],
      usage: [17, 227],
      model: 'claude-3-haiku-20240307',
    },
  },
  'bedrock-converse': {
    'amazon-bedrock-reasoning': { text: 63, reasoning: 116, finish: ['stop', 'end_turn'], usage: [51, 94] },
    'amazon-bedrock-text': { text: 109, reasoning: 0, finish: ['stop', 'end_turn'], usage: [22, 55] },
    'amazon-bedrock-tool-call.1': {
      text: 0,
      reasoning: 0,
      finish: ['tool_calls', 'tool_use'],
      usage: [125, 45],
      tools: 1,
    },
  },
  gemini: {
    'google-reasoning': {
      text: 79,
      reasoning: 0,
      finish: ['stop', 'STOP'],
      usage: [9, 285, 256],
      model: 'gemini-3-pro-preview',
    },
    'google-text': {
      text: 55,
      reasoning: 0,
      finish: ['stop', 'STOP'],
      usage: [9, 208, 185],
      model: 'gemini-3-pro-preview',
    },
    'google-tool-call': {
      text: 0,
      reasoning: 0,
      finish: ['tool_calls', 'STOP'],
      usage: [29, 60, 45],
      model: 'gemini-3-pro-preview',
      tools: 1,
    },
  },
  'cohere-v2': {
    'cohere-reasoning': {
      text: 25,
      reasoning: 162,
      finish: ['stop', 'COMPLETE'],
      usage: [1394, 54, undefined, 1360],
    },
    'cohere-text': { text: 31, reasoning: 0, finish: ['stop', 'COMPLETE'], usage: [507, 10, undefined, 448] },
  },
};
