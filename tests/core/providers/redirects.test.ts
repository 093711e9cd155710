import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProviderError } from '../../../electron/core/providers/provider.ts';
import { loadProvider } from '../../../electron/core/providers/registry.ts';
import { createWire } from '../../../electron/core/providers/wire.ts';
import { startServer, type TestServer } from '../../helpers/replay-server.ts';
import { createTestNetwork } from '../../helpers/test-network.ts';
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

  it.each(['openai-chat', 'anthropic-messages', 'gemini', 'cohere-v2'] as const)(
    'of the model list of %s is not followed either',
    async (format) => {
      status = 307;
      target = 'other port';
      const provider = await loadProvider(format);
      const failing = provider.listModels?.(contextFor(format, endpoint.url));
      await expect(failing).rejects.toSatisfy(
        (error) => error instanceof ProviderError && error.failure.kind === 'redirect_blocked',
      );
      expect(elsewhere.requests).toEqual([]);
    },
  );
});
