import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readCaFile } from '../../../electron/core/network/ca-file.ts';
import type { NetworkOptions } from '../../../electron/core/network/network.ts';
import { createWire } from '../../../electron/core/providers/wire.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { WireFormat } from '../../../shared/model.ts';
import { createTestNetwork } from '../../helpers/test-network.ts';
import { run, wireFormats } from '../providers/harness.ts';
import { createAuthority, createCertificate, type KeyPair, startSecureServer } from './certificates.ts';
import { type Watched, watchNames } from './names.ts';

const folder = mkdtempSync(join(tmpdir(), 'collate-trust-'));
const fileWith = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

let authority: KeyPair;
let names: Watched;
const opened: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  authority = await createAuthority();
  fileWith('root.pem', authority.cert);
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  names = watchNames();
});
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
  names.stop();
});

const askThrough = async (
  format: WireFormat,
  url: string,
  over: Partial<NetworkOptions> = {},
): Promise<Failure | undefined> => {
  const network = createTestNetwork({
    settings: { proxy: { mode: 'none' }, isOffline: false, caFile: join(folder, 'root.pem') },
    ...over,
  });
  opened.push(network);
  const wire = createWire({ network, connectTimeoutMs: 3000, secrets: [], now: () => performance.now() });
  return (await run(format, url, {}, { wire })).failure;
};

describe.each(wireFormats)('a secure connection of %s', (format) => {
  const server = async (options: Parameters<typeof startSecureServer>[1]) => {
    const started = await startSecureServer('api.test', options, (_request, response) => {
      response.writeHead(418, { 'content-type': 'application/json' });
      response.end('{"error":{"message":"through"}}');
    });
    opened.push(started);
    return started;
  };

  it('is made to a server that an authority of the CA file vouches for', async () => {
    const { url, seen } = await server(await createCertificate('api.test', { authority }));
    expect((await askThrough(format, url))?.status).toBe(418);
    expect(seen).toHaveLength(1);
  });

  it('fails in words where the certificate is wrong, and nothing is sent', async () => {
    const cases: [KeyPair, string][] = [
      [await createCertificate('api.test', { authority, validDays: -1 }), 'its certificate has expired'],
      [await createCertificate('other.test', { authority }), 'its certificate is for another host'],
      [await createCertificate('api.test'), 'its certificate is signed by itself'],
      [
        await createCertificate('api.test', { authority: await createAuthority('Somebody') }),
        'its certificate is from an issuer this computer does not know',
      ],
    ];
    for (const [pair, words] of cases) {
      const { url, seen } = await server(pair);
      const failure = await askThrough(format, url);
      expect([failure?.kind, failure?.message]).toEqual([
        'tls',
        `The secure connection to ${new URL(url).host} failed: ${words}.`,
      ]);
      expect(seen).toEqual([]);
    }
  });

  it('fails in words where only outdated encryption is offered', async () => {
    const { url, seen } = await server({
      ...(await createCertificate('api.test', { authority })),
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    const failure = await askThrough(format, url);
    expect(failure?.kind).toBe('tls');
    expect(failure?.message).toContain('it only offers outdated encryption');
    expect(seen).toEqual([]);
  });

  it('ends with the connect clock while a name is being looked up, and at once where there is none', async () => {
    const silent = await askThrough(format, 'https://slow.test', { lookup: () => undefined }).then(
      (failure) => [failure?.kind, failure?.clock],
    );
    expect(silent).toEqual(['timeout', 'connect']);
    const missing = await askThrough(format, 'https://nowhere.test');
    expect([missing?.kind, missing?.code]).toEqual(['network', 'ENOTFOUND']);
  });

  it('finds the living one of two addresses', async () => {
    const { url, seen } = await server(await createCertificate('api.test', { authority }));
    const failure = await askThrough(format, url, {
      lookup: (_name, _options, callback) =>
        callback(null, [
          // Set aside for documentation: nobody answers there.
          { address: '2001:db8::1', family: 6 },
          { address: '127.0.0.1', family: 4 },
        ]),
    });
    expect(failure?.status).toBe(418);
    expect(seen).toHaveLength(1);
  });
});

describe('a CA file', () => {
  it('is described by the names and dates of what it holds', async () => {
    const second = await createAuthority('Second Root', -1);
    const path = fileWith('two.pem', `# ours\n${authority.cert}\n${second.cert}\n`);
    const file = await readCaFile(path);
    expect(file).toMatchObject({
      ok: true,
      facts: [
        { name: 'Example Root', isExpired: false },
        { name: 'Second Root', isExpired: true },
      ],
    });
  });

  it.each([
    ['a path from nowhere', () => 'root.pem', 'Write the whole path'],
    ['no file', () => join(folder, 'none.pem'), 'There is no such file.'],
    [
      'a folder',
      () => {
        mkdirSync(join(folder, 'sub'), { recursive: true });
        return join(folder, 'sub');
      },
      'This is not a file.',
    ],
    ['other text', () => fileWith('text.pem', 'hello'), 'There is no certificate in this file.'],
    [
      'a damaged certificate',
      () => fileWith('bad.pem', authority.cert.replace(/MI[A-Za-z0-9]{6}/, 'AAAAAAAA')),
      'Certificate 1 of 1 in this file is damaged.',
    ],
    ['a file too large', () => fileWith('large.pem', 'x'.repeat(6_000_000)), 'too large'],
  ])('that is %s is refused with the reason', async (_, path, words) => {
    const file = await readCaFile(path());
    expect(file.ok ? '' : file.reason).toContain(words);
  });

  it('whose certificates have all expired is refused', async () => {
    const old = await createAuthority('Old', -1);
    expect(await readCaFile(fileWith('old.pem', old.cert))).toEqual({
      ok: false,
      reason: 'The certificate in this file has expired.',
    });
  });

  it('that vanished adds nobody, is noted, and ends no other connection', async () => {
    const logged: string[] = [];
    const { url } = await (async () => {
      const started = await startSecureServer('api.test', await createCertificate('api.test', { authority }));
      opened.push(started);
      return started;
    })();
    const failure = await askThrough('openai-chat', url, {
      settings: { proxy: { mode: 'none' }, isOffline: false, caFile: join(folder, 'gone.pem') },
      log: (_level, message) => logged.push(message),
    });
    expect(failure?.kind).toBe('tls');
    expect(logged).toEqual(['the CA file could not be used']);
  });
});
