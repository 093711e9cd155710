// Which writer belongs to which wire format.
import type { SimulatedFormat } from '../simulated-format.ts';
import { createChatWire } from './chat-wire.ts';
import { createConverseWire } from './converse-wire.ts';
import { createMessagesWire } from './messages-wire.ts';
import { createResponsesWire } from './responses-wire.ts';
import type { Wire, WireContext } from './wire.ts';

const writers: Record<SimulatedFormat, (context: WireContext) => Wire> = {
  'openai-chat': createChatWire,
  'openai-responses': createResponsesWire,
  'anthropic-messages': createMessagesWire,
  'bedrock-converse': createConverseWire,
};

export const createWire = (wireFormat: SimulatedFormat, context: WireContext): Wire =>
  writers[wireFormat](context);
