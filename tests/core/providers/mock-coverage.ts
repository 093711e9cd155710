// What an independent server (`@copilotkit/aimock`) can be asked for, format by format. Its tests hold it to this, and the table of
// docs/providers.md is made from it: a mark there is a test that ran.
import type { WireFormat } from '../../../shared/model.ts';

export type Mocked = 'stream' | 'reasoning' | 'usage' | 'errors' | 'models';

const everything: readonly Mocked[] = ['stream', 'reasoning', 'usage', 'errors', 'models'];

export const mocked: Record<WireFormat, readonly Mocked[]> = {
  'openai-chat': everything,
  'openai-responses': everything,
  'anthropic-messages': everything,
  // The list stands at another host of the vendor's.
  'bedrock-converse': ['stream', 'reasoning', 'usage', 'errors'],
  gemini: ['stream', 'reasoning', 'usage', 'errors'],
  // It writes its reasoning as text.
  'cohere-v2': ['stream', 'usage', 'errors'],
};
