// Asks a recorded endpoint through the AI SDK: an implementation of the same wire formats that shares no line with ours.
import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createCohere } from '@ai-sdk/cohere';
import { createDeepSeek } from '@ai-sdk/deepseek';
import { createGoogle } from '@ai-sdk/google';
import { createGroq } from '@ai-sdk/groq';
import { createMistral } from '@ai-sdk/mistral';
import { createOpenAI } from '@ai-sdk/openai';
import { createXai } from '@ai-sdk/xai';
import { type LanguageModel, streamText } from 'ai';
import type { WireFormat } from '../../../shared/model.ts';

export interface AiSdkAnswer {
  text: string;
  reasoning: string;
  finish: string | undefined;
  input: number | undefined;
  output: number | undefined;
  reasoningTokens: number | undefined;
  cacheRead: number | undefined;
  error: string | undefined;
}

interface Whom {
  baseURL: string;
  modelId: string;
  apiKey: string;
}

/** Its hints about models it does not know are of no interest here. */
globalThis.AI_SDK_LOG_WARNINGS = false;

/** By the vendor whose stream the recording holds. DeepSeek's client reads what most imitators send; xAI's speaks Responses only. */
const chatModel = (name: string, { apiKey, baseURL, modelId }: Whom): LanguageModel => {
  if (name.startsWith('groq')) return createGroq({ apiKey, baseURL })(modelId);
  if (name.startsWith('mistral')) return createMistral({ apiKey, baseURL })(modelId);
  if (/^(openai|azure)/.test(name)) return createOpenAI({ apiKey, baseURL }).chat(modelId);
  return createDeepSeek({ apiKey, baseURL })(modelId);
};

const models: Record<WireFormat, (name: string, whom: Whom) => LanguageModel> = {
  'openai-chat': chatModel,
  'openai-responses': (name, { apiKey, baseURL, modelId }) =>
    name.startsWith('xai')
      ? createXai({ apiKey, baseURL }).responses(modelId)
      : createOpenAI({ apiKey, baseURL }).responses(modelId),
  'anthropic-messages': (_, { apiKey, baseURL, modelId }) => createAnthropic({ apiKey, baseURL })(modelId),
  'bedrock-converse': (_, { apiKey, baseURL, modelId }) =>
    createAmazonBedrock({ apiKey, baseURL, region: 'us-east-1' })(modelId),
  gemini: (_, { apiKey, baseURL, modelId }) => createGoogle({ apiKey, baseURL })(modelId),
  'cohere-v2': (_, { apiKey, baseURL, modelId }) => createCohere({ apiKey, baseURL })(modelId),
};

/** Never rejects. `name` is the recording's, which says whose dialect it is in. */
export const askWithAiSdk = async (
  format: WireFormat,
  name: string,
  baseURL: string,
  { modelId = 'm', apiKey = 'none' }: { modelId?: string; apiKey?: string } = {},
): Promise<AiSdkAnswer> => {
  const answer: AiSdkAnswer = {
    text: '',
    reasoning: '',
    finish: undefined,
    input: undefined,
    output: undefined,
    reasoningTokens: undefined,
    cacheRead: undefined,
    error: undefined,
  };
  const result = streamText({
    model: models[format](name, { baseURL, modelId, apiKey }),
    prompt: 'x',
    maxRetries: 0,
    // One format demands a limit: above every model's own, so that it changes nothing.
    maxOutputTokens: 100_000,
    onError: ({ error }) => {
      answer.error = error instanceof Error ? error.message : JSON.stringify(error);
    },
  });
  for await (const part of result.fullStream) {
    if (part.type === 'text-delta') answer.text += part.text;
    if (part.type === 'reasoning-delta') answer.reasoning += part.text;
    if (part.type === 'finish-step') {
      answer.finish = part.finishReason;
      answer.input = part.usage.inputTokens;
      answer.output = part.usage.outputTokens;
      answer.reasoningTokens = part.usage.outputTokenDetails?.reasoningTokens;
      answer.cacheRead = part.usage.inputTokenDetails?.cacheReadTokens;
    }
  }
  return answer;
};
