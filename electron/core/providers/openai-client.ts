// OpenAI's SDK, set up so that it sends to the connection's endpoint what we mean to send and nothing else.
// Shared by the two formats that SDK speaks; does not know what they ask or how they answer.
import type OpenAI from 'openai';
import type { ModelInfo } from '../../../shared/model.ts';
import { checkedFetch, failureContext, requireBaseUrl, requireKey } from './checked-fetch.ts';
import { toProviderError } from './failures.ts';
import { listFetch } from './list-fetch.ts';
import { addModel, openaiStyleModel } from './model-list.ts';
import type { ProviderContext } from './provider.ts';

/** The SDK's own clock, set to what a timer can hold at most: the core's clocks decide. */
export const sdkTimeoutMs = 2 ** 31 - 1;

export const createOpenAi = async (
  context: ProviderContext,
  send: typeof fetch = checkedFetch(context),
): Promise<OpenAI> => {
  const key = requireKey(context);
  const baseURL = requireBaseUrl(context);
  const { default: Client } = await import('openai');
  return new Client({
    apiKey: key ?? 'none',
    baseURL,
    // Given, because the SDK takes what is left out from the environment and sends it to any endpoint.
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    fetch: send,
    maxRetries: 0,
    timeout: sdkTimeoutMs,
    logLevel: 'off',
    defaultHeaders: { ...(key === undefined ? { Authorization: null } : {}), ...context.headers },
  });
};

/** `GET {base}/models`, as every compatible server answers it. */
export const listOpenAiModels = async (context: ProviderContext): Promise<ModelInfo[]> => {
  try {
    const client = await createOpenAi(context, listFetch(context));
    const page = await client.models.list({ signal: context.signal });
    const models = new Map<string, ModelInfo>();
    for (const row of page.data) if (!addModel(models, openaiStyleModel(row))) break;
    return [...models.values()];
  } catch (error) {
    throw toProviderError(error, failureContext(context));
  }
};
