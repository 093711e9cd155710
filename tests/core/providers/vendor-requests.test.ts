import OpenAI, { AzureOpenAI } from 'openai';
import { bedrock } from 'openai/providers/bedrock/aws';
import { vertex } from 'openai/providers/vertex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Credential, SecretFields } from '../../../shared/connection.ts';
import { credentialKinds } from '../../../shared/credential-kinds.ts';
import type { WireFormat } from '../../../shared/model.ts';
import { vendorAddress } from '../../../shared/vendor-address.ts';
import { connectableVendors, type Vendor, vendors } from '../../../shared/vendors.ts';
import { type SeenRequest, startReplayServer } from '../../helpers/replay-server.ts';
import { awsKeys, readSignature } from './aws-signatures.ts';
import { canary, run } from './harness.ts';
import { smallFrames } from './small-streams.ts';
import { keyHeaders, promptPaths } from './vendor-paths.ts';

/** Everything an SDK of ours or of the vendors might look for. */
const environment = Object.fromEntries(
  [
    'OPENAI_API_KEY OPENAI_ADMIN_KEY OPENAI_ORG_ID OPENAI_PROJECT_ID OPENAI_CUSTOM_HEADERS OPENAI_WEBHOOK_SECRET',
    'ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN ANTHROPIC_VERTEX_PROJECT_ID ANTHROPIC_PROFILE CLOUD_ML_REGION',
    'AWS_BEARER_TOKEN_BEDROCK AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_REGION AWS_DEFAULT_REGION',
    'AZURE_OPENAI_API_KEY AZURE_OPENAI_AD_TOKEN AZURE_CLIENT_ID AZURE_CLIENT_SECRET AZURE_TENANT_ID OPENAI_API_VERSION',
    'GOOGLE_API_KEY GEMINI_API_KEY GOOGLE_CLOUD_PROJECT GOOGLE_CLOUD_LOCATION GOOGLE_CLOUD_QUOTA_PROJECT',
    'GOOGLE_APPLICATION_CREDENTIALS GOOGLE_GENAI_API_VERSION CO_API_KEY MISTRAL_API_KEY XAI_API_KEY GROQ_API_KEY',
    'DEEPSEEK_API_KEY OPENROUTER_API_KEY WANDB_API_KEY OLLAMA_API_KEY',
  ]
    .join(' ')
    .split(' ')
    .map((name) => [name, 'from-environment']),
);
const more = {
  OPENAI_BASE_URL: 'http://127.0.0.1:1/from-environment',
  ANTHROPIC_BASE_URL: 'http://127.0.0.1:1/from-environment',
  ANTHROPIC_CUSTOM_HEADERS: 'x-leak: from-environment',
  ANTHROPIC_VERTEX_BASE_URL: 'http://127.0.0.1:1/from-environment',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:1/from-environment',
  GOOGLE_GENAI_USE_VERTEXAI: 'true',
  GOOGLE_GEMINI_BASE_URL: 'http://127.0.0.1:1/from-environment',
  GOOGLE_VERTEX_BASE_URL: 'http://127.0.0.1:1/from-environment',
};

const before = { ...process.env };
beforeAll(() => void Object.assign(process.env, environment, more));
afterAll(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
});

/** What a request is given for each kind of credential: as it is stored, or as signing in gives it. */
const secretFor = (credential: Credential): SecretFields | undefined => {
  if (credential === 'none') return undefined;
  if (credential === 'iam-keys' || credential === 'aws-profile') return awsKeys;
  if (credential === 'token' || credentialKinds[credential].isSignIn === true) return { token: canary };
  return { apiKey: canary };
};

/** The path of the address that the row proposes, as a person would fill it in. */
const basePath = (vendor: Vendor): string => {
  if (vendor.baseUrl === '') return vendor.id === 'foundry-cohere' ? '' : '/v1';
  const fields = Object.fromEntries((vendor.fields ?? []).map(({ name, example }) => [name, example]));
  const { pathname } = new URL(vendorAddress(vendor, { region: vendor.regions?.[0] ?? '', fields }));
  return pathname === '/' ? '' : pathname;
};

const send = async (
  vendor: Vendor,
  format: WireFormat,
  secret: SecretFields | undefined,
  path = basePath(vendor),
): Promise<SeenRequest> => {
  const server = await startReplayServer(format, smallFrames(format));
  try {
    const { failure, text, exchange } = await run(
      format,
      `${server.url}${path}`,
      {},
      { vendor, secret, region: 'eu-west-1' },
    );
    const [seen] = server.requests;
    if (seen === undefined) throw new Error(`nothing was sent: ${failure?.message}`);
    // The answer comes back through the same door.
    expect([failure, text.length > 0, server.requests.length]).toEqual([undefined, true, 1]);
    // What is kept of it holds no secret, stored or given for a time.
    for (const value of Object.values(secret ?? {}).filter((each) => each !== awsKeys.accessKeyId))
      expect(JSON.stringify(exchange)).not.toContain(value);
    return seen;
  } finally {
    await server.close();
  }
};

/** Headers that may be there beside those that admit the request. */
const plainHeader =
  /^(host|connection|accept|accept-language|accept-encoding|sec-fetch-mode|content-type|content-length|user-agent|anthropic-version|x-amz-user-agent|amz-sdk-invocation-id|amz-sdk-request)$/;

const rows = connectableVendors.flatMap((vendor) =>
  vendor.wireFormats.flatMap((format) =>
    vendor.credentials.map((credential) => [vendor.id, format, credential] as const),
  ),
);

describe('a prompt to every system in every format by every credential', () => {
  it.each(rows)('%s, %s, %s', async (vendorId, format, credential) => {
    const vendor = vendors[vendorId];
    const seen = await send(vendor, format, secretFor(credential));
    expect([seen.method, seen.path]).toEqual([
      'POST',
      promptPaths[vendorId as keyof typeof promptPaths][format],
    ]);

    const admitting = Object.fromEntries(
      Object.entries(seen.headers).filter(([name]) => !plainHeader.test(name)),
    );
    if (credential === 'none') expect(admitting).toEqual({});
    else if (secretFor(credential) === awsKeys) {
      expect(await readSignature(seen)).toMatchObject({
        isValid: true,
        region: 'eu-west-1',
        service: vendorId === 'bedrock-claude' ? 'bedrock-mantle' : 'bedrock',
        signedHeaders: expect.arrayContaining(['content-type', 'host', 'x-amz-content-sha256', 'x-amz-date']),
      });
      expect(Object.keys(admitting).sort()).toEqual([
        'authorization',
        'x-amz-content-sha256',
        'x-amz-date',
        'x-amz-security-token',
      ]);
    } else {
      const isKey = credential === 'api-key' || credential === 'environment';
      const header = isKey ? (keyHeaders[vendorId] ?? 'authorization') : 'authorization';
      expect(admitting).toEqual({
        [header]: header === 'authorization' ? `Bearer ${canary}` : canary,
        // Behind an address of one's own the key also goes where gateways read it.
        ...(vendorId === 'anthropic' ? { 'x-api-key': canary } : {}),
      });
    }
    const everything = JSON.stringify(seen);
    expect(everything).not.toMatch(/from-environment|stainless/i);
    if (credential !== 'none' && secretFor(credential) !== awsKeys) {
      const { headers: _, ...rest } = seen;
      expect(JSON.stringify(rest)).not.toContain(canary);
    }
    expect(everything).not.toContain(awsKeys.secretAccessKey);
  });

  it('has a path for every row and format, and no other', () => {
    expect(
      Object.fromEntries(Object.entries(promptPaths).map(([id, paths]) => [id, Object.keys(paths).sort()])),
    ).toEqual(
      Object.fromEntries(connectableVendors.map(({ id, wireFormats }) => [id, [...wireFormats].sort()])),
    );
  });
});

describe('details of single systems', () => {
  it('Claude on Google’s cloud: model and version move, and a temperature still works', async () => {
    const vendor = vendors['vertex-claude'];
    const server = await startReplayServer('anthropic-messages', smallFrames('anthropic-messages'));
    const overrides = { vendor, secret: { token: canary } };
    await run('anthropic-messages', `${server.url}${basePath(vendor)}`, {}, overrides);
    await run('anthropic-messages', `${server.url}${basePath(vendor)}`, { temperature: 0.5 }, overrides);
    await server.close();
    const bodies = server.requests.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    expect(bodies.map((body) => [body.model, body.anthropic_version, body.temperature])).toEqual([
      [undefined, '2026-10-21', undefined],
      [undefined, 'vertex-2023-10-16', 0.5],
    ]);
    expect(server.requests.every(({ headers }) => headers['anthropic-version'] === undefined)).toBe(true);
  });

  it('Claude on Google’s cloud: an address without a project is refused before anything is sent', async () => {
    const server = await startReplayServer('anthropic-messages', []);
    const { failure } = await run(
      'anthropic-messages',
      `${server.url}/v1`,
      {},
      {
        vendor: vendors['vertex-claude'],
        secret: { token: canary },
      },
    );
    await server.close();
    expect([failure?.kind, failure?.field, server.requests.length]).toEqual(['config', 'baseUrl', 0]);
  });

  it('Azure’s dated API: the version is a setting, and a deployment may have any name', async () => {
    const server = await startReplayServer('openai-chat', smallFrames('openai-chat'));
    const overrides = {
      vendor: vendors['azure-openai-dated'],
      settings: { apiVersion: '2025-01-01-preview' },
    };
    await run('openai-chat', server.url, { modelId: 'my gpt/4' }, overrides);
    await server.close();
    expect(server.requests[0]?.path).toBe(
      '/openai/deployments/my%20gpt%2F4/chat/completions?api-version=2025-01-01-preview',
    );
  });

  it('AWS: a changed body, header or path makes the signature worthless', async () => {
    const seen = await send(vendors['bedrock-openai'], 'openai-responses', awsKeys);
    const changed: SeenRequest[] = [
      { ...seen, body: seen.body.replace('some-model', 'evil-model') },
      { ...seen, path: '/openai/v1/files' },
      { ...seen, headers: { ...seen.headers, host: 'elsewhere.example' } },
    ];
    for (const each of changed) expect((await readSignature(each)).isValid).toBe(false);
  });
});

describe('a request is what the vendor’s own SDK would send', () => {
  const viaSdk = async (
    format: WireFormat,
    path: string,
    ask: (baseUrl: string) => Promise<unknown>,
  ): Promise<SeenRequest> => {
    const server = await startReplayServer(format, smallFrames(format));
    try {
      await ask(`${server.url}${path}`);
      const [seen] = server.requests;
      if (seen === undefined) throw new Error('nothing was sent');
      return seen;
    } finally {
      await server.close();
    }
  };
  const prompt = { model: 'some-model', input: 'Hi', stream: true as const };
  const isolated = { organization: null, project: null, adminAPIKey: null, maxRetries: 0 };

  it('to OpenAI models on Bedrock, by both of its hosts', async () => {
    for (const [endpoint, path] of [
      ['runtime', '/openai/v1'],
      ['mantle', '/v1'],
    ] as const) {
      const vendor: Vendor = {
        ...vendors['bedrock-openai'],
        signedFor: endpoint === 'mantle' ? 'bedrock-mantle' : 'bedrock',
      };
      const ours = await send(vendor, 'openai-responses', awsKeys, path);
      const theirs = await viaSdk('openai-responses', path, (baseURL) =>
        new OpenAI({
          provider: bedrock({ baseURL, endpoint, region: 'eu-west-1', ...awsKeys }),
          maxRetries: 0,
        }).responses.create(prompt),
      );
      expect([ours.method, ours.path]).toEqual([theirs.method, theirs.path]);
      const [one, other] = [await readSignature(ours), await readSignature(theirs)];
      expect([one.service, one.region]).toEqual([other.service, other.region]);
    }
  });

  it('to OpenAI models on Google’s cloud', async () => {
    const vendor = vendors['vertex-openai'];
    const ours = await send(vendor, 'openai-responses', { token: canary });
    const theirs = await viaSdk('openai-responses', basePath(vendor), (baseURL) =>
      new OpenAI({
        provider: vertex({ baseURL, tokenProvider: async () => canary }),
        maxRetries: 0,
      }).responses.create(prompt),
    );
    expect([ours.method, ours.path, ours.headers.authorization]).toEqual([
      theirs.method,
      theirs.path,
      theirs.headers.authorization,
    ]);
  });

  it('to Azure’s dated API, by key and by token', async () => {
    const messages = [{ role: 'user' as const, content: 'Hi' }];
    for (const [secret, admitted] of [
      [{ apiKey: canary }, { apiKey: canary }],
      [{ token: canary }, { apiKey: undefined, azureADTokenProvider: async () => canary }],
    ] as const) {
      const ours = await send(vendors['azure-openai-dated'], 'openai-chat', secret);
      delete process.env.AZURE_OPENAI_API_KEY;
      const theirs = await viaSdk('openai-chat', '', (endpoint) =>
        new AzureOpenAI({
          ...isolated,
          baseURL: null,
          endpoint,
          ...admitted,
          apiVersion: '2024-10-21',
          deployment: 'some-model',
        } as ConstructorParameters<typeof AzureOpenAI>[0]).chat.completions.create({
          model: 'some-model',
          messages,
          stream: true,
        }),
      );
      expect([ours.path, ours.headers['api-key'], ours.headers.authorization]).toEqual([
        theirs.path,
        theirs.headers['api-key'],
        theirs.headers.authorization,
      ]);
    }
  });
});
