// Makes a list of models fit to show: bounded, without control characters, each id once. Knows no vendor.
import {
  type Effort,
  effortSchema,
  type InputKind,
  type ModelInfo,
  type ThinkingKind,
  wireFormatSchema,
} from '../../../shared/model.ts';
import { geminiEfforts } from './gemini-thinking.ts';
import { asCount, asList, asObject, asText, type JsonObject } from './loose-json.ts';

/** No endpoint has more; a list beyond it is an error or an attack. */
export const maxModels = 5000;
const maxIdLength = 300;
const maxNameLength = 200;
const maxDescriptionLength = 1000;

const plain = (value: unknown, limit: number): string | undefined =>
  asText(
    asText(value)
      ?.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, '')
      .trim()
      .slice(0, limit),
  );

/** Without the facts that nobody states. */
export const compact = (
  model: { id: string } & { [Key in keyof ModelInfo]?: ModelInfo[Key] | undefined },
): ModelInfo =>
  Object.fromEntries(Object.entries(model).filter(([, value]) => value !== undefined)) as ModelInfo;

/** The day of a date that vendors write as epoch seconds or in words; nothing for what is no date. */
const dayOf = (value: unknown): string | undefined => {
  const at = typeof value === 'number' ? value * 1000 : Date.parse(asText(value) ?? '');
  const date = new Date(at);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999
    ? undefined
    : date.toISOString().slice(0, 10);
};

/** USD per token as a decimal in text, as OpenRouter writes it; a negative one stands for a price that depends. */
const usdPerMillion = (value: unknown): number | undefined => {
  const price = Number(asText(value) ?? Number.NaN) * 1_000_000;
  return Number.isFinite(price) && price >= 0 ? Number(price.toPrecision(12)) : undefined;
};

const priceOf = (pricing: JsonObject | undefined): ModelInfo['price'] => {
  const input = usdPerMillion(pricing?.prompt);
  const output = usdPerMillion(pricing?.completion);
  return input === undefined || output === undefined
    ? undefined
    : { inputUsdPerMillion: input, outputUsdPerMillion: output };
};

/** What goes into a model, from OpenRouter's modalities or Mistral's and llama.cpp's capabilities. */
const inputOf = (model: JsonObject): InputKind[] | undefined => {
  const modalities = asList(asObject(model.architecture)?.input_modalities);
  if (modalities.length > 0) {
    const kinds = (['text', 'image'] as const).filter((kind) => modalities.includes(kind));
    return [...kinds, ...(modalities.includes('file') ? (['pdf'] as const) : [])];
  }
  const vision = asObject(model.capabilities)?.vision;
  if (typeof vision !== 'boolean') return undefined;
  return vision ? ['text', 'image'] : ['text'];
};

/** Adds to `models` by id until the limit; false when it is reached. */
export const addModel = (models: Map<string, ModelInfo>, model: ModelInfo | undefined): boolean => {
  if (model !== undefined && !models.has(model.id)) models.set(model.id, model);
  return models.size < maxModels;
};

/** An id can be sent only as it is: one that would have to be changed is left out. */
const sendableId = (value: unknown): string | undefined => {
  const id = asText(value);
  return id !== undefined && id.length <= maxIdLength && plain(id, maxIdLength) === id ? id : undefined;
};

/**
 * One row of an OpenAI-style list. Reads what compatible servers add (OpenRouter, vLLM, llama.cpp, LM Studio, Mistral, Groq: names,
 * limits, what goes in, which parameters, what it costs) and `collate`, the simulator's own field. Nothing for a model that does not
 * chat or is switched off.
 */
export const openaiStyleModel = (row: unknown): ModelInfo | undefined => {
  const model = asObject(row);
  const id = sendableId(model?.id);
  if (model === undefined || id === undefined) return undefined;
  const own = asObject(model.collate) ?? {};
  const format = wireFormatSchema.safeParse(own.wireFormat ?? own.wire_format);
  if (asObject(model.capabilities)?.completion_chat === false || model.active === false) return undefined;
  const parameters = asList(model.supported_parameters);
  const isReasoning = parameters.some((name) => name === 'reasoning' || name === 'reasoning_effort');
  const end = model.shutdown_date ?? model.deprecation;
  return compact({
    id,
    name: plain(own.name ?? model.name ?? model.display_name, maxNameLength),
    description: plain(own.description ?? model.description, maxDescriptionLength),
    contextTokens:
      asCount(own.contextTokens) ??
      asCount(model.context_length) ??
      asCount(model.context_window) ??
      asCount(model.max_model_len) ??
      asCount(model.max_context_length) ??
      asCount(asObject(model.meta)?.n_ctx_train),
    maxOutputTokens:
      asCount(own.maxOutputTokens) ??
      asCount(model.max_completion_tokens) ??
      asCount(asObject(model.top_provider)?.max_completion_tokens),
    input: inputOf(model),
    efforts: parameters.length > 0 && !isReasoning ? [] : undefined,
    takesTemperature: parameters.length > 0 ? parameters.includes('temperature') : undefined,
    isDeprecated: isPast(model.shutdown_date) || asText(model.deprecation) !== undefined ? true : undefined,
    retiresOn: end == null ? undefined : dayOf(end),
    price: priceOf(asObject(model.pricing)),
    wireFormat: format.success ? format.data : undefined,
  });
};

const isPast = (value: unknown): boolean =>
  typeof value === 'number' ? value * 1000 < Date.now() : Date.parse(asText(value) ?? '') < Date.now();

const supports = (capabilities: JsonObject, name: string): boolean =>
  asObject(capabilities[name])?.supported === true;

/** Models that take a budget instead of an effort can follow every level but `off`, which is listed for itself. */
const effortsOf = (efforts: Effort[], kinds: readonly ThinkingKind[]): Effort[] =>
  kinds.includes('enabled') && !efforts.some((effort) => effort !== 'off')
    ? [...efforts, 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']
    : efforts;

/** One row of Anthropic's list, with the capabilities it states. */
export const anthropicModel = (row: unknown): ModelInfo | undefined => {
  const model = asObject(row);
  const id = sendableId(model?.id);
  if (model === undefined || id === undefined) return undefined;
  const capabilities = asObject(model.capabilities);
  const effort = asObject(capabilities?.effort);
  const thinking = asObject(asObject(capabilities?.thinking)?.types);
  const efforts: Effort[] = effortSchema.options.filter((name) =>
    name === 'off'
      ? thinking !== undefined && (supports(thinking, 'disabled') || supports(thinking, 'between_tools'))
      : effort !== undefined && supports(effort, name),
  );
  const kinds = (['adaptive', 'enabled', 'disabled', 'between-tools'] as const).filter(
    (kind) => thinking !== undefined && supports(thinking, kind.replace('-', '_')),
  );
  const lifecycle = asText(model.lifecycle);
  return compact({
    id,
    name: plain(model.display_name, maxNameLength),
    contextTokens: asCount(model.max_input_tokens),
    maxOutputTokens: asCount(model.max_tokens),
    input:
      capabilities === undefined
        ? undefined
        : [
            'text' as const,
            ...(supports(capabilities, 'image_input') ? (['image'] as const) : []),
            ...(supports(capabilities, 'pdf_input') ? (['pdf'] as const) : []),
          ],
    efforts: capabilities === undefined ? undefined : effortsOf(efforts, kinds),
    thinking: thinking === undefined ? undefined : kinds,
    isDeprecated: lifecycle === 'deprecated' || lifecycle === 'retired' ? true : undefined,
    retiresOn: model.retires_at == null ? undefined : dayOf(model.retires_at),
  });
};

/** One row of Google's list, as its SDK reads it; nothing for models that do not generate text. */
export const geminiModel = (row: unknown): ModelInfo | undefined => {
  const model = asObject(row);
  const id = sendableId(asText(model?.name)?.replace(/^(?:publishers\/[^/]+\/)?models\//, ''));
  if (model === undefined || id === undefined) return undefined;
  const actions = asList(model.supportedActions);
  if (actions.length > 0 && !actions.includes('generateContent')) return undefined;
  return compact({
    id,
    name: plain(model.displayName, maxNameLength),
    description: plain(model.description, maxDescriptionLength),
    contextTokens: asCount(model.inputTokenLimit),
    maxOutputTokens: asCount(model.outputTokenLimit),
    efforts: typeof model.thinking === 'boolean' ? (model.thinking ? geminiEfforts(id) : []) : undefined,
  });
};

/** One row of Cohere's list. */
export const cohereModel = (row: unknown): ModelInfo | undefined => {
  const model = asObject(row);
  const id = sendableId(model?.name);
  if (model === undefined || id === undefined) return undefined;
  const features = asList(model.features);
  return compact({
    id,
    contextTokens: asCount(model.context_length),
    input: features.length === 0 ? undefined : features.includes('vision') ? ['text', 'image'] : ['text'],
    efforts: features.includes('reasoning') ? ['off', 'low', 'medium', 'high', 'max'] : undefined,
    isDeprecated: model.is_deprecated === true ? true : undefined,
  });
};

/** A model of Bedrock's that writes text as it comes, and is not at its end. */
const isBedrockChat = (model: JsonObject): boolean =>
  model.responseStreamingSupported === true &&
  (asObject(model.modelLifecycle)?.status ?? 'ACTIVE') === 'ACTIVE';

const bedrockInput = (model: JsonObject | undefined): InputKind[] | undefined => {
  const modalities = asList(model?.inputModalities);
  if (modalities.length === 0) return undefined;
  return modalities.includes('IMAGE') ? ['text', 'image'] : ['text'];
};

/** One of Bedrock's foundation models; nothing for those that are asked through a profile only. */
export const bedrockModel = (row: unknown): ModelInfo | undefined => {
  const model = asObject(row);
  const id = sendableId(model?.modelId);
  if (model === undefined || id === undefined || !isBedrockChat(model)) return undefined;
  if (!asList(model.inferenceTypesSupported).includes('ON_DEMAND')) return undefined;
  return compact({ id, name: plain(model.modelName, maxNameLength), input: bedrockInput(model) });
};

/**
 * One of Bedrock's inference profiles: a person's own by its resource name, the vendor's by its id. `models`: the region's, where they
 * could be listed; then nothing for profiles of others.
 */
export const bedrockProfile = (
  row: unknown,
  models: readonly unknown[] | undefined,
): ModelInfo | undefined => {
  const profile = asObject(row);
  const isOwn = profile?.type === 'APPLICATION';
  const id = sendableId(isOwn ? profile?.inferenceProfileArn : profile?.inferenceProfileId);
  if (profile === undefined || id === undefined || (profile.status ?? 'ACTIVE') !== 'ACTIVE')
    return undefined;
  const behind = asText(asObject(asList(profile.models)[0])?.modelArn)?.replace(/^.*\//, '');
  const model = models?.map(asObject).find((each) => each?.modelId === behind);
  if (models !== undefined && (model === undefined || !isBedrockChat(model))) return undefined;
  return compact({
    id,
    name: plain(profile.inferenceProfileName, maxNameLength),
    description: plain(profile.description, maxDescriptionLength),
    input: bedrockInput(model),
    baseModelId: isOwn ? sendableId(behind) : undefined,
  });
};
