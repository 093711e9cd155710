import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { ProviderError } from '../../../electron/core/providers/provider.ts';
import { loadProvider } from '../../../electron/core/providers/registry.ts';
import { type ModelInfo, modelInfoSchema, modelRefSchema } from '../../../shared/model.ts';
import { vendors } from '../../../shared/vendors.ts';
import { startServer, type TestServer } from '../../helpers/replay-server.ts';
import { contextFor } from './harness.ts';

const open: TestServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const formats = ['openai-chat', 'anthropic-messages', 'gemini', 'cohere-v2'] as const;
type Format = (typeof formats)[number];

/** How a list of these ids looks in the format. */
const bodyOf = (format: Format, rows: readonly object[]): string => {
  const field = format === 'gemini' || format === 'cohere-v2' ? 'models' : 'data';
  return JSON.stringify({ [field]: rows, has_more: false });
};
const idField = (format: Format): 'id' | 'name' =>
  format === 'gemini' || format === 'cohere-v2' ? 'name' : 'id';

const listOf = async (format: Format, answer: string | AsyncIterable<Buffer>): Promise<ModelInfo[]> => {
  const server = await startServer((response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    if (typeof answer === 'string') response.end(answer);
    else Readable.from(answer).pipe(response);
  });
  open.push(server);
  const provider = await loadProvider(format);
  const vendor = format === 'openai-chat' ? { vendor: vendors['openai-compatible'] } : {};
  return (await provider.listModels?.(contextFor(format, server.url, vendor))) ?? [];
};

const failureOf = (listing: Promise<unknown>) =>
  listing.then(
    () => undefined,
    (error: unknown) => (error instanceof ProviderError ? error.failure : error),
  );

const hidden = ['\u202e', '\u2066', '\u200b', '\u0000', '\u001b[31m', '\u2028', '\r\n', '\u{e0041}'];

describe.each(formats)('a hostile list in the format %s', (format) => {
  const name = idField(format);

  it('offers no id that would look like another: those with unseen characters are left out', async () => {
    const rows = hidden.flatMap((sign) => [{ [name]: `gpt${sign}6` }, { [name]: `gpt-6${sign}` }]);
    expect(
      (await listOf(format, bodyOf(format, [...rows, { [name]: 'plain' }]))).map(({ id }) => id),
    ).toEqual(['plain']);
  });

  it('shows names and descriptions without what turns or hides text', async () => {
    const text = `a${hidden.join('b')}c`;
    const row = {
      [name]: 'm',
      display_name: text,
      displayName: text,
      description: text,
      ...(name === 'id' && { name: text }),
    };
    const [model] = await listOf(format, bodyOf(format, [row]));
    expect(`${model?.name ?? ''}${model?.description ?? ''}`).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
  });

  it('is cut at 5,000, with each id once', async () => {
    const rows = Array.from({ length: 12_000 }, (_, index) => ({ [name]: `m${Math.floor(index / 2)}` }));
    const models = await listOf(format, bodyOf(format, rows));
    expect([models.length, new Set(models.map(({ id }) => id)).size]).toEqual([5000, 5000]);
  });

  it('changes nothing that objects share by rows named like their insides', async () => {
    const rows = ['__proto__', 'constructor', 'prototype', 'toString'].map((id) => ({ [name]: id }));
    const body = bodyOf(format, rows).replace('}]', ',"__proto__":{"isDeprecated":true}}]');
    const models = await listOf(format, body);
    expect(models.map(({ id }) => id)).toEqual(['__proto__', 'constructor', 'prototype', 'toString']);
    expect(({} as Record<string, unknown>).isDeprecated).toBeUndefined();
    expect(models.every((model) => model.isDeprecated === undefined)).toBe(true);
  });

  it('holds only what fits the vocabulary, whatever stands in its fields', async () => {
    const odd: unknown[] = [
      null,
      true,
      -1,
      1.5,
      1e300,
      '',
      'x'.repeat(5000),
      [],
      [[]],
      {},
      { supported: 'yes' },
    ];
    const fields = [
      ...['display_name', 'displayName', 'description', 'context_length', 'max_model_len', 'max_tokens'],
      ...['capabilities', 'architecture', 'pricing', 'supported_parameters', 'top_provider', 'features'],
      ...['inputTokenLimit', 'thinking', 'supportedGenerationMethods', 'shutdown_date', 'deprecation'],
      ...['retires_at', 'lifecycle', 'meta', 'collate', 'active'],
    ];
    const rows = odd.map((value, index) => ({
      ...Object.fromEntries(fields.map((field) => [field, value])),
      [name]: `m${index}`,
    }));
    const models = await listOf(format, bodyOf(format, rows));
    expect(models.length).toBeGreaterThan(4);
    for (const model of models) {
      expect(modelInfoSchema.safeParse(model).success).toBe(true);
      expect(modelRefSchema.shape.modelId.safeParse(model.id).success).toBe(true);
      expect(model.name?.length ?? 0).toBeLessThanOrEqual(200);
      expect(model.description?.length ?? 0).toBeLessThanOrEqual(1000);
    }
  });

  it('is no list when it is nested a hundred thousand deep', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(await failureOf(listOf(format, `{"hello":${deep}}`))).toMatchObject({ kind: 'protocol' });
    const row = `{"id":"m","name":"m","x":${deep}}`;
    const failure = await failureOf(listOf(format, `{"data":[${row}],"models":[${row}]}`));
    expect(failure).toMatchObject({ kind: 'protocol' });
  });

  it('of 100 MB is stopped, and the socket closed', async () => {
    const piece = Buffer.from(`{"${name}":"${'m'.repeat(65_536)}"},`);
    let sent = 0;
    async function* flood(): AsyncGenerator<Buffer, void, undefined> {
      yield Buffer.from(`{"${name === 'id' ? 'data' : 'models'}":[`);
      while (sent < 100 * 1024 * 1024) {
        sent += piece.length;
        yield piece;
      }
    }
    expect(await failureOf(listOf(format, flood()))).toMatchObject({ kind: 'too_much_output' });
    expect(sent).toBeLessThan(40 * 1024 * 1024);
  });
});
