// Keys go in and never come out: after everything a person can do with a key, it is looked for wherever it could have gone.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  addConnection,
  closeDialog,
  exportChat,
  openConnections,
  readClipboard,
  rowOf,
  useColumns,
} from '../helpers/at-the-window.ts';
import { startChatEndpoint } from '../helpers/chat-endpoint.ts';
import { filesWith, foundIn } from '../helpers/key-sweep.ts';
import { type App, expect, test } from './app.ts';

const good = 'sk-canary-good-Zq7nRw3kLx9vBt2mHs5dEf6gHi8j+/=';
const wrong = 'sk-canary-wrong-Pq8nTw4kMx1vCt6mJs3fAb2cDe4k+/=';
const bearer = 'ABSK-canary-bedrock-Rt5yUi9oLk3jHg7fDs1aQw2e+/=';

/** Everything the page holds: its document, what is typed into it, and what the browser stores for it. */
const pageOf = (app: App): Promise<string> =>
  app.page.evaluate(async () => {
    const typed = [...document.querySelectorAll<HTMLInputElement>('input, textarea')].map(
      ({ value }) => value,
    );
    const databases = await indexedDB.databases();
    const caches = await globalThis.caches?.keys().catch(() => []);
    return JSON.stringify([
      document.documentElement.outerHTML,
      typed,
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      databases,
      caches,
      location.href,
    ]);
  });

test('after all that can be done with keys, none is in the profile, the page, its storage, the clipboard or an export', async ({
  app,
}) => {
  test.setTimeout(120_000);
  // The one endpoint repeats every key it refuses, in the message it sends back.
  const endpoint = await startChatEndpoint({ models: ['alpha'], key: good });
  const vendor = 'OpenAI-compatible endpoint';
  await addConnection(app.page, { vendor, name: 'Good', baseUrl: endpoint.baseUrl, key: good });
  await addConnection(app.page, { vendor, name: 'Wrong', baseUrl: endpoint.baseUrl, key: wrong });
  await addConnection(app.page, {
    vendor: 'AWS Bedrock',
    name: 'Cloud',
    baseUrl: endpoint.url,
    key: bearer,
  });
  expect(foundIn(await pageOf(app), wrong), 'after adding').toBe(false);
  await useColumns(app.page, [
    { connection: 'Good', modelId: 'alpha' },
    { connection: 'Wrong', modelId: 'beta' },
    { connection: 'Cloud', modelId: 'anthropic.gamma' },
  ]);
  await app.ask('A question');
  await app.settled();
  await expect(app.answer('alpha')).toContainText('Good day from alpha.');
  await expect(app.answer('beta')).toContainText('The key was rejected');
  expect(endpoint.requests.some(({ headers }) => headers.authorization === `Bearer ${wrong}`)).toBe(true);
  expect(endpoint.requests.some(({ headers }) => headers.authorization === `Bearer ${bearer}`)).toBe(true);

  const copies: string[] = [];
  for (const label of ['alpha', 'beta', 'anthropic.gamma']) {
    await app.answer(label).getByRole('button', { name: 'Run record' }).click();
    const record = app.page.getByRole('dialog', { name: 'Run record' });
    await expect(record.getByRole('table', { name: 'Request headers' })).toContainText('•••');
    for (const button of ['Copy as cURL', 'Copy JSON']) {
      await record.getByRole('button', { name: button }).click();
      await expect(app.page.getByText(/copied/).first()).toBeVisible();
      copies.push(await readClipboard(app.page));
    }
    copies.push(await pageOf(app));
    await closeDialog(app.page);
  }
  const list = await openConnections(app.page);
  await rowOf(app.page, 'Wrong').getByRole('button', { name: 'Edit Wrong' }).click();
  copies.push(await pageOf(app));
  await app.page.getByRole('button', { name: 'All connections' }).click();
  if (app.host === 'loopback' && (await list.getByRole('button', { name: 'Set a passphrase' }).isVisible())) {
    await list.getByRole('button', { name: 'Set a passphrase' }).click();
    const setting = app.page.getByRole('dialog', { name: 'Set a passphrase' });
    await setting.getByLabel('Passphrase', { exact: true }).fill('five quiet owls');
    await setting.getByLabel('Repeat passphrase').fill('five quiet owls');
    await setting.getByRole('button', { name: 'Set passphrase' }).click();
    await expect(list).toContainText('Keys are encrypted with your passphrase.');
  }
  await closeDialog(app.page);
  for (const format of ['HTML page', 'Markdown', 'CSV table', 'JSON'] as const)
    copies.push((await exportChat(app.page, format)).text);
  copies.push(await pageOf(app));
  const running = await Promise.all([good, wrong, bearer].map((key) => filesWith(app.dataDir, key)));
  expect(
    running.map(({ found }) => found),
    'while it runs',
  ).toEqual([[], [], []]);
  await app.restart();
  copies.push(await pageOf(app));

  expect(copies.length).toBeGreaterThan(14);
  for (const key of [good, wrong, bearer])
    expect(copies.filter((copy) => foundIn(copy, key)).map((copy) => copy.slice(0, 200))).toEqual([]);
  const swept = await Promise.all([good, wrong, bearer].map((key) => filesWith(app.dataDir, key)));
  expect(swept[0]?.looked).toEqual(expect.arrayContaining(['collate.db', 'vault.json']));
  expect(swept.map(({ found }) => found)).toEqual([[], [], []]);
  await endpoint.close();
});

test('the sweep itself finds a key in each form it can take', async ({ app }) => {
  const folder = join(app.dataDir, 'planted');
  await mkdir(folder);
  const forms: Record<string, string | Buffer> = {
    plain: `before ${good} after`,
    base64: Buffer.from(`{"key":"${good}"}`).toString('base64'),
    'base64-shifted': Buffer.from(`x{"key":"${good}"}`).toString('base64'),
    base64url: Buffer.from(`yy${good}`).toString('base64url'),
    'url-encoded': `?key=${encodeURIComponent(good)}`,
    hex: Buffer.from(good).toString('hex'),
    utf16: Buffer.from(good, 'utf16le'),
    nothing: 'sk-canary-good-but-another',
  };
  for (const [name, content] of Object.entries(forms)) await writeFile(join(folder, name), content);
  const { found } = await filesWith(app.dataDir, good);
  expect(found.sort()).toEqual(
    Object.keys(forms)
      .filter((name) => name !== 'nothing')
      .sort(),
  );
});
