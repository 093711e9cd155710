import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { findLocalServers, localServerProbes } from '../../electron/core/local-servers.ts';
import { testNetwork } from '../helpers/test-network.ts';

const servers: Server[] = [];

/** Answers each path with the given JSON, everything else with 404. Notes what it was sent. */
const serve = async (routes: Record<string, unknown>, contentType = 'application/json') => {
  const credentials: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    credentials.push(request.headers.authorization);
    const body = routes[request.url ?? ''];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': contentType });
    response.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, credentials };
};

const nowhere = 'http://127.0.0.1:9';
const find = (origins: Partial<Parameters<typeof localServerProbes>[0]>) =>
  findLocalServers(
    testNetwork.fetch,
    localServerProbes({ ollama: nowhere, lmStudio: nowhere, llamaCpp: nowhere, vllm: nowhere, ...origins }),
  );

describe('findLocalServers', () => {
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))));
  });

  it('finds nothing where nothing listens', async () => {
    expect(await find({})).toEqual([]);
  });

  it('knows each server by its own answers, and sends no credentials', async () => {
    const list = (owner: string) => ({
      object: 'list',
      data: [
        { id: 'a', owned_by: owner },
        { id: 'b', owned_by: owner },
      ],
    });
    const [ollama, lmStudio, llamaCpp, vllm] = await Promise.all([
      serve({ '/api/version': { version: '0.12.3' }, '/v1/models': list('library') }),
      serve({ '/v1/models': list('organization_owner') }),
      serve({ '/props': { default_generation_settings: {} }, '/v1/models': list('llamacpp') }),
      serve({ '/v1/models': list('vllm') }),
    ]);
    const found = await find({
      ollama: ollama.origin,
      lmStudio: lmStudio.origin,
      llamaCpp: llamaCpp.origin,
      vllm: vllm.origin,
    });
    expect(found).toEqual([
      { vendorId: 'ollama', baseUrl: `${ollama.origin}/v1`, modelCount: 2, version: '0.12.3' },
      { vendorId: 'lm-studio', baseUrl: `${lmStudio.origin}/v1`, modelCount: 2 },
      { vendorId: 'llama-cpp', baseUrl: `${llamaCpp.origin}/v1`, modelCount: 2 },
      { vendorId: 'vllm', baseUrl: `${vllm.origin}/v1`, modelCount: 2 },
    ]);
    expect([...ollama.credentials, ...vllm.credentials].every((value) => value === undefined)).toBe(true);
  });

  it.each([
    ['a web page', { '/props': '<html>', '/v1/models': '<html>' }, 'text/html'],
    ['other JSON', { '/props': { name: 'my dev server' }, '/v1/models': { data: 'no' } }, 'application/json'],
    ['broken JSON', { '/props': '{', '/v1/models': '{' }, 'application/json'],
    [
      'somebody else’s model list',
      { '/v1/models': { data: [{ id: 'x', owned_by: 'me' }] } },
      'application/json',
    ],
  ])('does not take %s on a developer’s port for a model server', async (_, routes, contentType) => {
    const { origin } = await serve(routes, contentType);
    expect(await find({ llamaCpp: origin, vllm: origin })).toEqual([]);
  });
});
