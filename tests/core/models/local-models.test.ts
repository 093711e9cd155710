// What servers on a person's own machine tell of their models, as their documentation of 2026 writes it.
import { afterEach, describe, expect, it } from 'vitest';
import { openaiChat } from '../../../electron/core/providers/openai-chat.ts';
import type { VendorId } from '../../../shared/connection.ts';
import type { ModelInfo } from '../../../shared/model.ts';
import { vendors } from '../../../shared/vendors.ts';
import { type SeenRequest, startServer, type TestServer } from '../../helpers/replay-server.ts';
import { canary, contextFor } from '../providers/harness.ts';

const open: TestServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const modelOf = (request: SeenRequest): string => (JSON.parse(request.body) as { model: string }).model;

/** A server with these models; `show` answers with an object, with text as it is, with nothing (no such path), or never. */
const list = async (ids: string[], show: (id: string) => object | string | undefined | 'never') => {
  let asking = 0;
  let most = 0;
  const server = await startServer((response, request) => {
    if (request.path === '/v1/models') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ object: 'list', data: ids.map((id) => ({ id, owned_by: 'library' })) }));
      return;
    }
    const shown = request.path === '/api/show' ? show(modelOf(request)) : undefined;
    if (shown === 'never') return;
    asking += 1;
    most = Math.max(most, asking);
    setImmediate(() => {
      asking -= 1;
      response.writeHead(shown === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(typeof shown === 'string' ? shown : JSON.stringify(shown ?? { error: 'not found' }));
    });
  });
  open.push(server);
  const context = contextFor('openai-chat', `${server.url}/v1`, {
    vendor: vendors.ollama,
    secret: undefined,
  });
  const models: ModelInfo[] = (await openaiChat.listModels?.(context)) ?? [];
  return { models, server, most };
};

const shown = (capabilities: string[], rest: object = {}) => ({
  capabilities,
  details: { family: 'qwen3' },
  model_info: { 'general.architecture': 'qwen3', 'qwen3.context_length': 40_960 },
  ...rest,
});

describe('the models of Ollama', () => {
  it('are listed with what each can do, without those that write no text', async () => {
    const { models, server } = await list(
      ['plain', 'sees', 'thinks', 'levels', 'switch', 'embeds', 'set'],
      (id) =>
        ({
          plain: shown(['completion', 'tools']),
          sees: shown(['completion', 'vision']),
          thinks: shown(['completion', 'thinking']),
          levels: shown(['completion', 'thinking'], { thinking: { values: ['low', 'medium', 'high'] } }),
          switch: shown(['completion', 'thinking'], { thinking: { values: [false, true] } }),
          embeds: shown(['embedding']),
          set: shown(['completion'], { parameters: 'temperature 0.7\nnum_ctx                        8192' }),
        })[id],
    );
    const text = { input: ['text'], contextTokens: 40_960 };
    expect(models).toEqual([
      { id: 'plain', ...text, efforts: [] },
      { id: 'sees', ...text, input: ['text', 'image'], efforts: [] },
      { id: 'thinks', ...text, efforts: ['off', 'low', 'medium', 'high'] },
      { id: 'levels', ...text, efforts: ['low', 'medium', 'high'] },
      { id: 'switch', ...text, efforts: ['off', 'high'] },
      { id: 'set', ...text, contextTokens: 8192, efforts: [] },
    ]);
    expect(server.requests.filter(({ path }) => path === '/api/show').map(modelOf)).toHaveLength(7);
    for (const { headers } of server.requests) expect(headers).not.toHaveProperty('authorization');
  });

  it('stay as they were listed where the server has no such path, or answers with something else', async () => {
    const answers: Record<string, object | string> = {
      page: '<html>',
      odd: { capabilities: 'completion', model_info: [1], parameters: 7, thinking: null },
      wild: { model_info: { 'general.architecture': '__proto__', '__proto__.context_length': -5 } },
    };
    const { models } = await list(['missing', ...Object.keys(answers)], (id) => answers[id]);
    expect(models).toEqual(['missing', 'page', 'odd', 'wild'].map((id) => ({ id })));
  });

  it('are asked about a few at a time, and only so many of them', async () => {
    const ids = Array.from({ length: 300 }, (_, index) => `m${index}`);
    const { models, server, most } = await list(ids, () => shown(['completion']));
    expect(models.map(({ id }) => id)).toEqual(ids);
    expect(server.requests).toHaveLength(201);
    expect(most).toBeLessThanOrEqual(4);
    expect([models[199]?.contextTokens, models[200]?.contextTokens]).toEqual([40_960, undefined]);
  });

  it('are listed without their facts when those do not come', async () => {
    const { models } = await list(['a', 'b'], (id) => (id === 'a' ? shown(['completion']) : 'never'));
    expect(models).toEqual([{ id: 'a', input: ['text'], contextTokens: 40_960, efforts: [] }, { id: 'b' }]);
  }, 15_000);
});

/** A server that lists these ids and answers one more path. */
const listAt = async (vendorId: VendorId, ids: string[], path: string, answer: object | string) => {
  const server = await startServer((response, request) => {
    const isList = request.path === '/v1/models';
    const body = isList ? { data: ids.map((id) => ({ id })) } : request.path === path ? answer : undefined;
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
  });
  open.push(server);
  const overrides = { vendor: vendors[vendorId], secret: undefined };
  const models = await openaiChat.listModels?.(contextFor('openai-chat', `${server.url}/v1`, overrides));
  return { models, paths: server.requests.map((request) => request.path) };
};

describe('a server of one’s own behind a key', () => {
  it.each(['ollama', 'lm-studio', 'llama-cpp'] as const)(
    'is asked with it, and with the headers of the connection: %s',
    async (id) => {
      const server = await startServer((response) => {
        response.setHeader('content-type', 'application/json');
        response.end('{"data":[{"id":"m"}]}');
      });
      open.push(server);
      const overrides = { vendor: vendors[id], headers: { 'X-Team': 'owls' } };
      await openaiChat.listModels?.(contextFor('openai-chat', `${server.url}/v1`, overrides));
      const seen = server.requests.map(({ headers }) => [headers.authorization, headers['x-team']]);
      expect(seen).toEqual([1, 2].map(() => [`Bearer ${canary}`, 'owls']));
    },
  );
});

describe('the models of LM Studio', () => {
  it('are listed with what they see and read, as they are loaded, without those that write no text', async () => {
    const data = [
      { id: 'text', type: 'llm', state: 'not-loaded', max_context_length: 32_768 },
      { id: 'loaded', type: 'llm', state: 'loaded', max_context_length: 32_768, loaded_context_length: 4096 },
      { id: 'sees', type: 'vlm', max_context_length: 8192 },
      { id: 'embeds', type: 'embeddings', max_context_length: 512 },
      { id: 'odd', type: 7, max_context_length: -1 },
      'no row',
    ];
    const ids = ['text', 'loaded', 'sees', 'embeds', 'odd', 'unsaid'];
    const { models, paths } = await listAt('lm-studio', ids, '/api/v0/models', { object: 'list', data });
    expect(models).toEqual([
      { id: 'text', contextTokens: 32_768, input: ['text'] },
      { id: 'loaded', contextTokens: 4096, input: ['text'] },
      { id: 'sees', contextTokens: 8192, input: ['text', 'image'] },
      { id: 'odd' },
      { id: 'unsaid' },
    ]);
    expect(paths).toEqual(['/v1/models', '/api/v0/models']);
  });
});

describe('the model of llama.cpp', () => {
  it('is listed with what the server was started with', async () => {
    const props = { default_generation_settings: { n_ctx: 16_384 }, modalities: { vision: true } };
    expect((await listAt('llama-cpp', ['m'], '/props', props)).models).toEqual([
      { id: 'm', contextTokens: 16_384, input: ['text', 'image'] },
    ]);
  });
});

describe('a list of a person’s own server', () => {
  it.each(['lm-studio', 'llama-cpp'] as const)(
    'of %s stays as it is where nothing more is said',
    async (id) => {
      for (const answer of ['<html>', '[]', '{"data":7,"modalities":"all","default_generation_settings":[]}'])
        for (const path of ['/props', '/api/v0/models', '/nowhere'])
          expect((await listAt(id, ['m'], path, answer)).models).toEqual([{ id: 'm' }]);
    },
  );

  it.each(['openai-compatible', 'vllm'] as const)('of %s is asked for its ids alone', async (id) => {
    expect((await listAt(id, ['m'], '/props', {})).paths).toEqual(['/v1/models']);
  });
});
