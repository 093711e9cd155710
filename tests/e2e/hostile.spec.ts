// Content that attacks the window: whatever a model, a server or a pasted prompt says stays text, and nothing leaves this computer for it.
import { addConnection, openConnections, rowOf, useColumns } from '../helpers/at-the-window.ts';
import { startChatEndpoint } from '../helpers/chat-endpoint.ts';
import { startServer } from '../helpers/replay-server.ts';
import { hostileTexts } from '../markdown/hostile-texts.ts';
import { type App, expect, test } from './app.ts';

const key = 'sk-test-Zq7nRw3kLx9vBt2mHs5d';
const attack = '<img src=x onerror=ran(1)>';
const model = 'evil';

/** Notes everything content could bring about. Requests to the app's own origin are the app's own. */
const watch = async (app: App): Promise<string[]> => {
  const incidents: string[] = [];
  const { origin } = new URL(app.page.url());
  app.page.context().on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) incidents.push(`request ${request.url()}`);
  });
  app.page.context().on('page', (page) => incidents.push(`window ${page.url()}`));
  app.page.on('framenavigated', (frame) => incidents.push(`navigation ${frame.url()}`));
  app.page.on('dialog', (dialog) => {
    incidents.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  app.page.on('download', (download) => incidents.push(`download ${download.url()}`));
  await app.page.exposeFunction('ran', () => incidents.push('script'));
  return incidents;
};

const begin = async (app: App, pieces: string[], more: { annotations?: unknown[] } = {}) => {
  const endpoint = await startChatEndpoint({ models: [model], reply: () => ({ pieces, ...more }) });
  await addConnection(app.page, {
    vendor: 'OpenAI-compatible endpoint',
    name: 'Lab',
    baseUrl: endpoint.baseUrl,
    key,
  });
  await useColumns(app.page, [{ connection: 'Lab', modelId: model }]);
  return endpoint;
};

test('hundreds of attacks in one answer print as text: no request, no script, no dialog, no navigation', async ({
  app,
}) => {
  const endpoint = await begin(
    app,
    hostileTexts.map((text) => `${text}\n\n---\n\n`),
  );
  const incidents = await watch(app);
  await app.ask('Attack.');
  await app.settled();
  const answer = app.answer(model);
  await expect(answer).toContainText(attack);
  expect(
    await answer.locator('img, iframe, script, object, embed, video, form, base, meta, link').count(),
  ).toBe(0);
  const addresses = await answer
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  expect(addresses.filter((address) => !/^(https?:\/\/|mailto:)/.test(address))).toEqual([]);
  expect(incidents).toEqual([]);
  await endpoint.close();
});

test('remote images in every form of Markdown are placeholders with their host, and nobody is asked', async ({
  app,
}) => {
  const tracker = await startServer((response) => response.end());
  const host = new URL(tracker.url).host;
  const pixel = `${tracker.url}/pixel.png`;
  const endpoint = await begin(app, [
    `![inline](${pixel})\n\n![titled](${pixel} "title")\n\n![angled](<${pixel}>)\n\n`,
    `![by reference][one]\n\n![collapsed][]\n\n![shortcut]\n\n[![inside a link](${pixel})](https://example.org/)\n\n`,
    `[one]: ${pixel}\n[collapsed]: ${pixel}\n[shortcut]: ${pixel}\n\n`,
    `<img src="${pixel}">\n\n| a |\n|---|\n| ![in a table](${pixel}) |\n\n- ![in a list](${pixel})\n\n> ![in a quote](${pixel})`,
  ]);
  const incidents = await watch(app);
  await app.ask('Pictures.');
  await app.settled();
  const answer = app.answer(model);
  await expect(answer.getByText(`Image from ${host} not loaded`)).toHaveCount(10);
  for (const alt of ['inline', 'by reference', 'inside a link', 'in a table'])
    await expect(answer).toContainText(`Image from ${host} not loaded: ${alt}`);
  expect(await answer.locator('img, picture, [style*="url"], [srcset], [background]').count()).toBe(0);
  const image = answer.getByRole('link', { name: `Image from ${host} not loaded: inline` });
  await image.click();
  const questions = app.shellQuestions();
  if (questions === undefined) {
    const gate = app.page.getByRole('dialog', { name: 'Open this link?' });
    await expect(gate.getByText(pixel, { exact: true })).toBeVisible();
    await gate.getByRole('button', { name: 'Cancel' }).click();
  } else await expect.poll(() => app.shellQuestions()?.at(-1)).toContain(pixel);
  expect(tracker.requests).toEqual([]);
  expect(app.openedExternally()).toEqual([]);
  // Where the shell asks, the page begins to open a window that the shell withholds.
  expect(incidents.filter((incident) => questions === undefined || incident !== `request ${pixel}`)).toEqual(
    [],
  );
  await tracker.close();
  await endpoint.close();
});

test('a link opens only after its host in ASCII and its whole address were shown', async ({ app }) => {
  test.skip(app.host === 'electron', 'The question of the real shell is a window of the system.');
  const site = await startServer((response) => response.end('Landed'));
  const landing = `${site.url}/landed?from=answer`;
  const endpoint = await begin(app, [
    '[my bank](https://аpple.com/login?next=%2F)\n\n',
    `[landing](${landing})\n\n`,
    '[script](javascript:ran(1)) [data](data:text/html,x) [file](file:///etc/passwd)',
  ]);
  const incidents = await watch(app);
  await app.ask('Links.');
  await app.settled();
  const answer = app.answer(model);
  await expect(answer.getByRole('link')).toHaveCount(2);
  const bank = answer.getByRole('link', { name: 'my bank' });
  const gate = app.page.getByRole('dialog', { name: 'Open this link?' });
  const ways = [{}, { button: 'middle' as const }, { modifiers: ['ControlOrMeta' as const] }];
  const sight = [
    'https://xn--pple-43d.com/login?next=%2F',
    'The host name uses letters that can look like others.',
  ];

  if (app.shellQuestions() === undefined) {
    for (const way of ways) {
      await bank.click(way);
      await expect(gate.getByText('xn--pple-43d.com', { exact: true })).toBeVisible();
      for (const words of sight) await expect(gate.getByText(words, { exact: true })).toBeVisible();
      await gate.getByRole('button', { name: 'Cancel' }).click();
      await expect(gate).toHaveCount(0);
    }
    await bank.focus();
    await app.page.keyboard.press('Enter');
    await expect(gate.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await app.page.keyboard.press('Escape');
    await expect(gate).toHaveCount(0);
  } else {
    for (const [index, way] of ways.entries()) {
      await bank.click(way);
      await expect.poll(() => app.shellQuestions()?.length).toBe(index + 1);
      const question = app.shellQuestions()?.at(-1);
      for (const words of ['Open xn--pple-43d.com in your browser?', ...sight])
        expect(question).toContain(words);
    }
    await bank.focus();
    await app.page.keyboard.press('Enter');
    await expect.poll(() => app.shellQuestions()?.length).toBe(ways.length + 1);
    await answer.getByRole('link', { name: 'landing' }).click();
    await expect.poll(() => app.shellQuestions()?.length).toBe(ways.length + 2);
    expect(app.page.context().pages()).toHaveLength(1);
  }
  // A new window the shell denies begins a request that its Chromium withholds: none of those reaches a server.
  const own = app.shellQuestions() === undefined ? [] : [`request ${sight[0]}`, `request ${landing}`];
  expect(incidents.filter((incident) => !own.includes(incident))).toEqual([]);
  expect(site.requests).toEqual([]);
  expect(app.openedExternally()).toEqual([]);

  app.confirmOpening();
  await answer.getByRole('link', { name: 'landing' }).click();
  if (app.shellQuestions() === undefined) {
    await expect(gate).toContainText('The host is a bare number, not a name.');
    await gate.getByRole('button', { name: 'Open', exact: true }).click();
    await expect.poll(() => site.requests.map(({ path }) => path)).toContain('/landed?from=answer');
    expect(site.requests[0]?.headers.referer).toBeUndefined();
    await expect.poll(() => incidents.length, 'a window that opens is noticed').toBe(2);
  }
  await expect.poll(() => app.openedExternally()).toContain(landing);
  await site.close();
  await endpoint.close();
});

test('markup in a prompt, a title, a search hit, a source, a model id and an error stays text', async ({
  app,
}) => {
  const annotation = (url: string, title: string) => ({ type: 'url_citation', url_citation: { url, title } });
  const endpoint = await startChatEndpoint({
    models: [model, attack],
    reply: ({ messages }) =>
      messages.at(-1)?.content === 'Fail.'
        ? { status: 400, body: JSON.stringify({ error: { message: `Refused ${attack}` } }) }
        : {
            pieces: [`An owl says ${attack}.`],
            annotations: [
              annotation('https://example.org/a', `Source ${attack}`),
              annotation('javascript:ran(1)', 'No address'),
            ],
          },
  });
  const incidents = await watch(app);
  await addConnection(app.page, {
    vendor: 'OpenAI-compatible endpoint',
    name: attack,
    baseUrl: endpoint.baseUrl,
    key,
    operator: attack,
  });
  await openConnections(app.page);
  await expect(rowOf(app.page, attack)).toContainText(attack);
  await app.page.keyboard.press('Escape');
  await app.page.getByRole('button', { name: 'Add column' }).click();
  await expect(app.page.getByRole('dialog').getByRole('option', { name: attack })).toBeVisible();
  await app.page.keyboard.press('Escape');
  await expect(app.page.getByRole('dialog')).toHaveCount(0);
  await useColumns(app.page, [{ connection: '<img', modelId: model }]);
  await app.page.getByRole('button', { name: 'New chat' }).click();
  const prompt = `<b>falcon</b> ${attack}`;
  await app.ask(prompt);
  await app.settled();
  const answer = app.answer(model);
  await expect(answer).toContainText(`An owl says ${attack}.`);
  await expect(answer.getByRole('button', { name: `Source ${attack}` })).toBeVisible();
  await expect(answer.getByText('No address')).toBeVisible();
  await expect(answer.getByRole('button', { name: 'No address' })).toHaveCount(0);
  await expect(app.page.getByRole('group', { name: 'Turn 1', exact: true })).toContainText(prompt);
  await expect(app.page.getByRole('heading', { level: 1 })).toContainText('<b>falcon</b>');

  const list = app.page.getByRole('list', { name: 'Chats' });
  for (const [query, found] of [
    ['falcon', '<b>falcon</b>'],
    ['owl', attack],
  ] as const) {
    await app.page.getByRole('searchbox', { name: 'Search chats' }).fill(query);
    await expect(list.locator('mark').filter({ hasText: query }).first()).toBeVisible();
    await expect(list).toContainText(found);
  }
  await app.ask('Fail.');
  await app.settled();
  await expect(answer).toContainText(`Refused ${attack}`);
  expect(await app.page.locator('img').count()).toBe(0);
  expect(incidents).toEqual([]);
  await endpoint.close();
});
