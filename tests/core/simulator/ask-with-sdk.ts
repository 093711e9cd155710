// Asks a simulated model through the vendor's own SDK and gathers what that SDK understood: the judge of whether the streams are real.
import Anthropic from '@anthropic-ai/sdk';
import { BedrockRuntimeClient, ConverseStreamCommand } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import OpenAI from 'openai';
import type { Simulator } from '../../../electron/core/simulator/simulator.ts';
import type { WireFormat } from '../../../shared/model.ts';

/** The formats whose vendor's SDK reads streams as they are; the others are judged by recordings and independent clients. */
export type SdkFormat = Exclude<WireFormat, 'gemini' | 'cohere-v2'>;

export interface SdkAnswer {
  text: string;
  reasoning: string;
  refusal: string;
  finish: string | undefined;
  usage: unknown;
  /** Names of the events in order, runs of the same one told once. */
  events: string[];
  error: unknown;
}

export interface SdkAsk {
  modelId: string;
  prompt?: string;
  turns?: { role: 'user' | 'assistant'; content: string }[];
  system?: string;
  maxTokens?: number;
  token?: string;
  signal?: AbortSignal;
  onDelta?: () => void;
}

const nothing = (): SdkAnswer => ({
  text: '',
  reasoning: '',
  refusal: '',
  finish: undefined,
  usage: undefined,
  events: [],
  error: undefined,
});

type Read = (simulator: Simulator, ask: SdkAsk, answer: SdkAnswer) => Promise<void>;

const note = (answer: SdkAnswer, name: string): void => {
  if (answer.events.at(-1) !== name) answer.events.push(name);
};
const turnsOf = (ask: SdkAsk) => ask.turns ?? [{ role: 'user' as const, content: ask.prompt ?? 'Say hello' }];

const openai = (simulator: Simulator, ask: SdkAsk): OpenAI =>
  new OpenAI({
    apiKey: ask.token ?? simulator.token,
    baseURL: simulator.baseUrl('openai-chat'),
    maxRetries: 0,
    logLevel: 'off',
  });

const chat: Read = async (simulator, ask, answer) => {
  const system = ask.system === undefined ? [] : [{ role: 'system' as const, content: ask.system }];
  const stream = await openai(simulator, ask).chat.completions.create(
    {
      model: ask.modelId,
      stream: true,
      stream_options: { include_usage: true },
      messages: [...system, ...turnsOf(ask)],
      ...(ask.maxTokens !== undefined && { max_completion_tokens: ask.maxTokens }),
    },
    { ...(ask.signal && { signal: ask.signal }) },
  );
  for await (const chunk of stream) {
    const choice = chunk.choices[0];
    const delta = choice?.delta as { reasoning_content?: string } | undefined;
    note(answer, choice ? (choice.finish_reason ? 'finish' : 'delta') : 'usage');
    answer.text += choice?.delta.content ?? '';
    answer.reasoning += delta?.reasoning_content ?? '';
    answer.refusal += choice?.delta.refusal ?? '';
    answer.finish = choice?.finish_reason ?? answer.finish;
    answer.usage = chunk.usage ?? answer.usage;
    if (choice?.delta.content) ask.onDelta?.();
  }
};

const responses: Read = async (simulator, ask, answer) => {
  const stream = await openai(simulator, ask).responses.create(
    {
      model: ask.modelId,
      stream: true,
      store: false,
      reasoning: { summary: 'auto' },
      input: turnsOf(ask),
      ...(ask.system !== undefined && { instructions: ask.system }),
      ...(ask.maxTokens !== undefined && { max_output_tokens: ask.maxTokens }),
    },
    { ...(ask.signal && { signal: ask.signal }) },
  );
  for await (const event of stream) {
    note(answer, event.type);
    if (event.type === 'response.output_text.delta') {
      answer.text += event.delta;
      ask.onDelta?.();
    }
    if (event.type === 'response.refusal.delta') answer.refusal += event.delta;
    if (event.type === 'response.reasoning_summary_part.added' && event.summary_index > 0)
      answer.reasoning += '\n\n';
    if (event.type === 'response.reasoning_summary_text.delta') answer.reasoning += event.delta;
    if (event.type === 'response.completed' || event.type === 'response.incomplete') {
      answer.finish = event.response.incomplete_details?.reason ?? event.response.status;
      answer.usage = event.response.usage;
    }
  }
};

const messages: Read = async (simulator, ask, answer) => {
  const client = new Anthropic({
    apiKey: ask.token ?? simulator.token,
    baseURL: simulator.baseUrl('anthropic-messages'),
    maxRetries: 0,
    logLevel: 'off',
  });
  const stream = await client.messages.create(
    {
      model: ask.modelId,
      stream: true,
      // The format requires one; above every model's own, so that it changes nothing.
      max_tokens: ask.maxTokens ?? 100_000,
      messages: turnsOf(ask),
      ...(ask.system !== undefined && { system: ask.system }),
    },
    { ...(ask.signal && { signal: ask.signal }) },
  );
  for await (const event of stream) {
    note(answer, event.type);
    if (event.type === 'content_block_delta') {
      if (event.delta.type === 'text_delta') {
        answer.text += event.delta.text;
        ask.onDelta?.();
      }
      if (event.delta.type === 'thinking_delta') answer.reasoning += event.delta.thinking;
    }
    if (event.type === 'message_delta') {
      answer.finish = event.delta.stop_reason ?? undefined;
      answer.refusal = event.delta.stop_details?.explanation ?? '';
      answer.usage = event.usage;
    }
  }
};

const converse: Read = async (simulator, ask, answer) => {
  const client = new BedrockRuntimeClient({
    region: 'us-east-1',
    endpoint: simulator.baseUrl('bedrock-converse'),
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler(),
    token: { token: ask.token ?? simulator.token },
    authSchemePreference: ['httpBearerAuth'],
  });
  try {
    const command = new ConverseStreamCommand({
      modelId: ask.modelId,
      messages: turnsOf(ask).map(({ role, content }) => ({ role, content: [{ text: content }] })),
      ...(ask.system !== undefined && { system: [{ text: ask.system }] }),
      ...(ask.maxTokens !== undefined && { inferenceConfig: { maxTokens: ask.maxTokens } }),
    });
    const { stream } = await client.send(command, { ...(ask.signal && { abortSignal: ask.signal }) });
    for await (const event of stream ?? []) {
      note(answer, Object.keys(event)[0] ?? '');
      const delta = event.contentBlockDelta?.delta;
      answer.text += delta?.text ?? '';
      answer.reasoning += delta?.reasoningContent?.text ?? '';
      if (event.messageStop) answer.finish = event.messageStop.stopReason;
      if (event.metadata) answer.usage = event.metadata.usage;
      if (delta?.text) ask.onDelta?.();
    }
  } finally {
    client.destroy();
  }
};

const readers: Record<SdkFormat, Read> = {
  'openai-chat': chat,
  'openai-responses': responses,
  'anthropic-messages': messages,
  'bedrock-converse': converse,
};

/** Never rejects: what the SDK threw is in `error`, what it gave before is kept. */
export const askWithSdk = async (
  simulator: Simulator,
  wireFormat: SdkFormat,
  ask: SdkAsk,
): Promise<SdkAnswer> => {
  const answer = nothing();
  try {
    await readers[wireFormat](simulator, ask, answer);
  } catch (error) {
    answer.error = error;
  }
  return answer;
};
