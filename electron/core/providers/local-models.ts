// What servers on a person's own machine tell of their models in formats of their own, beside the one that lists bare ids: what a model
// can do, how much it reads. A model nothing is said of stays as it was listed. Facts: the servers' documentation, November 2026.
import { type Effort, effortSchema, type ModelInfo } from '../../../shared/model.ts';
import { admissionOf, keyForSdk } from './admission.ts';
import { checkedFetch } from './checked-fetch.ts';
import { readBounded } from './list-fetch.ts';
import { asCount, asList, asObject, asText, parseJson } from './loose-json.ts';
import { compact } from './model-list.ts';
import type { ProviderContext } from './provider.ts';

/** At Ollama every model is a question of its own: a few at a time, and an end to them, for a bare list is better than a late one. */
const askedAtOnce = 4;
const maxAsked = 200;
const timeoutMs = 3000;

type Ask = (path: string, body?: object) => Promise<unknown>;
type Described = Promise<(ModelInfo | undefined)[]>;

/** Undefined for whatever is no answer: older versions, and servers that only look like this one, have no such path. */
const askOf = (context: ProviderContext): Ask => {
  const send = checkedFetch(context);
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(timeoutMs)]);
  // People paste the address with and without the path of the other format.
  const root = context.baseUrl.replace(/\/v1$/, '');
  const admission = admissionOf(context);
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    ...(admission.type !== 'none' && { authorization: `Bearer ${keyForSdk(admission)}` }),
    ...context.headers,
  };
  const ask: Ask = async (path, body) => {
    const post = { method: 'POST', body: JSON.stringify(body) };
    const response = await send(`${root}${path}`, {
      headers,
      ...(body !== undefined && post),
      signal,
    });
    return parseJson(await readBounded(response, context));
  };
  return (path, body) => ask(path, body).catch(() => undefined);
};

/** The levels of an Ollama model that thinks: its own words, or on and off where it has no others. */
const ollamaEfforts = (values: readonly unknown[]): Effort[] => {
  if (values.length === 0) return ['off', 'low', 'medium', 'high'];
  const isOn = values.includes(true) && !values.some((value) => typeof value === 'string');
  return effortSchema.options.filter((effort) =>
    effort === 'off' ? values.includes(false) : values.includes(effort) || (isOn && effort === 'high'),
  );
};

/** A listed model with what Ollama shows of it; nothing for one that writes no text. */
const ollamaModel = (model: ModelInfo, shown: unknown): ModelInfo | undefined => {
  const show = asObject(shown);
  const abilities = asList(show?.capabilities);
  if (abilities.length > 0 && !abilities.includes('completion')) return undefined;
  const facts = asObject(show?.model_info);
  const trained = asCount(facts?.[`${asText(facts['general.architecture']) ?? ''}.context_length`]);
  // What is set for it counts: the server cuts longer prompts without a word.
  const set = /^num_ctx\s+(\d{1,9})\s*$/m.exec(asText(show?.parameters) ?? '')?.[1];
  const thinks = abilities.includes('thinking');
  return compact({
    ...model,
    contextTokens: set === undefined ? (trained ?? model.contextTokens) : Number(set),
    ...(abilities.length > 0 && {
      input: abilities.includes('vision') ? ['text', 'image'] : ['text'],
      efforts: thinks ? ollamaEfforts(asList(asObject(show?.thinking)?.values)) : [],
    }),
  });
};

const ofOllama = async (models: readonly ModelInfo[], ask: Ask): Described => {
  const described: (ModelInfo | undefined)[] = [...models];
  const waiting = [...models.entries()].slice(0, maxAsked);
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, model] = next;
      described[index] = ollamaModel(model, await ask('/api/show', { model: model.id }));
    }
  };
  await Promise.all(Array.from({ length: askedAtOnce }, work));
  return described;
};

const ofLmStudio = async (models: readonly ModelInfo[], ask: Ask): Described => {
  const rows = asList(asObject(await ask('/api/v0/models'))?.data).map(asObject);
  const byId = new Map(rows.map((row) => [row?.id, row]));
  return models.map((model) => {
    const row = byId.get(model.id);
    if (row?.type === 'embeddings') return undefined;
    return compact({
      ...model,
      // A model that is loaded reads what it was loaded with.
      contextTokens:
        asCount(row?.loaded_context_length) ?? asCount(row?.max_context_length) ?? model.contextTokens,
      input: row?.type === 'vlm' ? ['text', 'image'] : row?.type === 'llm' ? ['text'] : model.input,
    });
  });
};

/** One server, one model: what it says holds for all that it lists. */
const ofLlamaCpp = async (models: readonly ModelInfo[], ask: Ask): Described => {
  const props = asObject(await ask('/props'));
  const sees = asObject(props?.modalities)?.vision;
  return models.map((model) =>
    compact({
      ...model,
      contextTokens: asCount(asObject(props?.default_generation_settings)?.n_ctx) || model.contextTokens,
      input: typeof sees === 'boolean' ? (sees ? ['text', 'image'] : ['text']) : model.input,
    }),
  );
};

const ways = { ollama: ofOllama, 'lm-studio': ofLmStudio, 'llama-cpp': ofLlamaCpp };

/** `models` in their order, without those that do not write text; as they are at any other vendor. Never rejects. */
export const describeLocalModels = async (
  models: ModelInfo[],
  context: ProviderContext,
): Promise<ModelInfo[]> => {
  const { modelFacts } = context.vendor.quirks;
  if (modelFacts === undefined) return models;
  const described = await ways[modelFacts](models, askOf(context));
  return described.filter((model) => model !== undefined);
};
