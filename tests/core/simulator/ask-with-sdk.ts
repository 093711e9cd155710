// Asks an endpoint through the vendor's own SDK and gathers what that SDK understood: the judge of whether simulated streams are real,
// and of whether the adapters read real ones rightly.
import Anthropic from '@anthropic-ai/sdk';
import { BedrockRuntimeClient, ConverseStreamCommand } from '@aws-sdk/client-bedrock-runtime';
import { GoogleGenAI } from '@google/genai';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { CohereClientV2 } from 'cohere-ai';
import OpenAI from 'openai';
import type { Simulator } from '../../../electron/core/simulator/simulator.ts';
import type { WireFormat } from '../../../shared/model.ts';

/** The formats whose vendor's SDK tells what went wrong with its status, its headers and its words. */
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

export type SdkEndpoint = Pick<Simulator, 'token' | 'baseUrl'>;
type Read = (endpoint: SdkEndpoint, ask: SdkAsk, answer: SdkAnswer) => Promise<void>;

const note = (answer: SdkAnswer, name: string): void => {
  if (answer.events.at(-1) !== name) answer.events.push(name);
};
const turnsOf = (ask: SdkAsk) => ask.turns ?? [{ role: 'user' as const, content: ask.prompt ?? 'Say hello' }];

const openai = (endpoint: SdkEndpoint, ask: SdkAsk): OpenAI =>
  new OpenAI({
    apiKey: ask.token ?? endpoint.token,
    baseURL: endpoint.baseUrl('openai-chat'),
    maxRetries: 0,
    logLevel: 'off',
  });

/** Where imitators of OpenAI write reasoning; its SDK passes on what it does not know. */
interface ChatDelta {
  reasoning_content?: string | null;
  reasoning?: string | null;
}
interface ChatPart {
  type: string;
  text?: string;
  thinking?: { text: string }[];
}

/** Mistral writes content as a list of parts. */
const chatParts = (content: unknown, type: 'text' | 'thinking'): string =>
  Array.isArray(content)
    ? (content as ChatPart[])
        .filter((part) => part.type === type)
        .map((part) => part.text ?? part.thinking?.map(({ text }) => text).join('') ?? '')
        .join('')
    : '';

const chat: Read = async (endpoint, ask, answer) => {
  const system = ask.system === undefined ? [] : [{ role: 'system' as const, content: ask.system }];
  const stream = await openai(endpoint, ask).chat.completions.create(
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
    const delta = choice?.delta as ChatDelta | undefined;
    const content: unknown = choice?.delta.content;
    note(answer, choice ? (choice.finish_reason ? 'finish' : 'delta') : 'usage');
    answer.text += typeof content === 'string' ? content : chatParts(content, 'text');
    answer.reasoning +=
      delta?.reasoning_content ??
      delta?.reasoning ??
      (typeof content === 'string' ? '' : chatParts(content, 'thinking'));
    answer.refusal += choice?.delta.refusal ?? '';
    answer.finish = choice?.finish_reason ?? answer.finish;
    answer.usage = chunk.usage ?? answer.usage;
    if (choice?.delta.content) ask.onDelta?.();
  }
};

const responses: Read = async (endpoint, ask, answer) => {
  const stream = await openai(endpoint, ask).responses.create(
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
    if (
      event.type === 'response.reasoning_summary_text.delta' ||
      event.type === 'response.reasoning_text.delta'
    )
      answer.reasoning += event.delta;
    if (event.type === 'response.completed' || event.type === 'response.incomplete') {
      answer.finish = event.response.incomplete_details?.reason ?? event.response.status;
      answer.usage = event.response.usage;
    }
  }
};

/** The counts at the end replace those of the beginning, except where they say nothing. */
const stated = (usage: object): object =>
  Object.fromEntries(Object.entries(usage).filter(([, value]) => value != null));

const messages: Read = async (endpoint, ask, answer) => {
  const client = new Anthropic({
    apiKey: ask.token ?? endpoint.token,
    baseURL: endpoint.baseUrl('anthropic-messages'),
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
  let begun: object = {};
  for await (const event of stream) {
    note(answer, event.type);
    if (event.type === 'message_start') begun = event.message.usage;
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
      const usage: object | null | undefined = event.usage;
      answer.usage = usage == null ? undefined : { ...begun, ...stated(usage) };
    }
  }
};

const converse: Read = async (endpoint, ask, answer) => {
  const client = new BedrockRuntimeClient({
    region: 'us-east-1',
    endpoint: endpoint.baseUrl('bedrock-converse'),
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler(),
    token: { token: ask.token ?? endpoint.token },
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

const gemini: Read = async (endpoint, ask, answer) => {
  const client = new GoogleGenAI({
    apiKey: ask.token ?? endpoint.token,
    httpOptions: { baseUrl: endpoint.baseUrl('gemini'), apiVersion: 'v1beta' },
  });
  const stream = await client.models.generateContentStream({
    model: ask.modelId,
    contents: turnsOf(ask).map(({ role, content }) => ({
      role: role === 'user' ? 'user' : 'model',
      parts: [{ text: content }],
    })),
    config: {
      ...(ask.system !== undefined && { systemInstruction: ask.system }),
      ...(ask.maxTokens !== undefined && { maxOutputTokens: ask.maxTokens }),
      ...(ask.signal && { abortSignal: ask.signal }),
    },
  });
  for await (const chunk of stream) {
    const candidate = chunk.candidates?.[0];
    for (const part of candidate?.content?.parts ?? []) {
      note(answer, part.thought === true ? 'thought' : 'text');
      answer[part.thought === true ? 'reasoning' : 'text'] += part.text ?? '';
      if (part.text && part.thought !== true) ask.onDelta?.();
    }
    answer.finish = candidate?.finishReason ?? answer.finish;
    answer.usage = chunk.usageMetadata ?? answer.usage;
  }
};

const cohere: Read = async (endpoint, ask, answer) => {
  const client = new CohereClientV2({
    token: ask.token ?? endpoint.token,
    baseUrl: endpoint.baseUrl('cohere-v2'),
    maxRetries: 0,
  });
  const stream = await client.chatStream(
    {
      model: ask.modelId,
      messages: [
        ...(ask.system === undefined ? [] : [{ role: 'system' as const, content: ask.system }]),
        ...turnsOf(ask),
      ],
      ...(ask.maxTokens !== undefined && { maxTokens: ask.maxTokens }),
    },
    { ...(ask.signal && { abortSignal: ask.signal }) },
  );
  for await (const event of stream) {
    note(answer, event.type ?? '');
    if (event.type === 'content-start' || event.type === 'content-delta') {
      const content = event.delta?.message?.content as { text?: string; thinking?: string } | undefined;
      answer.text += content?.text ?? '';
      answer.reasoning += content?.thinking ?? '';
      if (content?.text) ask.onDelta?.();
    }
    // The plan before tools is reasoning too.
    if (event.type === 'tool-plan-delta') answer.reasoning += event.delta?.message?.toolPlan ?? '';
    if (event.type === 'message-end') {
      answer.finish = event.delta?.finishReason;
      answer.usage = event.delta?.usage;
    }
  }
};

const readers: Record<WireFormat, Read> = {
  'openai-chat': chat,
  'openai-responses': responses,
  'anthropic-messages': messages,
  'bedrock-converse': converse,
  gemini,
  'cohere-v2': cohere,
};

/** Never rejects: what the SDK threw is in `error`, what it gave before is kept. */
export const askWithSdk = async (
  endpoint: SdkEndpoint,
  wireFormat: WireFormat,
  ask: SdkAsk,
): Promise<SdkAnswer> => {
  const answer = nothing();
  try {
    await readers[wireFormat](endpoint, ask, answer);
  } catch (error) {
    answer.error = error;
  }
  return answer;
};
