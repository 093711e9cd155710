// Columns over real HTTP: an independent mock of the vendors, recorded streams of the vendors, and endpoints that fail in every way.
import { createHash } from 'node:crypto';
import { LLMock } from '@copilotkit/aimock';
import type { WireFormat } from '../../shared/model.ts';
import { addConnection, readClipboard, useColumns } from '../helpers/at-the-window.ts';
import { closedAddress, startChatEndpoint, startWebPage } from '../helpers/chat-endpoint.ts';
import {
  type Chunking,
  contentTypeOf,
  cut,
  framesOf,
  hasMaterial,
  type Recording,
  readRecordings,
  startServer,
} from '../helpers/replay-server.ts';
import { expect, test } from './app.ts';

const compatible = 'OpenAI-compatible endpoint';
const key = 'sk-test-Zq7nRw3kLx9vBt2mHs5d';

test('an independent server is understood in three formats side by side, with its counts', async ({
  app,
}) => {
  const sentence = 'Größer als die Summe — 大きい 🙂 — of its chunks.';
  const mock = new LLMock({ port: 0, host: '127.0.0.1', chunkSize: 8 });
  const usage = { prompt_tokens: 11, completion_tokens: 22, input_tokens: 11, output_tokens: 22 };
  mock.onMessage('hello', { content: sentence, usage: { ...usage, total_tokens: 33 } });
  await mock.start();
  const at = { key, operator: 'The mock' };
  await addConnection(app.page, { vendor: compatible, name: 'Chat', baseUrl: `${mock.url}/v1`, ...at });
  await addConnection(app.page, { vendor: 'Anthropic', name: 'Messages', baseUrl: mock.url, ...at });
  await addConnection(app.page, { vendor: 'AWS Bedrock', name: 'Converse', baseUrl: mock.url, ...at });
  await useColumns(app.page, [
    { connection: 'Chat', modelId: 'some-model' },
    { connection: 'Messages', modelId: 'claude-mock' },
    { connection: 'Converse', modelId: 'anthropic.claude-mock' },
  ]);
  await app.ask('hello');
  await app.settled();
  for (const label of ['some-model', 'claude-mock', 'anthropic.claude-mock']) {
    await expect(app.answer(label).getByText(sentence)).toBeVisible();
    const measures = app.answer(label).getByRole('group', { name: 'Measures' });
    await expect(measures.getByRole('button', { name: /^11\s*tokens in$/ })).toBeVisible();
    await expect(measures.getByRole('button', { name: /^22\s*tokens out$/ })).toBeVisible();
  }
  await expect(app.region('anthropic.claude-mock')).toContainText('Converse · The mock · us-east-1');
  await mock.stop();
});

/** What the recording says, read here apart from the adapters: the visible text alone. */
const textOf = (format: WireFormat, lines: string[]): string =>
  lines
    .map((line) => {
      const event = JSON.parse(line);
      switch (format) {
        case 'openai-chat':
          return event.choices?.[0]?.delta?.content ?? '';
        case 'openai-responses':
          return event.type === 'response.output_text.delta' ? event.delta : '';
        case 'anthropic-messages':
          return event.delta?.type === 'text_delta' ? event.delta.text : '';
        case 'bedrock-converse':
          return event.contentBlockDelta?.delta?.text ?? '';
      }
      return '';
    })
    .join('');

const chunkings: Chunking[] = ['whole', 'line', 'byte'];

/** One server for one recording: the id of the model says in which pieces it is sent. */
const startRecording = (format: WireFormat, { lines }: Recording) =>
  startServer((response, { path, body }) => {
    const asked = decodeURIComponent(path) + body;
    const chunking = chunkings.find((each) => asked.includes(`in-${each}`));
    if (chunking === undefined) {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":{"message":"none"}}');
      return;
    }
    response.writeHead(200, { 'content-type': contentTypeOf(format) });
    for (const piece of cut(framesOf(format, lines), chunking)) response.write(piece);
    response.end();
  });

const recorded: { format: WireFormat; vendor: string; name: string; path: string }[] = [
  { format: 'openai-chat', vendor: compatible, name: 'openai-text', path: '/v1' },
  { format: 'openai-responses', vendor: 'OpenAI', name: 'xai-text-streaming.1', path: '/v1' },
  { format: 'anthropic-messages', vendor: 'Anthropic', name: 'anthropic-text', path: '' },
  { format: 'bedrock-converse', vendor: 'AWS Bedrock', name: 'amazon-bedrock-text', path: '' },
];

test.describe('a recorded stream of a vendor', () => {
  for (const { format, vendor, name, path } of recorded)
    test(`says the same whole, by lines and byte by byte: ${format}`, async ({ app }) => {
      const isThere = hasMaterial('recorded-streams');
      test.skip(!isThere, 'The recorded streams are not beside this checkout.');
      const recording = readRecordings(format).find((each) => each.name === name);
      if (recording === undefined) throw new Error(`There is no recording ${name}.`);
      const expected = textOf(format, recording.lines);
      expect(expected.length).toBeGreaterThan(20);
      const server = await startRecording(format, recording);
      await addConnection(app.page, { vendor, name: 'Recorded', baseUrl: `${server.url}${path}`, key });
      const models = chunkings.map((chunking) => `in-${chunking}`);
      await useColumns(
        app.page,
        models.map((modelId) => ({ connection: 'Recorded', modelId })),
      );
      await app.ask('Play it.');
      await app.settled();
      const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
      const seen: unknown[] = [];
      for (const model of models) {
        const answer = app.answer(model);
        await expect(answer.getByRole('group', { name: 'Measures' })).toContainText('tokens out');
        await answer.getByRole('button', { name: 'Copy', exact: true }).click();
        await expect(app.page.getByText(`Copied the answer from ${model}.`)).toBeVisible();
        seen.push(digest(await readClipboard(app.page)));
      }
      expect(seen).toEqual(models.map(() => digest(expected)));
      const shown = await Promise.all(
        models.map((model) => app.answer(model).getByRole('paragraph').allTextContents()),
      );
      expect(shown[1]).toEqual(shown[0]);
      expect(shown[2]).toEqual(shown[0]);
      await server.close();
    });
});

test('a wrong key, no network and a wrong endpoint are said in words, and the others complete', async ({
  app,
}) => {
  const good = await startChatEndpoint({ models: ['good'], key });
  const strict = await startChatEndpoint({ models: ['locked'], key: 'sk-another-key-0123456789' });
  const page = await startWebPage();
  const nowhere = await closedAddress();
  for (const [name, baseUrl] of [
    ['Good', good.baseUrl],
    ['Strict', strict.baseUrl],
    ['Router', `${page.url}/v1`],
    ['Nowhere', nowhere],
  ] as const)
    await addConnection(app.page, { vendor: compatible, name, baseUrl, key });
  await useColumns(app.page, [
    { connection: 'Strict', modelId: 'locked' },
    { connection: 'Good', modelId: 'good' },
    { connection: 'Nowhere', modelId: 'nobody' },
    { connection: 'Router', modelId: 'page' },
  ]);
  await app.ask('Are you there?');
  await app.settled();

  await expect(app.answer('good')).toContainText('Good day from good.');
  await expect(app.answer('locked')).toContainText('The key was rejected');
  await expect(app.answer('locked')).toContainText('HTTP 401');
  await expect(app.answer('locked').getByRole('button', { name: 'Edit connection' })).toBeVisible();
  await expect(app.answer('locked')).not.toContainText(key);
  await expect(app.answer('nobody')).toContainText('Cannot reach the endpoint');
  await expect(app.answer('nobody').getByRole('button', { name: 'Retry' })).toBeVisible();
  await expect(app.answer('page')).toContainText('Not the expected endpoint');
  await expect(app.answer('page')).toContainText('Router login');
  await Promise.all([good.close(), strict.close(), page.close()]);
});

test('one column that stalls holds nobody up, and stopping it keeps its text', async ({ app }) => {
  const endpoint = await startChatEndpoint({
    models: ['quick', 'quiet', 'brisk'],
    reply: ({ model }) =>
      model === 'quiet'
        ? { pieces: ['Half a sentence'], isStalling: true }
        : { pieces: ['All of ', 'a sentence.'] },
  });
  await addConnection(app.page, { vendor: compatible, name: 'Lab', baseUrl: endpoint.baseUrl, key });
  await useColumns(
    app.page,
    ['quick', 'quiet', 'brisk'].map((modelId) => ({ connection: 'Lab', modelId })),
  );
  await app.ask('Say something.');
  for (const label of ['quick', 'brisk']) {
    await expect(app.answer(label)).toHaveAttribute('aria-busy', 'false');
    await expect(app.answer(label)).toContainText('All of a sentence.');
  }
  await expect(app.answer('quiet')).toHaveAttribute('aria-busy', 'true');
  await expect(app.answer('quiet')).toContainText('Half a sentence');
  const closed = endpoint.nextClose();
  await app.answer('quiet').getByRole('button', { name: 'Stop', exact: true }).click();
  await closed;
  await expect(app.answer('quiet')).toHaveAttribute('aria-busy', 'false');
  await expect(app.answer('quiet')).toContainText('Half a sentence');
  await expect(app.answer('quiet').getByText('Stopped', { exact: true })).toBeVisible();
  await endpoint.close();
});

test('one model at two operators stands side by side, each head with operator and region', async ({
  app,
}) => {
  const models = ['open-model'];
  const north = await startChatEndpoint({ models, reply: () => ({ pieces: ['From the north.'] }) });
  const south = await startChatEndpoint({ models, reply: () => ({ pieces: ['From the south.'] }) });
  const at = { vendor: compatible, key };
  await addConnection(app.page, {
    ...at,
    name: 'North host',
    baseUrl: north.baseUrl,
    operator: 'Boreal',
    region: 'eu-north',
  });
  await addConnection(app.page, {
    ...at,
    name: 'South host',
    baseUrl: south.baseUrl,
    operator: 'Austral',
    region: 'sa-east',
  });
  await useColumns(app.page, [
    { connection: 'North host', modelId: 'open-model' },
    { connection: 'South host', modelId: 'open-model' },
  ]);
  await expect(app.region('open-model')).toContainText('North host · Boreal · eu-north');
  await expect(app.region('open-model (2)')).toContainText('South host · Austral · sa-east');
  await app.ask('Where are you?');
  await app.settled();
  await expect(app.answer('open-model')).toContainText('From the north.');
  await expect(app.answer('open-model (2)')).toContainText('From the south.');
  await north.close();
  await south.close();
});
