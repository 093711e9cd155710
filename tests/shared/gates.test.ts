import { describe, expect, it } from 'vitest';
import { judgeBaseUrl } from '../../shared/base-url.ts';
import { connectionSchema, secretValueSchema } from '../../shared/connection.ts';
import { newId } from '../../shared/id.ts';
import { judgeLink } from '../../shared/link.ts';
import { toCurl } from '../../shared/run-record.ts';

describe('judgeBaseUrl', () => {
  it.each([
    ['https://api.example.com/v1/', 'https://api.example.com/v1', 'https://api.example.com:443'],
    ['  HTTPS://API.Example.com//v1//', 'https://api.example.com/v1', 'https://api.example.com:443'],
    ['http://127.0.0.1:11434/v1', 'http://127.0.0.1:11434/v1', 'http://127.0.0.1:11434'],
    ['http://localhost', 'http://localhost', 'http://localhost:80'],
    ['http://[::1]:8000', 'http://[::1]:8000', 'http://[::1]:8000'],
    ['https://bücher.example/v1', 'https://xn--bcher-kva.example/v1', 'https://xn--bcher-kva.example:443'],
    ['http://192.168.1.20:8080', 'http://192.168.1.20:8080', 'http://192.168.1.20:8080'],
    ['http://mybox.lan:8000/v1', 'http://mybox.lan:8000/v1', 'http://mybox.lan:8000'],
    [
      'http://host.docker.internal:11434',
      'http://host.docker.internal:11434',
      'http://host.docker.internal:11434',
    ],
    ['http://100.64.0.1', 'http://100.64.0.1', 'http://100.64.0.1:80'],
    ['http://[fe80::1]:8000', 'http://[fe80::1]:8000', 'http://[fe80::1]:8000'],
  ])('accepts %s', (input, baseUrl, origin) => {
    expect(judgeBaseUrl(input)).toMatchObject({ ok: true, baseUrl, origin });
  });

  it.each([
    '',
    'api.example.com',
    'ftp://example.com',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://user:pass@example.com',
    'https://api.openai.com@evil.example',
    'https://@example.com',
    'https://example.com/#x',
    'https://example.com/?key=sk-123',
    'https://example.com./v1',
    'https://exa mple.com',
    'https://example.com\u202e/v1',
    'http://api.example.com',
    'https://',
  ])('refuses %j with a reason that does not repeat it', (input) => {
    const verdict = judgeBaseUrl(input);
    expect(verdict.ok).toBe(false);
    if (!verdict.ok && input.length > 8) expect(verdict.reason).not.toContain(input);
  });
});

describe('judgeLink', () => {
  it('shows the host in ASCII and warns of look-alikes', () => {
    expect(judgeLink('https://аpple.com/x')).toMatchObject({
      host: 'xn--pple-43d.com',
      warnings: [expect.stringContaining('look like')],
    });
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://a/b',
    'smb://host/share',
    'ms-msdt:/id',
    'irc://host',
    'xmpp:a@b',
    'intent://x',
    'view-source:https://a',
    '//host/path',
    '\\\\host\\share',
    '/path',
    'path',
    '#x',
    'https://user@host',
    'https://user:pass@host',
    'https:host',
    'https:/host',
    'http:\\\\host',
    'https://',
    'https://a b',
    'https://a\u200b.com',
    'https://a/\u202e',
    'tel:1',
    'ftp://a',
    '',
  ])('keeps %j plain text', (address) => {
    expect(judgeLink(address)).toBeUndefined();
  });
});

describe('secrets at entry', () => {
  it.each(['sk-abc\n', 'sk abc', 'sk-\u00a0abc', 'sk-😀', ''])('refuses %j without echoing it', (value) => {
    const result = secretValueSchema.safeParse(value);
    expect(result.success).toBe(false);
    if (!result.success && value !== '') expect(JSON.stringify(result.error.issues)).not.toContain('sk-');
  });

  it('refuses credentials among the extra headers', () => {
    const connection = {
      id: newId(),
      vendorId: 'openai',
      label: 'x',
      baseUrl: 'https://a',
      operator: '',
      credential: 'api-key',
    };
    expect(connectionSchema.safeParse({ ...connection, headers: { 'X-Team': 'a' } }).success).toBe(true);
    for (const name of ['x-ratelimit-remaining-tokens', 'x-keyspace', 'author'])
      expect(connectionSchema.safeParse({ ...connection, headers: { [name]: '1' } }).success).toBe(true);
    for (const headers of [
      { 'X-Auth-Token': 'x' },
      { 'Ocp-Apim-Subscription-Key': 'x' },
      { 'Helicone-Auth': 'x' },
      { 'CF-Access-Client-Secret': 'x' },
      { 'X-Team': 'Bearer abc' },
      { 'X-Team': 'sk-abcdef' },
      { Authorization: 'x' },
      { 'x-api-key': 'x' },
      { 'X-A\n': 'x' },
      { 'X-A': 'a\r\nb' },
    ])
      expect(connectionSchema.safeParse({ ...connection, headers }).success).toBe(false);
  });
});

describe('toCurl', () => {
  it('quotes for a shell and stands a variable in for the key', () => {
    const command = toCurl({
      method: 'POST',
      url: 'https://a/v1',
      requestHeaders: {
        authorization: 'Bearer •••',
        'content-type': 'application/json',
        'content-length': '9',
      },
      requestBody: `{"a":"it's"}`,
      chunks: [],
      receivedBytes: 0,
    });
    expect(command).toBe(
      `curl -N -X POST 'https://a/v1' \\\n  -H 'authorization: Bearer '"$API_KEY" \\\n  -H 'content-type: application/json' \\\n  --data-raw '{"a":"it'\\''s"}'`,
    );
  });
});
