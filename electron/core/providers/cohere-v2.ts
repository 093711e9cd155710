// Chat v2: Cohere's own format. Written against the wire, because the vendor's SDK ends an answer that mentions `[DONE]`.
// Builds the request, hands the stream to its reader, and asks the endpoint for its models.
import type { Effort, ModelInfo } from '../../../shared/model.ts';
import { admissionOf, keyForSdk } from './admission.ts';
import { checkedFetch, failureContext, requireBaseUrl } from './checked-fetch.ts';
import { createCohereReader } from './cohere-reader.ts';
import { toProviderError } from './failures.ts';
import { listFetch } from './list-fetch.ts';
import { asList, asObject, asText } from './loose-json.ts';
import { cohereContent } from './message-content.ts';
import { addModel, cohereModel } from './model-list.ts';
import { budgetShare } from './model-rules.ts';
import type { ChatRequest, Provider, ProviderContext } from './provider.ts';
import { relay } from './relay.ts';

/** Both versions are in use at once: answers come from v2, the list of models from v1. */
const rootOf = (baseUrl: string): string => baseUrl.replace(/\/v[12](?:\/chat)?$/, '');

/** Tokens a model may think; the highest effort sends none, which leaves the model its own limit. */
const budgets: Record<Exclude<Effort, 'off' | 'max'>, number> = {
  minimal: 512,
  low: 2048,
  medium: 8192,
  high: 16_384,
  xhigh: 24_576,
};

const thinkingOf = (effort: Effort, maxTokens: number | undefined): Record<string, unknown> => {
  if (effort === 'off') return { type: 'disabled' };
  if (effort === 'max') return { type: 'enabled' };
  const budget = Math.min(budgets[effort], Math.floor((maxTokens ?? Number.POSITIVE_INFINITY) * budgetShare));
  return { type: 'enabled', ...(budget < 1 ? {} : { token_budget: budget }) };
};

const bodyOf = (request: ChatRequest): Record<string, unknown> => {
  const { systemPrompt, temperature, maxOutputTokens, reasoningEffort } = request;
  return {
    model: request.modelId,
    messages: [
      ...(systemPrompt === undefined ? [] : [{ role: 'system', content: systemPrompt }]),
      ...request.messages.map((message) => ({ role: message.role, content: cohereContent(message) })),
    ],
    stream: true,
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxOutputTokens === undefined ? {} : { max_tokens: maxOutputTokens }),
    ...(reasoningEffort === undefined ? {} : { thinking: thinkingOf(reasoningEffort, maxOutputTokens) }),
    ...request.extra,
  };
};

const headersOf = (context: ProviderContext, accept: string): Headers => {
  const admission = admissionOf(context);
  const headers = new Headers({ accept });
  if (admission.type !== 'none') headers.set('authorization', `Bearer ${keyForSdk(admission)}`);
  for (const [name, value] of Object.entries(context.headers)) headers.set(name, value);
  return headers;
};

/** Pages of this size (the most the vendor allows) and no more than this many. */
const pageSize = 1000;
const maxPages = 10;

const listModels = async (context: ProviderContext): Promise<ModelInfo[]> => {
  try {
    const headers = headersOf(context, 'application/json');
    const send = listFetch(context, 'models');
    const models = new Map<string, ModelInfo>();
    let pageToken: string | undefined;
    for (let pages = 0; pages < maxPages; pages += 1) {
      const query = new URLSearchParams({ endpoint: 'chat', page_size: String(pageSize) });
      if (pageToken !== undefined) query.set('page_token', pageToken);
      const url = `${rootOf(requireBaseUrl(context))}/v1/models?${query}`;
      const response = await send(url, { headers, signal: context.signal });
      const page = asObject(await response.json());
      for (const row of asList(page?.models))
        if (!addModel(models, cohereModel(row))) return [...models.values()];
      pageToken = asText(page?.next_page_token);
      if (pageToken === undefined) break;
    }
    return [...models.values()];
  } catch (error) {
    throw toProviderError(error, failureContext(context));
  }
};

export const cohereV2: Provider = {
  wireFormat: 'cohere-v2',
  async *stream(request, context) {
    const failures = failureContext(context);
    let response: Response;
    try {
      const headers = headersOf(context, 'text/event-stream');
      headers.set('content-type', 'application/json');
      response = await checkedFetch(context)(`${rootOf(requireBaseUrl(context))}/v2/chat`, {
        method: 'POST',
        headers,
        body: JSON.stringify(bodyOf(request)),
        signal: context.signal,
      });
    } catch (error) {
      throw toProviderError(error, failures);
    }
    yield* relay(response, createCohereReader(failures), failures);
  },
  listModels,
};
