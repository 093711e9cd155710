// OpenAI's SDK, set up so that it sends to the connection's endpoint what we mean to send and nothing else.
// Shared by the two formats that SDK speaks; does not know what they ask or how they answer.
import type OpenAI from 'openai';
import type { ModelInfo } from '../../../shared/model.ts';
import type { Vendor } from '../../../shared/vendors.ts';
import { checkedFetch, failureContext, requireBaseUrl, requireKey } from './checked-fetch.ts';
import { toProviderError } from './failures.ts';
import { listFetch } from './list-fetch.ts';
import { addModel, openaiStyleModel } from './model-list.ts';
import type { ProviderContext } from './provider.ts';

/** The SDK's own clock, set to what a timer can hold at most: the core's clocks decide. */
export const sdkTimeoutMs = 2 ** 31 - 1;

/** The SDK's own bearer, unless there is no key or the vendor reads it elsewhere. */
const authorization = (key: string | undefined, { authHeader }: Vendor): Record<string, string | null> => {
  if (key === undefined) return { Authorization: null };
  return authHeader === undefined ? {} : { Authorization: null, [authHeader]: key };
};

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
    defaultHeaders: { ...authorization(key, context.vendor), ...context.headers },
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
