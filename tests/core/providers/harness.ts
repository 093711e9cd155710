// Runs one provider stream against a URL and sums up what came out of it.

import {
  type ChatRequest,
  type ProviderContext,
  ProviderError,
  type ProviderEvent,
} from '../../../electron/core/providers/provider.ts';
import { loadProvider } from '../../../electron/core/providers/registry.ts';
import { createWire } from '../../../electron/core/providers/wire.ts';
import type { Finish, Part } from '../../../shared/chat.ts';
import type { SecretFields, VendorId } from '../../../shared/connection.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { WireFormat } from '../../../shared/model.ts';
import type { Exchange } from '../../../shared/run-record.ts';
import type { Usage } from '../../../shared/usage.ts';
import { vendors } from '../../../shared/vendors.ts';
import { testNetwork } from '../../helpers/test-network.ts';

export const canary = 'sk-canary-0123456789abcdefghij';
export const wireFormats = [
  'openai-chat',
  'openai-responses',
  'anthropic-messages',
  'bedrock-converse',
  'gemini',
  'cohere-v2',
] as const;

/** A vendor that speaks the format. */
export const vendorOf: Record<WireFormat, VendorId> = {
  'openai-chat': 'openai-compatible',
  'openai-responses': 'openai',
  'anthropic-messages': 'anthropic',
  'bedrock-converse': 'bedrock',
  gemini: 'gemini',
  'cohere-v2': 'cohere',
};

export const contextFor = (
  format: WireFormat,
  baseUrl: string,
  overrides: Partial<ProviderContext> = {},
): ProviderContext => {
  const secret: SecretFields | undefined = 'secret' in overrides ? overrides.secret : { apiKey: canary };
  return {
    signal: new AbortController().signal,
    vendor: vendors[vendorOf[format]],
    baseUrl,
    headers: {},
    wire: createWire({
      network: testNetwork,
      connectTimeoutMs: 5000,
      secrets: Object.values(secret ?? {}),
      now: () => performance.now(),
    }),
    connectTimeoutMs: 5000,
    ...overrides,
    secret,
  };
};

export const ask: ChatRequest = { modelId: 'some-model', messages: [{ role: 'user', text: 'Say hello.' }] };

export interface Outcome {
  events: ProviderEvent[];
  text: string;
  reasoning: string;
  parts: Part[];
  finish: Finish | undefined;
  usage: Usage | undefined;
  failure: Failure | undefined;
  exchange: Exchange | undefined;
}

export const run = async (
  format: WireFormat,
  baseUrl: string,
  request: Partial<ChatRequest> = {},
  overrides: Partial<ProviderContext> = {},
): Promise<Outcome> => {
  const context = contextFor(format, baseUrl, overrides);
  const provider = await loadProvider(format);
  const events: ProviderEvent[] = [];
  let failure: Failure | undefined;
  try {
    for await (const event of provider.stream({ ...ask, ...request }, context)) events.push(event);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    failure = error.failure;
  }
  return { ...sumUp(events), failure, exchange: context.wire.exchange };
};

export const sumUp = (events: ProviderEvent[]): Omit<Outcome, 'failure' | 'exchange'> => {
  let text = '';
  let reasoning = '';
  const parts: Part[] = [];
  let finish: Finish | undefined;
  let usage: Usage | undefined;
  for (const event of events)
    if (event.type === 'text') text += event.delta;
    else if (event.type === 'reasoning') reasoning += event.delta;
    else if (event.type === 'part') parts.push(event.part);
    else if (event.type === 'usage') usage = event.usage;
    else if (event.type === 'finished') finish = event.finish;
  return { events, text, reasoning, parts, finish, usage };
};
