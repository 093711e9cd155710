// What Bedrock offers in a region, asked of a server that stands for the vendor's control plane: the wire is told to go there instead.
import { afterEach, describe, expect, it } from 'vitest';
import { hasModelList } from '../../../electron/core/list-models.ts';
import { bedrockConverse } from '../../../electron/core/providers/bedrock-converse.ts';
import { ProviderError, type Wire } from '../../../electron/core/providers/provider.ts';
import type { SecretFields } from '../../../shared/connection.ts';
import { vendors } from '../../../shared/vendors.ts';
import { startServer, type TestServer } from '../../helpers/replay-server.ts';
import { fakeEndpoint } from '../fake-provider.ts';
import { canary, contextFor } from '../providers/harness.ts';

const open: TestServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const runtime = 'https://bedrock-runtime.eu-west-1.amazonaws.com';
const denied = { status: 403, body: { message: 'User is not authorized to perform: bedrock:List' } };

type Answer = object | { status: number; body: object };
interface Answers {
  models?: Answer;
  system?: Answer;
  own?: Answer;
}

const list = async (answers: Answers, baseUrl = runtime, secret: SecretFields = { apiKey: canary }) => {
  const hosts: string[] = [];
  const server = await startServer((response, request) => {
    const answer = request.path.startsWith('/foundation-models')
      ? answers.models
      : request.path.includes('APPLICATION')
        ? answers.own
        : answers.system;
    const given = (answer ?? {}) as { status?: number; body?: object };
    response.writeHead(given.status ?? 200, {
      'content-type': 'application/json',
      ...(given.status === 403 && { 'x-amzn-errortype': 'AccessDeniedException' }),
    });
    response.end(JSON.stringify(given.body ?? given));
  });
  open.push(server);
  const context = contextFor('bedrock-converse', baseUrl, { region: 'eu-west-1', secret });
  const send = context.wire.fetch;
  const wire: Wire = Object.assign(Object.create(context.wire) as Wire, {
    fetch: (input: string | URL | Request, init?: RequestInit) => {
      const url = new URL(String(input));
      hosts.push(url.origin);
      return send(`${server.url}${url.pathname}${url.search}`, init);
    },
  });
  const listing = bedrockConverse.listModels?.({ ...context, wire });
  const failure = await listing?.then(
    () => undefined,
    (error: unknown) => (error instanceof ProviderError ? error.failure : error),
  );
  return { models: failure === undefined ? await listing : undefined, failure, hosts, server };
};

const arn = (id: string) => `arn:aws:bedrock:eu-west-1::foundation-model/${id}`;
const model = (modelId: string, change: object = {}) => ({
  modelId,
  modelArn: arn(modelId),
  modelName: modelId.toUpperCase(),
  inputModalities: ['TEXT', 'IMAGE'],
  outputModalities: ['TEXT'],
  responseStreamingSupported: true,
  inferenceTypesSupported: ['ON_DEMAND'],
  modelLifecycle: { status: 'ACTIVE' },
  ...change,
});
const claude = 'anthropic.claude-opus-5-5';
const models = {
  modelSummaries: [
    model(claude, { inferenceTypesSupported: ['INFERENCE_PROFILE'] }),
    model('amazon.nova-2-lite', { inputModalities: ['TEXT'] }),
    model('amazon.slow', { responseStreamingSupported: false }),
    model('amazon.old', { modelLifecycle: { status: 'LEGACY' } }),
  ],
};
const profile = (inferenceProfileId: string, behind: string, change: object = {}) => ({
  inferenceProfileId,
  inferenceProfileName: inferenceProfileId,
  inferenceProfileArn: `arn:aws:bedrock:eu-west-1:1234:application-inference-profile/${inferenceProfileId}`,
  models: [{ modelArn: arn(behind) }],
  status: 'ACTIVE',
  type: 'SYSTEM_DEFINED',
  ...change,
});

describe('the models of Bedrock', () => {
  it('are profiles first, one’s own before the vendor’s, then what streams text under its bare id', async () => {
    const {
      models: found,
      hosts,
      server,
    } = await list({
      models,
      system: {
        inferenceProfileSummaries: [
          profile('eu.anthropic.claude-opus-5-5', claude),
          profile('eu.stability.images', 'stability.images'),
          profile('eu.amazon.slow', 'amazon.slow'),
        ],
      },
      own: { inferenceProfileSummaries: [profile('team-a', claude, { type: 'APPLICATION' })] },
    });
    expect(found).toEqual([
      {
        id: 'arn:aws:bedrock:eu-west-1:1234:application-inference-profile/team-a',
        name: 'team-a',
        input: ['text', 'image'],
        baseModelId: claude,
      },
      { id: 'eu.anthropic.claude-opus-5-5', name: 'eu.anthropic.claude-opus-5-5', input: ['text', 'image'] },
      { id: 'amazon.nova-2-lite', name: 'AMAZON.NOVA-2-LITE', input: ['text'] },
    ]);
    expect(new Set(hosts)).toEqual(new Set(['https://bedrock.eu-west-1.amazonaws.com']));
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(
      Array(3).fill(`Bearer ${canary}`),
    );
    expect(server.requests.map(({ path }) => path.split('?')[0]).sort()).toEqual([
      '/foundation-models',
      '/inference-profiles',
      '/inference-profiles',
    ]);
  });

  it('are asked with a signature for the region where there are IAM keys', async () => {
    const secret = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret/example' };
    const { server } = await list({ models }, runtime, secret);
    for (const { headers } of server.requests)
      expect(headers.authorization).toMatch(
        /^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE\/\d{8}\/eu-west-1\/bedrock\//,
      );
  });

  it('are asked without a word about the system Collate runs on', async () => {
    for (const secret of [{ apiKey: canary }, { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }]) {
      const { server } = await list({ models }, runtime, secret);
      for (const { headers } of server.requests) {
        expect(headers).not.toHaveProperty('x-amz-user-agent');
        expect(JSON.stringify(headers)).not.toMatch(/aws-sdk|os\/|nodejs|linux|darwin|win32/i);
      }
    }
  });

  it('are what may be listed, where a part is not allowed', async () => {
    const system = { inferenceProfileSummaries: [profile('eu.anthropic.claude-opus-5-5', claude)] };
    const { models: found } = await list({ models: denied, system, own: denied });
    expect(found?.map(({ id }) => id)).toEqual(['eu.anthropic.claude-opus-5-5']);
  });

  it('are typed where nothing may be listed, and the reason is said in plain words', async () => {
    const { failure } = await list({ models: denied, system: denied, own: denied });
    expect(failure).toMatchObject({
      kind: 'permission',
      message: expect.stringMatching(/^This key may not list models.*Type the model’s id\.$/) as string,
    });
  });

  it('are at most 5,000, each once, and none that looks like another', async () => {
    const hidden = ['\u202e', '\u200b', '\u0000', '\u{e0041}'];
    const rows = Array.from({ length: 12_000 }, (_, index) =>
      profile(`eu.m${Math.floor(index / 2)}`, claude),
    );
    const odd = hidden.map((sign) => profile(`eu.m0${sign}`, claude));
    const { models: found } = await list({
      models,
      own: {},
      system: { inferenceProfileSummaries: [...odd, ...rows] },
    });
    expect([found?.length, new Set(found?.map(({ id }) => id)).size]).toEqual([5000, 5000]);
    expect(found?.[0]?.id).toBe('eu.m0');
    const text = hidden.join('b');
    const named = await list({
      models,
      own: {},
      system: {
        inferenceProfileSummaries: [
          profile('eu.m', claude, { inferenceProfileName: `a${text}c`, description: text }),
        ],
      },
    });
    expect(JSON.stringify(named.models)).not.toMatch(/[\p{Cc}\p{Cf}]|\\u/u);
  });

  it('are not half a list where the vendor fails', async () => {
    const { failure } = await list({
      models: { status: 503, body: { message: 'busy' } },
      system: {},
      own: {},
    });
    expect(failure).toMatchObject({ kind: 'overloaded' });
  });

  it.each([
    'https://bedrock-runtime.eu-west-1.amazonaws.com.evil.example',
    'https://evil.example',
    'https://vpce-1.bedrock-runtime.eu-west-1.vpce.amazonaws.com',
    'http://127.0.0.1:9',
    'https://bedrock-runtime.eu-west-1.amazonaws.com:8443',
  ])('are not asked from %s: the key goes nowhere', async (baseUrl) => {
    const { failure, hosts } = await list({ models }, baseUrl);
    expect(failure).toMatchObject({ kind: 'config' });
    expect(hosts).toEqual([]);
    expect(hasModelList(bedrockConverse, { ...fakeEndpoint, vendor: vendors.bedrock, baseUrl })).toBe(false);
  });
});
