// OpenAI's SDK, set up so that it sends to the connection's endpoint what we mean to send and nothing else.
// Shared by the two formats that SDK speaks; does not know what they ask or how they answer.
import type OpenAI from 'openai';
import type { ClientOptions } from 'openai';
import type { ModelInfo } from '../../../shared/model.ts';
import { admissionHeaders, admissionOf, keyForSdk } from './admission.ts';
import { checkedFetch, failureContext, requireBaseUrl } from './checked-fetch.ts';
import { toProviderError } from './failures.ts';
import { listFetch } from './list-fetch.ts';
import { describeLocalModels } from './local-models.ts';
import { addModel, openaiStyleModel } from './model-list.ts';
import type { ProviderContext } from './provider.ts';

/** The SDK's own clock, set to what a timer can hold at most: the core's clocks decide. */
export const sdkTimeoutMs = 2 ** 31 - 1;

/** Azure's last dated version of its API that is meant to stay. */
const datedApiVersion = '2024-10-21';

/** Azure's dated API has an address per deployment; everybody else one for all models. */
const addressOf = (
  context: ProviderContext,
  modelId: string,
): Pick<ClientOptions, 'baseURL' | 'defaultQuery'> => {
  const baseURL = requireBaseUrl(context);
  if (context.vendor.quirks.isDeploymentInPath !== true) return { baseURL };
  return {
    baseURL: `${baseURL}/openai/deployments/${encodeURIComponent(modelId)}`,
    defaultQuery: { 'api-version': context.settings?.apiVersion ?? datedApiVersion },
  };
};

/** `modelId`: whom the client is made for, where the address depends on it. */
export const createOpenAi = async (
  context: ProviderContext,
  modelId = '',
  send: typeof fetch = checkedFetch(context),
): Promise<OpenAI> => {
  const admission = admissionOf(context);
  const address = addressOf(context, modelId);
  const { default: Client } = await import('openai');
  return new Client({
    apiKey: keyForSdk(admission),
    ...address,
    // Given, because the SDK takes what is left out from the environment and sends it to any endpoint.
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    fetch: send,
    maxRetries: 0,
    timeout: sdkTimeoutMs,
    logLevel: 'off',
    defaultHeaders: { ...admissionHeaders(admission, context.vendor), ...context.headers },
  });
};

/** `GET {base}/models`, as every compatible server answers it. */
export const listOpenAiModels = async (context: ProviderContext): Promise<ModelInfo[]> => {
  try {
    const client = await createOpenAi(context, undefined, listFetch(context));
    const page = await client.models.list({ signal: context.signal });
    const models = new Map<string, ModelInfo>();
    for (const row of page.data) if (!addModel(models, openaiStyleModel(row))) break;
    return await describeLocalModels([...models.values()], context);
  } catch (error) {
    throw toProviderError(error, failureContext(context));
  }
};
