// Makes a list of models fit to show: bounded, without control characters, each id once. Knows no vendor.
import { type Effort, effortSchema, type ModelInfo, wireFormatSchema } from '../../../shared/model.ts';
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

const compact = (model: { [Key in keyof ModelInfo]: ModelInfo[Key] | undefined }): ModelInfo =>
  Object.fromEntries(Object.entries(model).filter(([, value]) => value !== undefined)) as ModelInfo;

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
 * One row of an OpenAI-style list. Reads what compatible servers add (OpenRouter, vLLM, Mistral, Groq: names and limits) and
 * `collate`, the simulator's own field.
 */
export const openaiStyleModel = (row: unknown): ModelInfo | undefined => {
  const model = asObject(row);
  const id = sendableId(model?.id);
  if (model === undefined || id === undefined) return undefined;
  const own = asObject(model.collate) ?? {};
  const format = wireFormatSchema.safeParse(own.wireFormat ?? own.wire_format);
  const architecture = asList(asObject(model.architecture)?.input_modalities);
  const input = (['text', 'image'] as const).filter((kind) => architecture.includes(kind));
  return compact({
    id,
    name: plain(own.name ?? model.name ?? model.display_name, maxNameLength),
    description: plain(own.description ?? model.description, maxDescriptionLength),
    contextTokens:
      asCount(own.contextTokens) ??
      asCount(model.context_length) ??
      asCount(model.context_window) ??
      asCount(model.max_model_len) ??
      asCount(model.max_context_length),
    maxOutputTokens:
      asCount(own.maxOutputTokens) ??
      asCount(model.max_completion_tokens) ??
      asCount(asObject(model.top_provider)?.max_completion_tokens),
    input: input.length === 0 ? undefined : input,
    efforts: undefined,
    isDeprecated: isPast(model.shutdown_date) || asText(model.deprecation) !== undefined ? true : undefined,
    wireFormat: format.success ? format.data : undefined,
  });
};

const isPast = (value: unknown): boolean =>
  typeof value === 'number' ? value * 1000 < Date.now() : Date.parse(asText(value) ?? '') < Date.now();

const supports = (capabilities: JsonObject, name: string): boolean =>
  asObject(capabilities[name])?.supported === true;

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
  const lifecycle = asText(model.lifecycle);
  return compact({
    id,
    name: plain(model.display_name, maxNameLength),
    description: undefined,
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
    efforts: capabilities === undefined ? undefined : efforts,
    isDeprecated: lifecycle === 'deprecated' || lifecycle === 'retired' ? true : undefined,
    wireFormat: undefined,
  });
};

/** One row of Google's list, as its SDK reads it; nothing for models that do not generate text. */
export const geminiModel = (row: unknown): ModelInfo | undefined => {
  const model = asObject(row);
  const id = sendableId(asText(model?.name)?.replace(/^models\//, ''));
  if (model === undefined || id === undefined) return undefined;
  const actions = asList(model.supportedActions);
  if (actions.length > 0 && !actions.includes('generateContent')) return undefined;
  return compact({
    id,
    name: plain(model.displayName, maxNameLength),
    description: plain(model.description, maxDescriptionLength),
    contextTokens: asCount(model.inputTokenLimit),
    maxOutputTokens: asCount(model.outputTokenLimit),
    input: undefined,
    efforts: typeof model.thinking === 'boolean' ? (model.thinking ? geminiEfforts(id) : []) : undefined,
    isDeprecated: undefined,
    wireFormat: undefined,
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
    name: undefined,
    description: undefined,
    contextTokens: asCount(model.context_length),
    maxOutputTokens: undefined,
    input: features.length === 0 ? undefined : features.includes('vision') ? ['text', 'image'] : ['text'],
    efforts: features.includes('reasoning') ? ['off', 'low', 'medium', 'high', 'max'] : undefined,
    isDeprecated: model.is_deprecated === true ? true : undefined,
    wireFormat: undefined,
  });
};
