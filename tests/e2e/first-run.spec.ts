// The very first start: something to compare without a key, and the ways to something real.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './app.ts';
import { columnNames, prompt, sim, useColumns } from './deeds.ts';
import type { HostName } from './hosts.ts';

test('the first start is a comparison of simulated models, ready to send', async ({ app }) => {
  await expect(app.page.getByRole('button', { name: 'Welcome to Collate' })).toBeVisible();
  await expect.poll(() => columnNames(app)).toEqual([sim.fast, sim.reasoner, sim.long]);
  await expect(prompt(app)).not.toHaveValue('');
  const asked = await prompt(app).inputValue();

  await app.page.getByRole('button', { name: 'Send', exact: true }).click();

  await expect(app.page.getByRole('group', { name: 'Turn 1' })).toContainText(asked);
  for (const name of [sim.fast, sim.reasoner, sim.long])
    await expect(app.answer(name)).toContainText('Simulated answer. No model was asked');
  await app.settled();
});

test('a line says what is simulated, and every simulated column carries a badge', async ({ app }) => {
  await expect(
    app.page.getByText('These models are simulated on this computer: their text is canned'),
  ).toBeVisible();
  await expect(app.page.getByText('Nothing leaves this machine, and no key is needed.')).toBeVisible();
  for (const name of [sim.fast, sim.reasoner, sim.long]) {
    await expect(app.region(name).getByRole('heading', { name })).toBeVisible();
    await expect(app.region(name).getByText('Sim', { exact: true })).toBeVisible();
  }
});

test('"Add a key" opens a new connection with the key field in focus', async ({ app }) => {
  await app.page.getByRole('button', { name: 'Add a key' }).click();
  const dialog = app.page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await expect(dialog.getByLabel(/key/i).and(dialog.getByRole('textbox'))).toBeFocused();
  await app.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('the window has the names that assistive technology and tests rely on', async ({ app }) => {
  for (const name of ['Send', 'Add column', 'New chat', 'Export', 'Connections', 'Settings'])
    await expect(app.page.getByRole('button', { name, exact: true })).toBeVisible();
  await expect(prompt(app)).toBeVisible();
  await expect(app.page.getByRole('list', { name: 'Chats' })).toBeVisible();
  await expect(app.page.getByRole('searchbox', { name: 'Search chats' })).toBeVisible();
  await expect(app.page.getByRole('button', { name: 'Stop all' })).toBeHidden();

  await useColumns(app, sim.fast, sim.stalls);
  await app.ask('What are you called?');

  await expect(app.page.getByRole('button', { name: 'Stop all', exact: true })).toBeVisible();
  for (const name of [sim.fast, sim.stalls]) {
    const article = app.region(name).getByRole('article', { name: `Answer from ${name}`, exact: true });
    await expect(article).toHaveCount(1);
    await expect(article.getByRole('group', { name: 'Measures', exact: true })).toBeVisible();
  }
  await app.page.getByRole('button', { name: 'Stop all' }).click();
  await expect(app.page.getByRole('button', { name: 'Stop all' })).toBeHidden();
});

test.describe('a model server on this computer', () => {
  // The real, well-known ports; one kind for each host, because hosts are tested at the same time.
  const servers: Record<HostName, { label: string; port: number; version?: string }> = {
    loopback: { label: 'Ollama', port: 11434, version: '0.15.1' },
    'desktop-double': { label: 'LM Studio', port: 1234 },
    electron: { label: 'llama.cpp', port: 8080 },
  };
  const models = { object: 'list', data: [{ id: 'tiny-one' }, { id: 'tiny-two' }] };

  test.skip(({ hostName }) => hostName === 'electron', 'Its port belongs to too many programs.');

  test('is offered only when found, and connected with one press', async ({ app, hostName }) => {
    const { label, port, version } = servers[hostName];
    const server = createServer((request, response) => {
      const body = request.url === '/api/version' ? version && { version } : models;
      response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body ?? {}));
    });
    const listening = await new Promise<boolean>((done) => {
      server.once('error', () => done(false));
      server.listen(port, '127.0.0.1', () => done(true));
    });
    test.skip(!listening, `Port ${port} is in use on this machine.`);
    const offer = () => app.page.getByRole('button', { name: `Connect ${label}`, exact: true });
    try {
      expect((server.address() as AddressInfo).port).toBe(port);
      // The search of the first start was made before the server was there.
      await expect(app.page.getByRole('button', { name: 'Add a key' })).toBeVisible();
      await expect(offer()).toBeHidden();

      await app.restart();
      await expect(offer()).toBeVisible();
      const found = app.page.getByRole('region', { name: 'Found on this computer' });
      await expect(found).toContainText(`127.0.0.1:${port}`);
      await expect(found).toContainText('2 models');
      await offer().click();
      await expect(offer()).toBeHidden();

      await app.page.getByRole('button', { name: 'Add column' }).click();
      await expect(
        app.page.getByRole('group', { name: label }).getByRole('option', { name: 'tiny-one' }),
      ).toBeVisible();
      await app.page.keyboard.press('Escape');
    } finally {
      await new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      });
    }
  });
});
