// Which writer belongs to which wire format.
import type { WireFormat } from '../../../../shared/model.ts';
import { createChatWire } from './chat-wire.ts';
import { createCohereWire } from './cohere-wire.ts';
import { createConverseWire } from './converse-wire.ts';
import { createGeminiWire } from './gemini-wire.ts';
import { createMessagesWire } from './messages-wire.ts';
import { createResponsesWire } from './responses-wire.ts';
import type { Wire, WireContext } from './wire.ts';

const writers: Record<WireFormat, (context: WireContext) => Wire> = {
  'openai-chat': createChatWire,
  'openai-responses': createResponsesWire,
  'anthropic-messages': createMessagesWire,
  'bedrock-converse': createConverseWire,
  gemini: createGeminiWire,
  'cohere-v2': createCohereWire,
};

export const createWire = (wireFormat: WireFormat, context: WireContext): Wire =>
  writers[wireFormat](context);
