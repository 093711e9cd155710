// Anthropic's SDK for Google's cloud, set up so that it sends to the connection's endpoint with the token we give it. It turns
// requests into what that cloud takes: model and project in the path, the version in the body. Knows nothing of what is asked.
import type { AnthropicVertex } from '@anthropic-ai/vertex-sdk';
import { admissionOf } from './admission.ts';
import { checkedFetch, requireBaseUrl } from './checked-fetch.ts';
import { type ProviderContext, ProviderError } from './provider.ts';

/** The last version that takes sampling parameters, as this cloud names it. */
export const vertexSamplingVersion = 'vertex-2023-10-16';

type Options = NonNullable<ConstructorParameters<typeof AnthropicVertex>[0]>;
type AuthClient = NonNullable<Options['authClient']>;

/** Project and location stand in the address, as in the vendor's row. */
const partsOf = (baseUrl: string): { baseURL: string; projectId: string; region: string } => {
  const [, baseURL, projectId, region] = /^(.+)\/projects\/([^/]+)\/locations\/([^/]+)$/.exec(baseUrl) ?? [];
  if (baseURL !== undefined && projectId !== undefined && region !== undefined)
    return { baseURL, projectId, region };
  const message = 'The address must end with /projects/ and a project, /locations/ and a location.';
  throw new ProviderError({ kind: 'config', message, field: 'baseUrl' });
};

export const createClaudeOnVertex = async (
  context: ProviderContext,
  timeoutMs: number,
): Promise<AnthropicVertex> => {
  const admission = admissionOf(context);
  const parts = partsOf(requireBaseUrl(context));
  const headers = new Headers(
    admission.type === 'token' ? { authorization: `Bearer ${admission.token}` } : undefined,
  );
  const { AnthropicVertex: Client } = await import('@anthropic-ai/vertex-sdk');
  return new Client({
    ...parts,
    // The one thing the SDK asks of it; without it, it would look for a credential on this machine.
    authClient: { getRequestHeaders: async () => headers } as unknown as AuthClient,
    fetch: checkedFetch(context),
    maxRetries: 0,
    timeout: timeoutMs,
    logLevel: 'off',
    defaultHeaders: context.headers,
  });
};
