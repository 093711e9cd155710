// Lists that do not come, or come for ever, in every format: an end and a reason, and no socket left behind.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listModels } from '../../../electron/core/list-models.ts';
import type { Endpoint } from '../../../electron/core/live-endpoint.ts';
import { loadProvider } from '../../../electron/core/providers/registry.ts';
import type { WireFormat } from '../../../shared/model.ts';
import { defaultSettings } from '../../../shared/settings.ts';
import { vendors } from '../../../shared/vendors.ts';
import { startServer, type TestServer } from '../../helpers/replay-server.ts';
import { testNetwork } from '../../helpers/test-network.ts';
import { fakeEndpoint } from '../fake-provider.ts';
import { canary, vendorOf, wireFormats } from '../providers/harness.ts';

const open: TestServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** Bedrock's list stands at another host of the vendor's: whatever host is named, the server is asked. */
const endpointOf = (format: WireFormat, { url }: TestServer): Endpoint => ({
  ...fakeEndpoint,
  vendor: vendors[vendorOf[format]],
  wireFormat: format,
  secret: { apiKey: canary },
  baseUrl: format === 'bedrock-converse' ? 'https://bedrock-runtime.eu-west-1.amazonaws.com' : url,
  network: {
    ...testNetwork,
    send(input, init, connectTimeoutMs) {
      const { pathname, search } = new URL(input instanceof Request ? input.url : input);
      return testNetwork.send(`${url}${pathname}${search}`, init, connectTimeoutMs);
    },
  },
});

const serve = async (answer: Parameters<typeof startServer>[0]): Promise<TestServer> => {
  const server = await startServer(answer);
  open.push(server);
  return server;
};

const silent = { kind: 'timeout', message: 'The list of models did not come in time.', clock: 'headers' };

describe.each(wireFormats)('a list of models in %s', (format) => {
  const list = async (server: TestServer, signal = new AbortController().signal, timeoutMs = 300) =>
    listModels(await loadProvider(format), endpointOf(format, server), defaultSettings, signal, timeoutMs);

  // Loads the SDK, which takes longer than the time that is given here.
  beforeAll(async () => {
    await list(await serve((response) => void response.end('{}')), undefined, 60_000);
  });

  it('that never begins, or falls silent, is given up, and its socket closed', async () => {
    for (const answer of [
      () => undefined,
      (response: { writeHead(status: number): void; write(text: string): void }) => {
        response.writeHead(200);
        response.write('{"data":[');
      },
    ]) {
      const server = await serve(answer);
      const closed = server.nextClose();
      expect(await list(server)).toEqual({ ok: false, failure: silent });
      await closed;
    }
  });

  it('is left at once when nobody waits for it any more', async () => {
    const stop = new AbortController();
    const server = await serve(() => stop.abort());
    const closed = server.nextClose();
    expect(await list(server, stop.signal, 60_000)).toMatchObject({ ok: false });
    await closed;
  });

  it('is told by the reason the endpoint gives, without the key', async () => {
    const server = await serve((response) => {
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: `No such key: ${canary}` }, message: canary }));
    });
    const listed = await list(server);
    expect(listed).toMatchObject({ ok: false, failure: { kind: 'auth', status: 401 } });
    expect(JSON.stringify(listed)).not.toContain(canary);
  });
});
