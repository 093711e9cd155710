// Reads a request body of any wire format into what a simulated model needs to know of it.
// Looks only at fields it uses: a simulated endpoint accepts every other one, as compatible servers do.
import type { WireFormat } from '../../../shared/model.ts';

export interface SimulatedTurn {
  role: 'user' | 'assistant';
  text: string;
}

export interface SimulatedRequest {
  wireFormat: WireFormat;
  modelId: string;
  isStreaming: boolean;
  /** Chat only: whether `stream_options.include_usage` was sent. */
  isUsageRequested: boolean;
  systemPrompt: string;
  /** At least one; the last is the user's. */
  turns: SimulatedTurn[];
  maxOutputTokens?: number;
  temperature?: number;
  /** The word the request used for how much to reason; `none` when it was switched off. */
  effort?: string;
}

/** A request no endpoint of the format would take; `field` names what is wrong. */
export interface RefusedRequest {
  status: 400;
  message: string;
  field: string;
}

type Json = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const record = (value: unknown): Json => (isRecord(value) ? value : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const string = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Text of a content field: a string, or parts that have a `text`. */
const contentText = (content: unknown): string =>
  typeof content === 'string'
    ? content
    : list(content)
        .map((part) => string(record(part).text) ?? '')
        .join('');

const readMessages = (messages: unknown): { system: string[]; turns: SimulatedTurn[] } => {
  const system: string[] = [];
  const turns: SimulatedTurn[] = [];
  for (const message of list(messages)) {
    const { role, content, parts } = record(message);
    const text = contentText(content ?? parts);
    if (role === 'system' || role === 'developer') system.push(text);
    else if (role === 'user' || role === 'assistant') turns.push({ role, text });
    else if (role === 'model') turns.push({ role: 'assistant', text });
  }
  return { system, turns };
};

const disabledThinking = (thinking: unknown): string | undefined =>
  record(thinking).type === 'disabled' ? 'none' : undefined;

interface Fields {
  modelId: string;
  messages: unknown;
  messagesField: string;
  systemPrompt: string;
  isStreaming: boolean;
  maxOutputTokens: number | undefined;
  temperature: number | undefined;
  effort: string | undefined;
}

const fieldReaders: Record<WireFormat, (body: Json, pathModelId: string) => Fields> = {
  'openai-chat': (body) => ({
    modelId: string(body.model) ?? '',
    messages: body.messages,
    messagesField: 'messages',
    systemPrompt: '',
    isStreaming: body.stream === true,
    maxOutputTokens: number(body.max_completion_tokens) ?? number(body.max_tokens),
    temperature: number(body.temperature),
    effort: disabledThinking(body.thinking) ?? string(body.reasoning_effort),
  }),
  'openai-responses': (body) => ({
    modelId: string(body.model) ?? '',
    messages: typeof body.input === 'string' ? [{ role: 'user', content: body.input }] : body.input,
    messagesField: 'input',
    systemPrompt: string(body.instructions) ?? '',
    isStreaming: body.stream === true,
    maxOutputTokens: number(body.max_output_tokens),
    temperature: number(body.temperature),
    effort: string(record(body.reasoning).effort),
  }),
  'anthropic-messages': (body) => ({
    modelId: string(body.model) ?? '',
    messages: body.messages,
    messagesField: 'messages',
    systemPrompt: contentText(body.system),
    isStreaming: body.stream === true,
    maxOutputTokens: number(body.max_tokens),
    temperature: number(body.temperature),
    effort: disabledThinking(body.thinking) ?? string(record(body.output_config).effort),
  }),
  'bedrock-converse': (body, pathModelId) => {
    const inference = record(body.inferenceConfig);
    const additional = record(body.additionalModelRequestFields);
    return {
      modelId: pathModelId,
      messages: body.messages,
      messagesField: 'messages',
      systemPrompt: contentText(body.system),
      isStreaming: true,
      maxOutputTokens: number(inference.maxTokens),
      temperature: number(inference.temperature),
      effort:
        disabledThinking(additional.thinking) ??
        string(additional.reasoning_effort) ??
        string(record(body.outputConfig).effort),
    };
  },
  gemini: (body, pathModelId) => {
    const config = record(body.generationConfig);
    return {
      modelId: pathModelId,
      messages: body.contents,
      messagesField: 'contents',
      systemPrompt: contentText(record(body.systemInstruction).parts),
      isStreaming: true,
      maxOutputTokens: number(config.maxOutputTokens),
      temperature: number(config.temperature),
      effort: string(record(config.thinkingConfig).thinkingLevel)?.toLowerCase(),
    };
  },
  'cohere-v2': (body) => ({
    modelId: string(body.model) ?? '',
    messages: body.messages,
    messagesField: 'messages',
    systemPrompt: '',
    isStreaming: body.stream === true,
    maxOutputTokens: number(body.max_tokens),
    temperature: number(body.temperature),
    effort: disabledThinking(body.thinking),
  }),
};

/** `pathModelId`: the model named in the path, where the format does that. */
export const readSimulatedRequest = (
  wireFormat: WireFormat,
  body: unknown,
  pathModelId: string,
): SimulatedRequest | RefusedRequest => {
  if (!isRecord(body)) return { status: 400, message: 'The body is not a JSON object.', field: 'body' };
  const fields = fieldReaders[wireFormat](body, pathModelId);
  if (fields.modelId === '') return { status: 400, message: 'model: field required', field: 'model' };
  const { system, turns } = readMessages(fields.messages);
  const field = fields.messagesField;
  if (turns.at(-1)?.role !== 'user')
    return { status: 400, message: `${field}: must end with a message of the user`, field };
  if (turns.at(-1)?.text.trim() === '')
    return { status: 400, message: `${field}: the last message is empty`, field };
  if (wireFormat === 'anthropic-messages' && fields.maxOutputTokens === undefined)
    return { status: 400, message: 'max_tokens: field required', field: 'max_tokens' };
  if (fields.maxOutputTokens !== undefined && !(fields.maxOutputTokens >= 1))
    return { status: 400, message: 'The maximum of output tokens must be at least 1.', field: 'max_tokens' };
  return {
    wireFormat,
    modelId: fields.modelId,
    isStreaming: fields.isStreaming,
    isUsageRequested: record(body.stream_options).include_usage === true,
    systemPrompt: [...system, fields.systemPrompt].filter((text) => text !== '').join('\n'),
    turns,
    ...(fields.maxOutputTokens !== undefined && { maxOutputTokens: fields.maxOutputTokens }),
    ...(fields.temperature !== undefined && { temperature: fields.temperature }),
    ...(fields.effort !== undefined && { effort: fields.effort }),
  };
};
