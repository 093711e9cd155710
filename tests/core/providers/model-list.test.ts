import { afterEach, describe, expect, it } from 'vitest';
import { ProviderError } from '../../../electron/core/providers/provider.ts';
import { loadProvider } from '../../../electron/core/providers/registry.ts';
import type { ModelInfo, WireFormat } from '../../../shared/model.ts';
import { vendors } from '../../../shared/vendors.ts';
import { type SeenRequest, startServer, type TestServer } from '../../helpers/replay-server.ts';
import { canary, contextFor } from './harness.ts';

const open: TestServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const list = async (
  format: WireFormat,
  answer: unknown | ((request: SeenRequest) => unknown),
  status = 200,
  type = 'application/json',
): Promise<{ models: ModelInfo[]; server: TestServer }> => {
  const server = await startServer((response, request) => {
    const body: unknown = typeof answer === 'function' ? answer(request) : answer;
    response.writeHead(status, { 'content-type': type });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  open.push(server);
  const provider = await loadProvider(format);
  const context = contextFor(format, server.url, {
    ...(format.startsWith('openai') ? { vendor: vendors['openai-compatible'] } : {}),
  });
  return { models: (await provider.listModels?.(context)) ?? [], server };
};

const failureOf = async (listing: Promise<unknown>) => {
  const error: unknown = await listing.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof ProviderError ? error.failure : error;
};

describe('the model list', () => {
  it.each(['openai-chat', 'openai-responses'] as const)(
    'of %s is asked at /models, with the key',
    async (format) => {
      const { models, server } = await list(format, {
        object: 'list',
        data: [{ id: 'a', object: 'model' }, { id: 'b' }],
      });
      expect(models).toEqual([{ id: 'a' }, { id: 'b' }]);
      expect(
        server.requests.map(({ method, path, headers }) => [method, path, headers.authorization]),
      ).toEqual([['GET', '/models', `Bearer ${canary}`]]);
    },
  );

  it('takes what compatible servers add, and the simulator’s own field', async () => {
    const { models } = await list('openai-chat', {
      data: [
        {
          id: 'openrouter/one',
          name: 'One',
          description: 'The first.',
          context_length: 1000,
          architecture: { input_modalities: ['image', 'text'] },
          top_provider: { max_completion_tokens: 50 },
        },
        { id: 'vllm', max_model_len: 4096 },
        { id: 'old', shutdown_date: 1_000_000_000 },
        { id: 'coming', shutdown_date: 4_000_000_000 },
        {
          id: 'sim-fast',
          collate: {
            wireFormat: 'anthropic-messages',
            name: 'Sim: fast',
            description: 'Quick.',
            contextTokens: 8000,
            maxOutputTokens: 400,
          },
        },
      ],
    });
    expect(models).toEqual([
      {
        id: 'openrouter/one',
        name: 'One',
        description: 'The first.',
        contextTokens: 1000,
        maxOutputTokens: 50,
        input: ['text', 'image'],
      },
      { id: 'vllm', contextTokens: 4096 },
      { id: 'old', isDeprecated: true, retiresOn: '2001-09-09' },
      { id: 'coming', retiresOn: '2096-10-02' },
      {
        id: 'sim-fast',
        wireFormat: 'anthropic-messages',
        name: 'Sim: fast',
        description: 'Quick.',
        contextTokens: 8000,
        maxOutputTokens: 400,
      },
    ]);
  });

  it('is bounded and leaves out what cannot be sent or shown', async () => {
    const rows = [
      { id: 'bad\nid' },
      { id: '' },
      { id: 7 },
      { id: 'x'.repeat(301) },
      null,
      'text',
      [],
      { id: 'same', name: `evil\u202e\u0000name${'y'.repeat(500)}` },
      { id: 'same' },
      { id: 'odd', context_length: -5, collate: 'no object', architecture: [] },
      ...Array.from({ length: 6000 }, (_, index) => ({ id: `m${index}` })),
    ];
    const { models } = await list('openai-chat', { data: rows });
    expect(models).toHaveLength(5000);
    expect(models[0]?.id).toBe('same');
    expect(models[0]?.name).toMatch(/^evilnamey+$/);
    expect(models[0]?.name).toHaveLength(200);
    expect(models[1]).toEqual({ id: 'odd' });
  });

  it('of Anthropic follows the pages and reads the capabilities', async () => {
    const yes = { supported: true };
    const no = { supported: false };
    const first = {
      id: 'claude-opus-5-5',
      display_name: 'Claude Opus 5.5',
      max_input_tokens: 1_000_000,
      max_tokens: 128_000,
      lifecycle: 'active',
      capabilities: {
        image_input: yes,
        pdf_input: yes,
        effort: { supported: true, low: yes, medium: yes, high: yes, xhigh: yes, max: yes },
        thinking: { supported: true, types: { adaptive: yes, enabled: no, disabled: no, between_tools: no } },
      },
    };
    const second = {
      id: 'claude-old',
      display_name: 'Old',
      max_tokens: null,
      lifecycle: 'deprecated',
      capabilities: {
        image_input: no,
        pdf_input: no,
        effort: { supported: false },
        thinking: { types: { enabled: yes, disabled: yes } },
      },
      retires_at: '2027-02-01T00:00:00Z',
    };
    const { models, server } = await list('anthropic-messages', ({ path }: SeenRequest) =>
      path.includes('after_id')
        ? { data: [second], has_more: false, first_id: 'claude-old', last_id: 'claude-old' }
        : { data: [first], has_more: true, first_id: first.id, last_id: first.id },
    );
    expect(models).toEqual([
      {
        id: 'claude-opus-5-5',
        name: 'Claude Opus 5.5',
        contextTokens: 1_000_000,
        maxOutputTokens: 128_000,
        input: ['text', 'image', 'pdf'],
        efforts: ['low', 'medium', 'high', 'xhigh', 'max'],
        thinking: ['adaptive'],
      },
      {
        id: 'claude-old',
        name: 'Old',
        input: ['text'],
        efforts: ['off', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'],
        thinking: ['enabled', 'disabled'],
        isDeprecated: true,
        retiresOn: '2027-02-01',
      },
    ]);
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/v1/models?limit=1000',
      '/v1/models?limit=1000&after_id=claude-opus-5-5',
    ]);
  });

  it('of an Anthropic endpoint that never ends its pages ends', async () => {
    let page = 0;
    const { models, server } = await list('anthropic-messages', () => {
      page += 1;
      return { data: [{ id: `m${page}` }], has_more: true, last_id: `m${page}` };
    });
    expect([models.length, server.requests.length]).toEqual([10, 10]);
  });

  it.each(['openai-chat', 'anthropic-messages', 'gemini', 'cohere-v2'] as const)(
    'of %s that is no list is told in words',
    async (format) => {
      const page = '<!doctype html><title>Router login</title>';
      expect(await failureOf(list(format, page, 200, 'text/html'))).toMatchObject({
        kind: 'protocol',
        message: 'The address answered with a web page: “Router login”.',
      });
      expect(await failureOf(list(format, 'OK', 200, 'text/plain'))).toMatchObject({ kind: 'protocol' });
      expect(await failureOf(list(format, { hello: 'world' }))).toMatchObject({ kind: 'protocol' });
      expect(await failureOf(list(format, { error: { message: 'No such key' } }, 401))).toMatchObject({
        kind: 'auth',
        message: 'No such key',
      });
      expect(await failureOf(list(format, 'Not here', 404, 'text/plain'))).toMatchObject({
        kind: 'not_found',
        message: 'Not here',
      });
    },
  );

  it('of Google’s cloud is asked beside the projects, and keeps what answers', async () => {
    const server = await startServer((response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(
        JSON.stringify({
          publisherModels: [
            { name: 'publishers/google/models/gemini-3.8-flash', versionId: 'default' },
            { name: 'publishers/google/models/imagen-5' },
            { name: 'publishers/google/models/text-embedding-010' },
          ],
        }),
      ),
    );
    const provider = await loadProvider('gemini');
    const models = await provider.listModels?.(
      contextFor('gemini', `${server.url}/v1beta1/projects/acme/locations/europe-west4`, {
        vendor: vendors['vertex-gemini'],
        secret: { token: 'ya29.token' },
      }),
    );
    await server.close();
    expect(models).toEqual([{ id: 'gemini-3.8-flash' }]);
    const [seen] = server.requests;
    expect(seen?.path).toMatch(/^\/v1beta1\/publishers\/google\/models(\?|$)/);
    expect(seen?.headers).toMatchObject({ authorization: 'Bearer ya29.token' });
    expect(seen?.headers).not.toHaveProperty('x-goog-api-key');
  });

  it('of Gemini follows the pages, leaves out what does not write text, and reads limits and thinking', async () => {
    const { models, server } = await list('gemini', ({ path }: SeenRequest) =>
      path.includes('pageToken')
        ? {
            models: [
              {
                name: 'models/gemini-2.5-pro',
                thinking: true,
                supportedGenerationMethods: ['generateContent'],
              },
              { name: 'models/gemini-2.5-flash', thinking: true },
            ],
          }
        : {
            models: [
              {
                name: 'models/gemini-3.8-flash',
                displayName: 'Gemini 3.8 Flash',
                description: 'Quick.',
                inputTokenLimit: 1_048_576,
                outputTokenLimit: 65_536,
                supportedGenerationMethods: ['generateContent', 'countTokens'],
                thinking: true,
              },
              null,
              { name: 'models/embedding-001', supportedGenerationMethods: ['embedContent'] },
              { name: 'models/gemini-2.0-flash', thinking: false },
              { name: 7 },
            ],
            nextPageToken: 'p2',
          },
    );
    expect(models).toEqual([
      {
        id: 'gemini-3.8-flash',
        name: 'Gemini 3.8 Flash',
        description: 'Quick.',
        contextTokens: 1_048_576,
        maxOutputTokens: 65_536,
        efforts: ['low', 'medium', 'high'],
      },
      { id: 'gemini-2.0-flash', efforts: [] },
      { id: 'gemini-2.5-pro', efforts: ['minimal', 'low', 'medium', 'high', 'max'] },
      { id: 'gemini-2.5-flash', efforts: ['off', 'minimal', 'low', 'medium', 'high', 'max'] },
    ]);
    expect(server.requests.map(({ path, headers }) => [path, headers['x-goog-api-key']])).toEqual([
      ['/v1/models?pageSize=1000', canary],
      ['/v1/models?pageSize=1000&pageToken=p2', canary],
    ]);
  });

  it('of Cohere asks for chat models, follows the pages and reads features', async () => {
    const { models, server } = await list('cohere-v2', ({ path }: SeenRequest) =>
      path.includes('page_token')
        ? { models: [{ name: 'command-old', is_deprecated: true }] }
        : {
            models: [
              { name: 'command-a-reasoning', context_length: 256_000, features: ['tools', 'reasoning'] },
              { name: 'command-a-vision', features: ['vision'] },
            ],
            next_page_token: 'p2',
          },
    );
    expect(models).toEqual([
      {
        id: 'command-a-reasoning',
        contextTokens: 256_000,
        input: ['text'],
        efforts: ['off', 'low', 'medium', 'high', 'max'],
      },
      { id: 'command-a-vision', input: ['text', 'image'] },
      { id: 'command-old', isDeprecated: true },
    ]);
    expect(server.requests.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ['/v1/models?endpoint=chat&page_size=1000', `Bearer ${canary}`],
      ['/v1/models?endpoint=chat&page_size=1000&page_token=p2', `Bearer ${canary}`],
    ]);
  });

  it('of an endpoint that never ends its pages ends, in Gemini and in Cohere’s format', async () => {
    for (const format of ['gemini', 'cohere-v2'] as const) {
      let page = 0;
      const { models, server } = await list(format, () => {
        page += 1;
        return { models: [{ name: `m${page}` }], nextPageToken: 'on', next_page_token: 'on' };
      });
      expect([format, models.length, server.requests.length]).toEqual([format, 10, 10]);
    }
  });

  it('takes parameters, prices, files and limits where OpenRouter, Mistral, Groq and llama.cpp state them', async () => {
    const { models } = await list('openai-chat', {
      data: [
        {
          id: 'openrouter/two',
          architecture: { input_modalities: ['text', 'image', 'file'] },
          supported_parameters: ['max_tokens', 'reasoning'],
          pricing: { prompt: '0.000002', completion: '0.00001' },
        },
        {
          id: 'openrouter/three',
          supported_parameters: ['temperature', 'max_tokens'],
          pricing: { prompt: '-1', completion: '-1' },
        },
        {
          id: 'mistral-medium',
          max_context_length: 131_072,
          capabilities: { completion_chat: true, vision: true },
          deprecation: '2027-03-31T12:00:00Z',
        },
        { id: 'mistral-embed', capabilities: { completion_chat: false } },
        { id: 'groq-off', active: false },
        { id: 'groq-on', active: true, context_window: 32_768, max_completion_tokens: 8192 },
        { id: 'llama.gguf', meta: { n_ctx_train: 40_960 } },
      ],
    });
    expect(models).toEqual([
      {
        id: 'openrouter/two',
        input: ['text', 'image', 'pdf'],
        takesTemperature: false,
        price: { inputUsdPerMillion: 2, outputUsdPerMillion: 10 },
      },
      { id: 'openrouter/three', efforts: [], takesTemperature: true },
      {
        id: 'mistral-medium',
        contextTokens: 131_072,
        input: ['text', 'image'],
        isDeprecated: true,
        retiresOn: '2027-03-31',
      },
      { id: 'groq-on', contextTokens: 32_768, maxOutputTokens: 8192 },
      { id: 'llama.gguf', contextTokens: 40_960 },
    ]);
  });
});
