// Finds the adapter of a wire format, loading its file (and later its SDK) only when it is first needed.
import type { WireFormat } from '../../../shared/model.ts';
import type { Provider } from './provider.ts';

const loaders: Record<WireFormat, () => Promise<Provider>> = {
  'openai-responses': async () => (await import('./openai-responses.ts')).openaiResponses,
  'openai-chat': async () => (await import('./openai-chat.ts')).openaiChat,
  'anthropic-messages': async () => (await import('./anthropic-messages.ts')).anthropicMessages,
  'bedrock-converse': async () => (await import('./bedrock-converse.ts')).bedrockConverse,
  gemini: async () => (await import('./gemini.ts')).gemini,
  'cohere-v2': async () => (await import('./cohere-v2.ts')).cohereV2,
};

export const loadProvider = (wireFormat: WireFormat): Promise<Provider> => loaders[wireFormat]();
