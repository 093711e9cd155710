import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCore } from '../../../electron/core/core.ts';
import { createSmithyHandler } from '../../../electron/core/network/smithy-handler.ts';
import { toFailure } from '../../../electron/core/providers/failures.ts';
import { loadProvider } from '../../../electron/core/providers/registry.ts';
import { createWire } from '../../../electron/core/providers/wire.ts';
import type { Column } from '../../../shared/chat.ts';
import { createApi } from '../../../shared/client.ts';
import { type Connection, simulatorConnectionId, type VendorId } from '../../../shared/connection.ts';
import type { Failure } from '../../../shared/failure.ts';
import { type ChatId, newId } from '../../../shared/id.ts';
import { defaultSettings } from '../../../shared/settings.ts';
import { connectableVendors } from '../../../shared/vendors.ts';
import { startServer } from '../../helpers/replay-server.ts';
import { createTestNetwork } from '../../helpers/test-network.ts';
import { createTestProfile } from '../../helpers/test-ports.ts';
import { ask, canary, contextFor } from '../providers/harness.ts';
import { createAuthority, createCertificate, startSecureServer } from './certificates.ts';
import { type Watched, watchNames } from './names.ts';
import { startHttpProxy } from './proxies.ts';

let names: Watched;
beforeEach(() => {
  names = watchNames();
});
afterEach(() => names.stop());

const offline = { proxy: { mode: 'system' as const }, isOffline: true };
const elsewhere = (): string[] =>
  names.connects.filter((address) => !/^(127\.0\.0\.1|localhost|::1|undefined):/.test(address));

/** Where an adapter reads more in an address than its origin. */
const addresses: Partial<Record<VendorId, string>> = {
  bedrock: 'https://bedrock-runtime.us-east-1.amazonaws.com',
  'vertex-claude': 'https://api.vendor.test/v1/projects/project/locations/location',
};

const failureOf = async (work: () => Promise<unknown>): Promise<Failure | undefined> => {
  try {
    await work();
    return undefined;
  } catch (error) {
    return toFailure(error, { secrets: [canary] });
  }
};

describe('while Collate is offline', () => {
  it('would be noticed if anything left: the same spies see an ordinary request', async () => {
    const network = createTestNetwork();
    await failureOf(() => network.fetch('https://api.test:48123/'));
    expect(names.lookups).toEqual(['api.test']);
    expect(names.connects).toEqual(['api.test:48123']);
    await network.close();
  });

  it.each(connectableVendors.map((vendor) => [vendor.id, vendor] as const))(
    'no request of %s leaves: no look-up, no socket, nothing recorded as sent',
    async (_, vendor) => {
      const asked: string[] = [];
      const network = createTestNetwork({
        settings: offline,
        async systemProxyFor(url) {
          asked.push(url);
          return 'PROXY proxy.test:1';
        },
      });
      for (const format of vendor.wireFormats) {
        const wire = () =>
          createWire({ network, connectTimeoutMs: 1000, secrets: [canary], now: () => performance.now() });
        const provider = await loadProvider(format);
        const secret = { apiKey: canary, token: canary, accessKeyId: 'AKIAEXAMPLE', secretAccessKey: canary };
        const context = () =>
          contextFor(format, addresses[vendor.id] ?? 'https://api.vendor.test/v1', {
            vendor,
            wire: wire(),
            secret,
          });
        const streaming = context();
        const failed = await failureOf(async () => {
          for await (const event of provider.stream(ask, streaming)) void event;
        });
        expect([format, failed?.kind]).toEqual([format, 'offline']);
        expect(streaming.wire.exchange).toBeUndefined();
        const { listModels } = provider;
        if (listModels !== undefined)
          expect((await failureOf(() => listModels(context())))?.kind).toBe('offline');
      }
      expect([names.lookups, names.connects, asked]).toEqual([[], [], []]);
      await network.close();
    },
  );

  it('no exchange of a token leaves, by fetch or by an AWS client', async () => {
    const network = createTestNetwork({ settings: offline });
    const handler = createSmithyHandler(network.fetch);
    for (const work of [
      () => network.fetch('https://login.vendor.test/token', { method: 'POST', body: 'code=1' }),
      () => network.fetch(new Request('https://login.vendor.test/token')),
      () => network.fetch('http://169.254.169.254/latest/meta-data'),
      () => network.fetch('http://192.168.1.20:11434/api/version'),
      () =>
        handler.handle({
          method: 'POST',
          protocol: 'https:',
          hostname: 'sts.vendor.test',
          path: '/',
          headers: {},
          query: {},
        } as Parameters<typeof handler.handle>[0]),
    ])
      expect((await failureOf(work))?.kind).toBe('offline');
    expect([names.lookups, names.connects]).toEqual([[], []]);
    await network.close();
  });

  it.each([
    ['127.0.0.1', true],
    ['localhost', true],
    ['[::1]', true],
    ['127.1', true],
    ['2130706433', true],
    ['0.0.0.0', false],
    ['localhost.vendor.test', false],
    ['127.0.0.1.vendor.test', false],
    ['[::ffff:127.0.0.1]', false],
  ])('the address %s counts as this computer: %s', async (host, isOpen) => {
    const network = createTestNetwork({ settings: offline });
    const failure = await failureOf(() => network.fetch(`http://${host}:48123/`));
    expect(failure?.kind).toBe(isOpen ? 'network' : 'offline');
    expect(names.lookups).toEqual([]);
    await network.close();
  });

  it('servers on this computer and simulated models go on working, and everything else says why not', async () => {
    const local = await startServer((response) => {
      response.setHeader('content-type', 'application/json');
      response.end('{"data":[{"id":"local-model"}]}');
    });
    const profile = createTestProfile({ simulatorSpeed: 0 });
    writeFileSync(
      join(profile.ports.dataDir, 'settings.json'),
      JSON.stringify({ ...defaultSettings, network: offline }),
    );
    const core = await createCore(profile.ports);
    const api = createApi(core);
    const connectionTo = (baseUrl: string): Connection => ({
      id: newId(),
      vendorId: 'openai-compatible',
      label: 'Mine',
      baseUrl,
      operator: '',
      headers: {},
      credential: 'none',
    });
    const near = connectionTo(`${local.url}/v1`);
    const far = connectionTo('https://api.vendor.test/v1');
    for (const connection of [near, far]) {
      await api.saveConnection({ connection });
      await api.refreshModels({ connectionId: connection.id });
    }
    await api.testConnection({ connectionId: far.id });
    await api.findLocalServers({});
    await expect(api.findRoute({ url: 'https://api.vendor.test' })).rejects.toMatchObject({
      failure: { kind: 'offline' },
    });

    const chatId: ChatId = newId();
    const columns: Column[] = [
      { model: { connectionId: simulatorConnectionId, modelId: 'short' }, label: 'Simulated' },
      { model: { connectionId: far.id, modelId: 'some-model' }, label: 'Far' },
    ].map((column) => ({ id: newId(), parameters: {}, ...column }));
    const [simulated] = (await api.getSnapshot({})).state.models[simulatorConnectionId]?.models ?? [];
    if (columns[0] !== undefined && simulated !== undefined) columns[0].model.modelId = simulated.id;
    await api.createChat({ chatId, title: 'Offline', columns });
    const ended = new Promise<void>((done) => {
      let left = columns.length;
      core.subscribe((batch) => {
        left -= batch.events.filter((event) => event.type === 'answer-ended').length;
        if (left === 0) done();
      });
    });
    await api.ask({
      chatId,
      turnId: newId(),
      prompt: 'Hello',
      answers: columns.map(({ id }) => ({ columnId: id, answerId: newId() })),
    });
    await ended;
    const { state } = await api.getSnapshot({});
    expect(state.models[near.id]?.models.map(({ id }) => id)).toEqual(['local-model']);
    expect(state.models[far.id]?.failure?.kind).toBe('offline');
    expect(state.connectionTests[far.id]?.steps[0]?.failure?.kind).toBe('offline');
    const answers = state.turns[chatId]?.[0]?.answers ?? [];
    expect(answers.map(({ status, failure }) => [status, failure?.kind])).toEqual([
      ['complete', undefined],
      ['failed', 'offline'],
    ]);
    expect([names.lookups.filter((name) => name !== 'localhost'), elsewhere()]).toEqual([[], []]);
    await core.close();
    profile.remove();
    await local.close();
  });
});

describe('going offline', () => {
  it('ends what is under way, closes its sockets, directly and through a proxy, and leaves this computer alone', async () => {
    const authority = await createAuthority();
    const profile = createTestProfile();
    const caFile = join(profile.ports.dataDir, 'root.pem');
    writeFileSync(caFile, authority.cert);
    const begin = (_: unknown, response: { writeHead(status: number): void; write(text: string): void }) => {
      response.writeHead(200);
      response.write('first');
    };
    const far = await startSecureServer(
      'api.test',
      await createCertificate('api.test', { authority }),
      begin,
    );
    const near = await startServer((response) => begin(undefined, response));
    const proxy = await startHttpProxy();
    for (const settings of [
      { proxy: { mode: 'none' as const }, caFile, isOffline: false },
      { proxy: { mode: 'manual' as const, url: proxy.url }, caFile, isOffline: false },
    ]) {
      const network = createTestNetwork({ settings });
      const [farBody, nearBody] = await Promise.all(
        [far.url, near.url].map(async (url) => (await network.fetch(url)).body?.getReader()),
      );
      await farBody?.read();
      await nearBody?.read();
      const reading = failureOf(async () => farBody?.read());
      network.change({ ...settings, isOffline: true });
      expect((await reading)?.kind).toBe('offline');
      const stillOpen = Promise.race([nearBody?.read(), new Promise((done) => setImmediate(done, 'open'))]);
      expect(await stillOpen).toBe('open');
      network.change(settings);
      expect((await network.fetch(far.url)).status).toBe(200);
      await network.close();
    }
    for (const each of [far, near, proxy]) await each.close();
    profile.remove();
  });

  it('closes a socket that is still connecting', async () => {
    const proxy = await startHttpProxy();
    const network = createTestNetwork({
      settings: { proxy: { mode: 'manual', url: proxy.url }, isOffline: false },
    });
    proxy.asked.length = 0;
    const failing = failureOf(() => network.fetch('https://nowhere.test/'));
    while (names.connects.length === 0) await new Promise((done) => setImmediate(done));
    network.change({ proxy: { mode: 'manual', url: proxy.url }, isOffline: true });
    expect((await failing)?.kind).toBe('offline');
    expect(proxy.asked).toEqual([]);
    await network.close();
    await proxy.close();
  });
});
