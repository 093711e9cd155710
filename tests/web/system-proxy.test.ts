import { describe, expect, it } from 'vitest';
import { createSystemProxy, proxyFromEnvironment } from '../../electron/web/system-proxy.ts';

describe('the proxy named by the environment', () => {
  const env = {
    HTTPS_PROXY: 'http://upper:1',
    https_proxy: 'http://lower:2',
    ALL_PROXY: 'socks5://all:3',
    NO_PROXY: 'intranet.example, .internal,10.0.0.0/8 api.example:8443',
  };
  it.each([
    ['https://api.example', 'http://lower:2'],
    ['http://api.example', 'socks5://all:3'],
    ['https://intranet.example', 'DIRECT'],
    ['https://www.intranet.example', 'DIRECT'],
    ['https://notintranet.example', 'http://lower:2'],
    ['https://a.internal', 'DIRECT'],
    ['https://10.20.30.40', 'DIRECT'],
    ['https://11.20.30.40', 'http://lower:2'],
    ['https://api.example:8443', 'DIRECT'],
  ])('of %s is %s', (url, proxy) => {
    expect(proxyFromEnvironment(env, url)).toBe(proxy);
  });

  it('is nobody where nothing is set or all is exempt', () => {
    expect(proxyFromEnvironment({ HTTPS_PROXY: ' ' }, 'https://api.example')).toBeUndefined();
    expect(proxyFromEnvironment({ HTTPS_PROXY: 'p:1', NO_PROXY: '*' }, 'https://api.example')).toBe('DIRECT');
  });
});

describe('the proxy of the system', () => {
  const config = async () => ({ proxyUrl: 'http://office:8080', noProxy: ['*.example', '<local>'] });

  it('is taken from its settings where the environment names none, with its exceptions', async () => {
    const ask = createSystemProxy({}, 'darwin', config);
    expect(await ask('https://api.vendor.test')).toBe('http://office:8080');
    expect(await ask('https://a.example')).toBe('DIRECT');
    expect(await ask('http://printer')).toBe('DIRECT');
    expect(await createSystemProxy({ ALL_PROXY: 'own:1' }, 'darwin', config)('https://x.test')).toBe('own:1');
  });

  it('stays as it was at the start, and is asked of nobody on Linux', async () => {
    const env: Record<string, string> = { ALL_PROXY: 'own:1' };
    const ask = createSystemProxy(env, 'linux', () => Promise.reject(new Error('asked')));
    delete env.ALL_PROXY;
    expect(await ask('https://x.test')).toBe('own:1');
    const without = createSystemProxy({}, 'linux', () => Promise.reject(new Error('asked')));
    expect(await without('https://x.test')).toBe('DIRECT');
  });

  it('that cannot be read rejects, so that the core can note it and go on directly', async () => {
    const ask = createSystemProxy({}, 'win32', () => Promise.reject(new Error('no module')));
    await expect(ask('https://x.test')).rejects.toThrow('no module');
  });
});
