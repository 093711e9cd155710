// How requests leave this computer, as a person sets and sees it.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { createAuthority } from '../core/network/certificates.ts';
import { startHttpProxy } from '../core/network/proxies.ts';
import { addConnection, useColumns } from '../helpers/at-the-window.ts';
import { type App, expect, test } from './app.ts';

const openNetwork = async (app: App): Promise<Locator> => {
  await app.page.getByRole('button', { name: 'Settings', exact: true }).click();
  return app.page.getByRole('region', { name: 'Network' });
};

test('offline is one switch: it is seen, says why a column has no answer, and one press ends it', async ({
  app,
}) => {
  const network = await openNetwork(app);
  await network.getByRole('switch', { name: 'Offline' }).click();
  await app.page.keyboard.press('Escape');
  // Asked for anew each time: a restart brings a new page.
  const banner = (): Locator => app.page.getByRole('status').filter({ hasText: 'Collate is offline' });
  await expect(banner()).toBeVisible();

  await addConnection(app.page, {
    vendor: 'OpenAI-compatible endpoint',
    name: 'Far',
    baseUrl: 'https://api.vendor.test/v1',
    key: 'sk-test-Zq7nRw3kLx9vBt2mHs5d',
  });
  await useColumns(app.page, [{ connection: 'Far', modelId: 'some-model' }]);
  await app.ask('Hello');
  await app.settled();
  await expect(app.answer('some-model').getByText('Nothing left this computer.').first()).toBeVisible();

  await app.restart();
  await expect(banner()).toBeVisible();
  await app.answer('some-model').getByRole('button', { name: 'Go online' }).click();
  await expect(banner()).toHaveCount(0);
});

test('a proxy is set by its address, its password is taken in and never shown, and the way is told', async ({
  app,
}) => {
  const proxy = await startHttpProxy();
  const url = proxy.url.replace('proxy.test', '127.0.0.1');
  const network = await openNetwork(app);
  await network.getByRole('radio', { name: 'Manual' }).click();
  const address = network.getByRole('textbox', { name: 'Proxy address' });
  await address.fill('http://user:secret@proxy.example:8080');
  await network.getByRole('button', { name: 'Save proxy' }).click();
  await expect(network.getByRole('alert')).toContainText('fields of their own');

  await address.fill(url);
  await network.getByRole('textbox', { name: 'Not for these hosts' }).fill('intranet.example');
  await network.getByRole('textbox', { name: 'User name' }).fill('Jürgen');
  const password = network.getByLabel('Password', { exact: true });
  await password.fill('pass: word-7391');
  await network.getByRole('button', { name: 'Save proxy' }).click();
  await expect(password).toHaveValue('');
  await expect(network.getByPlaceholder('Stored. Leave empty to keep it.')).toBeVisible();

  const way = network.getByRole('textbox', { name: 'Which way would it go?' });
  for (const [target, words] of [
    ['https://api.example.com', `Goes through ${new URL(url).host} (HTTP).`],
    ['https://www.intranet.example', 'Reached directly.'],
    ['http://localhost:11434', 'Reached directly.'],
  ] as const) {
    await way.fill(target);
    await network.getByRole('button', { name: 'Show the way' }).click();
    await expect(network.getByRole('status')).toHaveText(words);
  }
  await app.restart();
  const again = await openNetwork(app);
  await expect(again.getByRole('radio', { name: 'Manual' })).toBeChecked();
  await expect(again.getByRole('textbox', { name: 'Proxy address' })).toHaveValue(url);
  expect(await app.page.content()).not.toContain('7391');
  expect(proxy.asked).toEqual([]);
  await proxy.close();
});

test('a CA file is refused with the reason, or named with what it holds', async ({ app }) => {
  const network = await openNetwork(app);
  const field = network.getByRole('textbox', { name: 'CA file' });
  await field.fill(join(app.dataDir, 'none.pem'));
  await network.getByRole('button', { name: 'Use this file' }).click();
  await expect(network.getByRole('alert')).toContainText('There is no such file.');

  const path = join(app.dataDir, 'root.pem');
  await writeFile(path, (await createAuthority('Company Root')).cert);
  await field.fill(path);
  await network.getByRole('button', { name: 'Use this file' }).click();
  await expect(network.getByRole('list', { name: 'Certificates in the CA file' })).toContainText(
    /Company Root: valid until .*\d{4}/,
  );
  await network.getByRole('button', { name: 'Remove file' }).click();
  await expect(field).toHaveValue('');
  await expect(network.getByRole('list')).toHaveCount(0);
});
