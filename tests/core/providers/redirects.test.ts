import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProviderError } from '../../../electron/core/providers/provider.ts';
import { loadProvider } from '../../../electron/core/providers/registry.ts';
import { createWire } from '../../../electron/core/providers/wire.ts';
import { startServer, type TestServer } from '../../helpers/replay-server.ts';
import { createTestNetwork, testNetwork } from '../../helpers/test-network.ts';
import { createAuthority, createCertificate, startSecureServer } from '../network/certificates.ts';
import { watchNames } from '../network/names.ts';
import { startHttpProxy } from '../network/proxies.ts';
import { canary, contextFor, run, wireFormats } from './harness.ts';

const statuses = [301, 302, 303, 307, 308] as const;
const targets = ['same origin', 'other port', 'other host', 'relative', 'loop', 'none'] as const;

describe('a redirect', () => {
  let elsewhere: TestServer;
  let endpoint: TestServer;
  let status: number;
  let target: (typeof targets)[number];

  const locationOf = (path: string): string | undefined =>
    ({
      'same origin': `${endpoint.url}/other`,
      'other port': `${elsewhere.url}/v1`,
      'other host': elsewhere.url.replace('127.0.0.1', 'localhost'),
      relative: '/other',
      loop: path,
      none: undefined,
    })[target];

  beforeAll(async () => {
    elsewhere = await startServer((response) => response.end());
    endpoint = await startServer((response, { path }) => {
      const location = locationOf(path);
      response.writeHead(status, location === undefined ? {} : { location });
      response.end('moved');
    });
  });
  afterAll(async () => {
    await elsewhere.close();
    await endpoint.close();
  });

  it.each(wireFormats)('is not followed by %s, and the failure names where it pointed', async (format) => {
    for (status of statuses)
      for (target of targets) {
        endpoint.requests.length = 0;
        const { failure, finish } = await run(format, endpoint.url);
        expect([status, target, failure?.kind, failure?.status, finish]).toEqual([
          status,
          target,
          'redirect_blocked',
          status,
          undefined,
        ]);
        expect([status, target, endpoint.requests.length, elsewhere.requests.length]).toEqual([
          status,
          target,
          1,
          0,
        ]);
        const host =
          target === 'other port'
            ? new URL(elsewhere.url).host
            : target === 'other host'
              ? new URL(elsewhere.url.replace('127.0.0.1', 'localhost')).host
              : target === 'none'
                ? 'cannot be read'
                : new URL(endpoint.url).host;
        expect(failure?.message).toContain(host);
        expect(failure?.message).not.toContain(canary);
      }
  });

  it.each(wireFormats)('is not followed by %s through a proxy either', async (format) => {
    const names = watchNames();
    const proxy = await startHttpProxy();
    const network = createTestNetwork({
      settings: { proxy: { mode: 'manual', url: proxy.url }, isOffline: false },
    });
    for (status of statuses)
      for (target of targets) {
        endpoint.requests.length = 0;
        proxy.asked.length = 0;
        const wire = createWire({
          network,
          connectTimeoutMs: 5000,
          secrets: [canary],
          now: () => performance.now(),
        });
        const url = endpoint.url.replace('127.0.0.1', 'api.test');
        const { failure } = await run(format, url, {}, { wire });
        const counts = [proxy.asked.length, endpoint.requests.length, elsewhere.requests.length];
        expect([status, target, failure?.kind, ...counts]).toEqual([
          status,
          target,
          'redirect_blocked',
          1,
          1,
          0,
        ]);
      }
    await network.close();
    await proxy.close();
    names.stop();
  });

  it.each(wireFormats)('of the list of models of %s is not followed either', async (format) => {
    const { listModels } = await loadProvider(format);
    // Bedrock's list stands at another host of the vendor's: whatever host is named, the endpoint is asked.
    const network = {
      ...testNetwork,
      send: (input: string | URL | Request, init: RequestInit | undefined, connectMs: number) => {
        const { pathname, search } = new URL(input instanceof Request ? input.url : input);
        return testNetwork.send(`${endpoint.url}${pathname}${search}`, init, connectMs);
      },
    };
    const isBedrock = format === 'bedrock-converse';
    const url = isBedrock ? 'https://bedrock-runtime.eu-west-1.amazonaws.com' : endpoint.url;
    for (status of statuses)
      for (target of targets) {
        endpoint.requests.length = 0;
        const wire = createWire({
          network,
          connectTimeoutMs: 5000,
          secrets: [canary],
          now: () => performance.now(),
        });
        const failure = await listModels?.(contextFor(format, url, { wire })).then(
          () => undefined,
          (error: unknown) => (error instanceof ProviderError ? error.failure : error),
        );
        expect([status, target, failure]).toEqual([
          status,
          target,
          expect.objectContaining({ kind: 'redirect_blocked', status }),
        ]);
        // Bedrock's list is asked in three parts.
        const counts = [endpoint.requests.length, elsewhere.requests.length];
        expect([status, target, ...counts]).toEqual([status, target, isBedrock ? 3 : 1, 0]);
        expect(JSON.stringify(failure)).not.toContain(canary);
      }
  });

  it.each(wireFormats)('of %s to a host named after the key does not show it', async (format) => {
    const { close, url } = await startServer((response, { headers }) => {
      const seen = String(headers.authorization ?? headers['x-goog-api-key']).replace('Bearer ', '');
      response.writeHead(307, { location: `https://${seen}.vendor.test/` }).end();
    });
    const { failure } = await run(format, url);
    await close();
    expect(failure).toMatchObject({ kind: 'redirect_blocked', message: expect.stringContaining('•••') });
    expect(JSON.stringify(failure)).not.toContain(canary);
  });

  it('from an encrypted address to one that is not is not followed in any format', async () => {
    const names = watchNames();
    const folder = mkdtempSync(join(tmpdir(), 'collate-redirects-'));
    const authority = await createAuthority();
    const caFile = join(folder, 'root.pem');
    writeFileSync(caFile, authority.cert);
    let code: number = statuses[0];
    const plain = elsewhere.url.replace('127.0.0.1', 'api.test');
    const certificate = await createCertificate('api.test', { authority });
    const secure = await startSecureServer('api.test', certificate, (_request, response) => {
      response.writeHead(code, { location: `${plain}/v1` }).end();
    });
    const settings = { proxy: { mode: 'none' as const }, isOffline: false, caFile };
    const network = createTestNetwork({ settings });
    for (const format of wireFormats)
      for (code of statuses) {
        secure.seen.length = 0;
        const wire = createWire({
          network,
          connectTimeoutMs: 5000,
          secrets: [canary],
          now: () => performance.now(),
        });
        const { failure } = await run(format, secure.url, {}, { wire });
        const counts = [secure.seen.length, elsewhere.requests.length];
        expect([format, code, failure?.kind, ...counts]).toEqual([format, code, 'redirect_blocked', 1, 0]);
        expect(failure?.message).toContain(new URL(plain).host);
      }
    await network.close();
    await secure.close();
    rmSync(folder, { recursive: true });
    names.stop();
  });

  it('of a token service is not followed by any sign-in: what it is sent is worth an account', async () => {
    for (status of statuses)
      for (target of targets) {
        endpoint.requests.length = 0;
        const response = await testNetwork
          .fetch(`${endpoint.url}/token`, { method: 'POST', body: `client_secret=${canary}` })
          .then(
            ({ status: seen }) => seen,
            (error: unknown) => error,
          );
        const counts = [endpoint.requests.length, elsewhere.requests.length];
        expect([status, target, response, ...counts]).toEqual([status, target, status, 1, 0]);
      }
  });
});
