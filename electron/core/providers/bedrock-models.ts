// What AWS Bedrock offers in a region: its models, and the inference profiles through which most of them are asked. Asks the control
// plane, another host of the same vendor in the same region, and nobody else. Does not ask models anything.
import type {
  BedrockClient,
  FoundationModelSummary,
  InferenceProfileSummary,
  ListInferenceProfilesCommandInput,
} from '@aws-sdk/client-bedrock';
import type { ModelInfo } from '../../../shared/model.ts';
import { createSmithyHandler, untoldPlatform } from '../network/smithy-handler.ts';
import { bedrockCredentials } from './bedrock-credentials.ts';
import { failureContext, readStart } from './checked-fetch.ts';
import { toProviderError } from './failures.ts';
import { readBounded } from './list-fetch.ts';
import { asList, asText } from './loose-json.ts';
import { addModel, bedrockModel, bedrockProfile } from './model-list.ts';
import { type ProviderContext, ProviderError } from './provider.ts';
import { failureFromStatus } from './vendor-error.ts';

const runtimeOrigin = /^https:\/\/bedrock-runtime\.([a-z0-9-]+)\.amazonaws\.com$/;

/** The region of the vendor's own endpoint. Undefined for any other address: no key goes from there to the vendor, or the other way. */
const regionOf = (baseUrl: string): string | undefined => runtimeOrigin.exec(baseUrl)?.[1];

/** Whether an address has a list beside it. */
export const hasBedrockList = (baseUrl: string): boolean => regionOf(baseUrl) !== undefined;

const createClient = async (context: ProviderContext): Promise<BedrockClient> => {
  const region = regionOf(context.baseUrl);
  if (region === undefined)
    throw new ProviderError({
      kind: 'config',
      message: 'This address has no list of models. Type the model’s id.',
    });
  const send: typeof fetch = async (input, init) => {
    const response = await context.wire.fetch(input, { ...init, signal: context.signal });
    const { status, headers } = response;
    if (!response.ok) {
      const answer = { status, headers, body: await readStart(response) };
      throw new ProviderError(failureFromStatus(answer, failureContext(context)));
    }
    return new Response(await readBounded(response, context), { status, headers });
  };
  const { BedrockClient: Client } = await import('@aws-sdk/client-bedrock');
  return new Client({
    ...bedrockCredentials(context),
    ...untoldPlatform,
    region,
    endpoint: `https://bedrock.${region}.amazonaws.com`,
    maxAttempts: 1,
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    requestHandler: createSmithyHandler(send),
  });
};

const foundationModels = async (client: BedrockClient): Promise<FoundationModelSummary[]> => {
  const { ListFoundationModelsCommand } = await import('@aws-sdk/client-bedrock');
  const output = await client.send(new ListFoundationModelsCommand({ byOutputModality: 'TEXT' }));
  return asList(output.modelSummaries) as FoundationModelSummary[];
};

/** Pages of this size (the most the vendor allows) and no more than this many. */
const pageSize = 1000;
const maxPages = 10;

const inferenceProfiles = async (
  client: BedrockClient,
  typeEquals: NonNullable<ListInferenceProfilesCommandInput['typeEquals']>,
): Promise<InferenceProfileSummary[]> => {
  const { ListInferenceProfilesCommand } = await import('@aws-sdk/client-bedrock');
  const found: InferenceProfileSummary[] = [];
  let nextToken: string | undefined;
  for (let pages = 0; pages < maxPages; pages += 1) {
    const output = await client.send(
      new ListInferenceProfilesCommand({
        typeEquals,
        maxResults: pageSize,
        ...(nextToken === undefined ? {} : { nextToken }),
      }),
    );
    found.push(...(asList(output.inferenceProfileSummaries) as InferenceProfileSummary[]));
    nextToken = asText(output.nextToken);
    if (nextToken === undefined) break;
  }
  return found;
};

const needsRights =
  'This key may not list models: that needs the rights to list foundation models and inference profiles. Type the model’s id.';

/** Profiles first, a person's own before the vendor's; then what is asked by its bare id. A part that may not be listed is left out. */
export const listBedrockModels = async (context: ProviderContext): Promise<ModelInfo[]> => {
  const failures = failureContext(context);
  try {
    const client = await createClient(context);
    const parts = await Promise.allSettled([
      inferenceProfiles(client, 'APPLICATION'),
      inferenceProfiles(client, 'SYSTEM_DEFINED'),
      foundationModels(client),
    ]);
    const [own, system, base] = parts;
    const refused = parts.flatMap((part) => (part.status === 'rejected' ? [part.reason as unknown] : []));
    const others = refused.map((reason) => toProviderError(reason, failures));
    const real = others.find(({ failure }) => failure.kind !== 'permission');
    if (real !== undefined) throw real;
    if (others.length === parts.length)
      throw new ProviderError({ ...(others[0] as ProviderError).failure, message: needsRights });
    const models = new Map<string, ModelInfo>();
    const bare = base.status === 'fulfilled' ? base.value : undefined;
    for (const part of [own, system])
      for (const row of part.status === 'fulfilled' ? part.value : [])
        if (!addModel(models, bedrockProfile(row, bare))) return [...models.values()];
    for (const row of bare ?? []) if (!addModel(models, bedrockModel(row))) break;
    return [...models.values()];
  } catch (error) {
    throw toProviderError(error, failures);
  }
};
