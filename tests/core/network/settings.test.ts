import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCore } from '../../../electron/core/core.ts';
import { readSettings } from '../../../electron/core/initial-state.ts';
import { readSystemAnswer } from '../../../electron/core/network/route.ts';
import { createApi } from '../../../shared/client.ts';
import { isBypassed, judgeProxyUrl, proxySecretId } from '../../../shared/network.ts';
import { startServer } from '../../helpers/replay-server.ts';
import { createTestProfile } from '../../helpers/test-ports.ts';

const password = 'pass: wörd-7391-and-longer-than-twenty';

describe('the network in the settings', () => {
  it('survives a bad value beside it: the offline switch is never lost to a typing error elsewhere', () => {
    const { settings, isSound } = readSettings({
      network: { proxy: { mode: 'sideways' }, isOffline: true, caFile: '/etc/root.pem' },
    });
    expect(isSound).toBe(false);
    expect(settings.network).toEqual({ proxy: { mode: 'system' }, isOffline: true, caFile: '/etc/root.pem' });
  });

  it('is admitted only when it can be used, and says which field cannot', async () => {
    const profile = createTestProfile();
    const core = await createCore(profile.ports);
    const api = createApi(core);
    const change = (network: object) => core.call('changeSettings', { patch: { network } });
    for (const [network, field] of [
      [{ proxy: { mode: 'manual' }, isOffline: false }, 'network.proxy.url'],
      [{ proxy: { mode: 'manual', url: 'ftp://x:1' }, isOffline: false }, 'network.proxy.url'],
      [{ proxy: { mode: 'none', url: 'http://user:pw@x:1' }, isOffline: false }, 'network.proxy.url'],
      [{ proxy: { mode: 'none' }, caFile: '/nowhere/root.pem', isOffline: false }, 'network.caFile'],
    ] as const)
      expect(await change(network)).toMatchObject({ ok: false, failure: { kind: 'invalid_input', field } });
    expect((await api.getSnapshot({})).state.settings.network).toEqual({
      proxy: { mode: 'system' },
      isOffline: false,
    });
    await core.close();
    profile.remove();
  });

  it('keeps a password out of every file and every reply, uses it after a restart, and only for its address', async () => {
    const profile = createTestProfile();
    const proxy = await startServer((response) => response.end('{"data":[]}'));
    const url = proxy.url;
    const first = await createCore(profile.ports);
    const api = createApi(first);
    const missing = await first.call('setProxyCredential', { userName: 'user', password });
    expect(missing).toMatchObject({ ok: false, failure: { field: 'network.proxy.url' } });
    const network = { proxy: { mode: 'manual' as const, url }, isOffline: false };
    await api.changeSettings({ patch: { network } });
    await api.setProxyCredential({ userName: 'user', password });
    await first.close();
    for (const name of readdirSync(profile.ports.dataDir)) {
      const content = readFileSync(join(profile.ports.dataDir, name)).toString('latin1');
      expect([name, content.includes('7391')]).toEqual([name, false]);
    }

    const second = await createCore(profile.ports);
    const again = createApi(second);
    const { state } = await again.getSnapshot({});
    // No hint: the last characters of a password are too much to show.
    expect(state.secrets[proxySecretId]).toEqual({ state: 'set' });
    expect(JSON.stringify(state)).not.toContain('7391');
    const id = '01920000-0000-7000-8000-00000000000a' as typeof proxySecretId;
    await again.saveConnection({
      connection: {
        id,
        vendorId: 'openai-compatible',
        label: 'Far',
        baseUrl: 'http://models.internal/v1',
        operator: '',
        headers: {},
        credential: 'none',
      },
    });
    await again.refreshModels({ connectionId: id });
    const sent = Buffer.from(
      /^Basic (.*)$/.exec(String(proxy.requests[0]?.headers['proxy-authorization']))?.[1] ?? '',
      'base64',
    );
    expect(sent.toString('utf8')).toBe(`user:${password}`);

    proxy.requests.length = 0;
    const other = url.replace('127.0.0.1', 'localhost');
    await again.changeSettings({ patch: { network: { ...network, proxy: { mode: 'manual', url: other } } } });
    expect((await again.getSnapshot({})).state.secrets[proxySecretId]).toEqual({ state: 'unbound' });
    await again.refreshModels({ connectionId: id });
    expect(proxy.requests.map(({ headers }) => headers['proxy-authorization'])).toEqual([undefined]);
    await again.forgetProxyCredential({});
    expect((await again.getSnapshot({})).state.secrets[proxySecretId]).toEqual({ state: 'none' });
    await second.close();
    await proxy.close();
    profile.remove();
  });

  it('does not lose the other settings to a CA file that vanished', async () => {
    const profile = createTestProfile();
    const network = { proxy: { mode: 'none' }, caFile: '/nowhere/root.pem', isOffline: false };
    writeFileSync(join(profile.ports.dataDir, 'settings.json'), JSON.stringify({ network }));
    const core = await createCore(profile.ports);
    const changed = await core.call('changeSettings', {
      patch: { network: { ...network, isOffline: true } },
    });
    expect(changed).toMatchObject({ ok: true });
    await core.close();
    profile.remove();
  });
});

describe('the address of a proxy', () => {
  it.each([
    ['proxy.example:8080', { protocol: 'http', host: 'proxy.example', port: 8080 }],
    ['http://proxy.example:80', { protocol: 'http', host: 'proxy.example', port: 80 }],
    ['HTTPS://Proxy.Example', { protocol: 'https', host: 'proxy.example', port: 443 }],
    ['socks5://[::1]:9050', { protocol: 'socks5', host: '[::1]', port: 9050 }],
    ['socks5h://10.0.0.1', { protocol: 'socks5', host: '10.0.0.1', port: 1080 }],
  ])('%s is understood', (text, address) => {
    expect(judgeProxyUrl(text)).toMatchObject({ ok: true, address });
  });

  it.each(['', 'ftp://x:1', 'http://', 'http://x:1/path', 'http://user:pw@x:1', 'http://x:99999', 'a b:1'])(
    '“%s” is refused without repeating it',
    (text) => {
      const verdict = judgeProxyUrl(text);
      expect(verdict.ok).toBe(false);
      if (!verdict.ok && text.includes('pw')) expect(verdict.reason).not.toContain('pw');
    },
  );
});

describe('what the system answers', () => {
  it.each([
    ['', { type: 'direct' }],
    ['DIRECT', { type: 'direct' }],
    ['PROXY a.example:1; PROXY b.example:2; DIRECT', { protocol: 'http', host: 'a.example', port: 1 }],
    ['HTTPS a.example:2', { protocol: 'https', port: 2 }],
    ['SOCKS4 a.example:1; SOCKS5 b.example:3', { protocol: 'socks5', host: 'b.example' }],
    ['socks://a.example:4', { protocol: 'socks5', port: 4 }],
  ])('%s is read', (answer, route) => {
    expect(readSystemAnswer(answer)).toMatchObject(route);
  });
});

describe('an exception from the proxy', () => {
  it.each([
    ['example.com', 'example.com', true],
    ['example.com', 'a.example.com', true],
    ['example.com', 'badexample.com', false],
    ['*.example.com', 'a.example.com', true],
    ['EXAMPLE.com:8443', 'example.com', false],
    ['[2001:db8::1]', '[2001:db8::1]', true],
    ['2001:db8::1', '[2001:db8::1]', true],
    ['192.168.0.0/16', '192.168.4.5', true],
    ['192.168.0.0/16', '192.169.4.5', false],
    ['192.168.0.0/99', '192.168.4.5', false],
    ['<local>', 'printer', true],
    ['<local>', 'printer.example', false],
    ['*', 'anything.example', true],
  ])('%s for %s: %s', (rule, host, isExempt) => {
    expect(isBypassed([rule], host, 443)).toBe(isExempt);
  });
});
