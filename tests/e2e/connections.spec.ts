// Connections as a person meets them: added, tested in words, edited, removed and brought back; keys that are kept and never shown.
import {
  addConnection,
  chooseVendor,
  closeDialog,
  fillConnection,
  openConnections,
  rowOf,
  saveAndTest,
  useColumns,
} from '../helpers/at-the-window.ts';
import { closedAddress, startChatEndpoint, startWebPage } from '../helpers/chat-endpoint.ts';
import { filesWith } from '../helpers/key-sweep.ts';
import { expect, test } from './app.ts';

const vendor = 'OpenAI-compatible endpoint';
const key = 'sk-test-Zq7nRw3kLx9vBt2mHs5d';

test('a connection is added, and its test says in words what each step found', async ({ app }) => {
  const endpoint = await startChatEndpoint({ models: ['alpha', 'beta'], key });
  const form = await fillConnection(app.page, {
    vendor,
    name: 'Lab',
    baseUrl: `  ${endpoint.baseUrl}/  `,
    key,
    operator: 'The lab',
    region: 'cellar',
  });
  await expect(form.getByLabel('API key', { exact: true })).toHaveAttribute('type', 'password');
  const row = await saveAndTest(app.page, 'Lab');
  const steps = row.getByRole('status', { name: 'Test result' }).getByRole('listitem');
  await expect(steps).toHaveText([
    'Reach the hostThe endpoint answered.',
    'Key acceptedThe key was accepted.',
    'List modelsThe endpoint lists 2 models.',
    /^Stream an answeralpha began to answer after \d+ ms\.$/,
  ]);
  await expect(steps.getByRole('img', { name: 'passed' })).toHaveCount(4);
  await expect(row).toContainText('Test passed');
  await expect(row).toContainText('Key set ····Hs5d');
  await expect(row).toContainText(`The lab · cellar · ${endpoint.baseUrl}`);
  expect(endpoint.asked()).toHaveLength(1);
  await endpoint.close();
});

test('several connections of one vendor are told apart, edited, and there after a restart', async ({
  app,
}) => {
  const endpoint = await startChatEndpoint({ models: ['alpha'] });
  await addConnection(app.page, { vendor, name: 'First account', baseUrl: endpoint.baseUrl, key });
  await addConnection(app.page, { vendor, name: 'Second account', baseUrl: endpoint.baseUrl, key });
  await openConnections(app.page);
  await app.page.getByRole('button', { name: 'Edit Second account' }).click();
  const form = app.page.getByRole('dialog', { name: 'Edit connection' });
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Third account');
  await form.getByText('Wire format and extra headers').click();
  await form.getByRole('button', { name: 'Add header' }).click();
  await form.getByRole('textbox', { name: 'Name of header 1' }).fill('X-Team');
  await form.getByRole('textbox', { name: 'Value of header 1' }).fill('owls');
  await saveAndTest(app.page, 'Third account');
  // Until the new test begins, the row still shows how the one before it ended.
  await expect.poll(() => endpoint.requests.at(-1)?.headers['x-team']).toBe('owls');
  expect(endpoint.requests.at(-1)?.headers.authorization).toBe(`Bearer ${key}`);

  await app.restart();
  await openConnections(app.page);
  await expect(rowOf(app.page, 'First account')).toBeVisible();
  await expect(rowOf(app.page, 'Third account')).toBeVisible();
  await endpoint.close();
});

test('a header that carries a credential is refused with the reason', async ({ app }) => {
  const endpoint = await startChatEndpoint({ models: ['alpha'] });
  const form = await fillConnection(app.page, { vendor, name: 'Headers', baseUrl: endpoint.baseUrl, key });
  await form.getByText('Wire format and extra headers').click();
  await form.getByRole('button', { name: 'Add header' }).click();
  await form.getByRole('textbox', { name: 'Name of header 1' }).fill('Authorization');
  await form.getByRole('textbox', { name: 'Value of header 1' }).fill('Bearer something');
  await form.getByRole('button', { name: 'Save and test' }).click();
  await expect(form.getByRole('alert')).toContainText('put the key into the key field');
  expect(endpoint.requests).toEqual([]);
  await endpoint.close();
});

test('a removed connection is brought back by Undo, with its key', async ({ app }) => {
  const endpoint = await startChatEndpoint({ models: ['alpha'], key });
  await addConnection(app.page, { vendor, name: 'Lab', baseUrl: endpoint.baseUrl, key });
  await openConnections(app.page);
  await rowOf(app.page, 'Lab').getByRole('button', { name: 'More about Lab' }).click();
  await app.page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(rowOf(app.page, 'Lab')).toHaveCount(0);
  await app.page.getByRole('button', { name: 'Undo' }).click();
  await rowOf(app.page, 'Lab').getByRole('button', { name: 'Test Lab' }).click();
  await expect(rowOf(app.page, 'Lab')).toContainText('The key was accepted.');
  await endpoint.close();
});

test('a forgotten key is gone, and the column says what is missing', async ({ app }) => {
  const endpoint = await startChatEndpoint({ models: ['alpha'], key });
  await addConnection(app.page, { vendor, name: 'Lab', baseUrl: endpoint.baseUrl, key });
  await useColumns(app.page, [{ connection: 'Lab', modelId: 'alpha' }]);
  await openConnections(app.page);
  await rowOf(app.page, 'Lab').getByRole('button', { name: 'More about Lab' }).click();
  await app.page.getByRole('menuitem', { name: 'Forget key' }).click();
  await expect(rowOf(app.page, 'Lab')).toContainText('No key yet');
  await closeDialog(app.page);
  const before = endpoint.requests.length;
  await app.ask('Are you there?');
  await app.settled();
  await expect(app.answer('alpha')).toContainText('The connection is incomplete');
  await expect(app.answer('alpha')).toContainText('This connection has no key yet.');
  expect(endpoint.requests).toHaveLength(before);
  await app.answer('alpha').getByRole('button', { name: 'Edit connection' }).click();
  await expect(app.page.getByRole('dialog', { name: 'Edit connection' })).toBeVisible();
  await endpoint.close();
});

test.describe('the test of a connection says what is wrong', () => {
  test('with a wrong key', async ({ app }) => {
    const endpoint = await startChatEndpoint({ models: ['alpha'], key: 'sk-the-right-one-0123456789' });
    await fillConnection(app.page, { vendor, name: 'Wrong', baseUrl: endpoint.baseUrl, key });
    const row = await saveAndTest(app.page, 'Wrong');
    await expect(row).toContainText('Test failed');
    await expect(row).toContainText('The key was rejected.');
    await expect(row).toContainText(new URL(endpoint.url).host);
    await expect(row).not.toContainText(key);
    await endpoint.close();
  });

  test('with nothing at the address', async ({ app }) => {
    const baseUrl = await closedAddress();
    await fillConnection(app.page, { vendor, name: 'Nobody', baseUrl, key });
    const row = await saveAndTest(app.page, 'Nobody');
    await expect(row).toContainText('Test failed');
    await expect(row).toContainText('Cannot reach the endpoint.');
  });

  test('with a web page where the endpoint should be', async ({ app }) => {
    const page = await startWebPage();
    await fillConnection(app.page, { vendor, name: 'Router', baseUrl: `${page.url}/v1`, key });
    const row = await saveAndTest(app.page, 'Router');
    await expect(row).toContainText('Test failed');
    await expect(row).toContainText('Not the expected endpoint.');
    await expect(row).toContainText('Router login');
    await page.close();
  });

  test('with an endpoint that has nothing at this path', async ({ app }) => {
    const endpoint = await startChatEndpoint({ models: ['alpha'], key });
    await fillConnection(app.page, { vendor, name: 'Path', baseUrl: `${endpoint.url}/api`, key });
    const row = await saveAndTest(app.page, 'Path');
    await expect(row).not.toContainText('Test passed');
    await expect(row).toContainText('There is nothing at this address.');
    await endpoint.close();
  });
});

test('another address asks for the key again, and the old key never goes there', async ({ app }) => {
  const first = await startChatEndpoint({ models: ['alpha'], key });
  const other = await startChatEndpoint({ models: ['alpha'], key });
  await addConnection(app.page, { vendor, name: 'Lab', baseUrl: first.baseUrl, key });
  await openConnections(app.page);
  await app.page.getByRole('button', { name: 'Edit Lab' }).click();
  const form = app.page.getByRole('dialog', { name: 'Edit connection' });
  await expect(form.getByLabel('API key', { exact: true })).toHaveAttribute(
    'placeholder',
    'Stored ····Hs5d. Leave empty to keep it.',
  );
  await form.getByRole('textbox', { name: 'Base URL' }).fill(other.baseUrl);
  await expect(form.getByText('A key is bound to its address, so it must be entered again.')).toBeVisible();
  await expect(form.getByLabel('API key', { exact: true })).toHaveAttribute('placeholder', 'Enter it again');
  const row = await saveAndTest(app.page, 'Lab');
  await expect(row).toContainText('Test failed');
  await expect(row).toContainText('Enter the key again');
  expect(other.requests).toEqual([]);

  await row.getByRole('button', { name: 'Edit Lab' }).click();
  await form.getByLabel('API key', { exact: true }).fill(key);
  await saveAndTest(app.page, 'Lab');
  await expect(row).toContainText('Test passed');
  await first.close();
  await other.close();
});

test.describe('a key that cannot be one is refused at entry and never repeated', () => {
  for (const [name, typed, words] of [
    ['an emoji', 'sk-canary-🦉-4711', 'This contains a character that no key has.'],
    ['a space', 'sk-canary 4711', 'A key has no spaces.'],
  ] as const)
    test(`with ${name}`, async ({ app }) => {
      const endpoint = await startChatEndpoint({ models: ['alpha'] });
      const form = await fillConnection(app.page, { vendor, name: 'Odd', baseUrl: endpoint.baseUrl });
      const field = form.getByLabel('API key', { exact: true });
      await field.fill(typed);
      await form.getByRole('button', { name: 'Save and test' }).click();
      await expect(form.getByRole('alert')).toContainText(words);
      await expect(field).toBeFocused();
      expect(await app.page.locator('body').innerText()).not.toContain('canary');
      expect(endpoint.requests).toEqual([]);
      await endpoint.close();
    });

  test('with a line break', async ({ app }) => {
    const endpoint = await startChatEndpoint({ models: ['alpha'] });
    await app.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const form = await fillConnection(app.page, { vendor, name: 'Odd', baseUrl: endpoint.baseUrl });
    const field = form.getByLabel('API key', { exact: true });
    await field.focus();
    await app.page.evaluate(() => navigator.clipboard.writeText('sk-canary\n4711'));
    await app.page.keyboard.press('ControlOrMeta+v');
    await expect(form.getByRole('alert')).toContainText('What you pasted has a line break in it.');
    await expect(field).toHaveValue('');
    expect(await app.page.locator('body').innerText()).not.toContain('canary');
    await endpoint.close();
  });
});

test('a base URL that cannot be one is refused with the reason', async ({ app }) => {
  const form = await fillConnection(app.page, { vendor, name: 'Odd', baseUrl: '' });
  const address = form.getByRole('textbox', { name: 'Base URL' });
  for (const [typed, reason] of [
    ['not an address', 'This is not a web address.'],
    ['ftp://127.0.0.1/v1', 'The address must begin with https:// or http://.'],
    ['file:///etc/passwd', 'The address must begin with https:// or http://.'],
    ['http://me:canary@127.0.0.1/v1', 'The address must not contain a user name or password.'],
    ['http://127.0.0.1/v1#canary', 'The address must not contain a fragment'],
    ['http://example.com/v1', 'Plain http:// would send your key and prompts readable by others.'],
  ] as const) {
    await address.fill(typed);
    await form.getByRole('button', { name: 'Save and test' }).click();
    await expect(form.getByRole('alert')).toContainText(reason);
    await expect(address).toBeFocused();
    expect(await app.page.locator('body').innerText()).not.toContain('canary');
  }
  await form.getByRole('button', { name: 'All connections' }).click();
  await expect(app.page.getByRole('list', { name: 'Connections' }).getByRole('listitem')).toHaveCount(1);
});

test('what protects the keys is in view where keys are entered', async ({ app }) => {
  const strength = {
    loopback: /^Keys are kept (for this session only|in the keychain of this system)\./,
    'desktop-double': /^Keys are kept in the keychain of this system\./,
    electron: /^Keys are kept/,
  }[app.host];
  const list = await openConnections(app.page);
  await expect(list.getByRole('region', { name: 'How keys are kept' })).toContainText(strength);
  await list.getByRole('button', { name: 'Add a connection' }).click();
  await chooseVendor(app.page, vendor);
  await expect(
    app.page
      .getByRole('dialog', { name: 'New connection' })
      .getByRole('region', { name: 'How keys are kept' }),
  ).toContainText(strength);
});

test('a passphrase keeps keys over a restart, and they open with nothing else', async ({ app }) => {
  const endpoint = await startChatEndpoint({ models: ['alpha'], key });
  await addConnection(app.page, { vendor, name: 'Lab', baseUrl: endpoint.baseUrl, key });
  await useColumns(app.page, [{ connection: 'Lab', modelId: 'alpha' }]);
  const list = await openConnections(app.page);
  const hasKeychain = await list.getByText('in the keychain of this system').isVisible();
  if (hasKeychain) await endpoint.close();
  test.skip(hasKeychain, 'This host has a keychain, so no passphrase is offered.');
  await list.getByRole('button', { name: 'Set a passphrase' }).click();
  const setting = app.page.getByRole('dialog', { name: 'Set a passphrase' });
  const enter = async (passphrase: string, repeated: string): Promise<void> => {
    await setting.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await setting.getByLabel('Repeat passphrase').fill(repeated);
    await setting.getByRole('button', { name: 'Set passphrase' }).click();
  };
  await enter('short', 'short');
  await expect(setting.getByRole('alert')).toHaveText('Use at least 8 characters.');
  await enter('five quiet owls', 'five quiet owl');
  await expect(setting.getByRole('alert')).toHaveText('The two do not match.');
  await enter('five quiet owls', 'five quiet owls');
  await expect(list).toContainText('Keys are encrypted with your passphrase.');

  await app.restart();
  await expect(app.page.getByText('Your keys are locked.')).toBeVisible();
  await app.ask('Before');
  await app.settled();
  await expect(app.answer('alpha')).toContainText('Keys are locked');
  await app.answer('alpha').getByRole('button', { name: 'Unlock keys' }).click();
  const unlocking = app.page.getByRole('dialog', { name: 'Unlock keys' });
  await unlocking.getByLabel('Passphrase', { exact: true }).fill('five loud owls');
  await unlocking.getByRole('button', { name: 'Unlock' }).click();
  await expect(unlocking.getByRole('alert')).toHaveText('This is not the passphrase.');
  await unlocking.getByLabel('Passphrase', { exact: true }).fill('five quiet owls');
  await unlocking.getByRole('button', { name: 'Unlock' }).click();
  await expect(unlocking).toHaveCount(0);
  await expect(app.page.getByText('Your keys are locked.')).toHaveCount(0);
  await app.ask('After');
  await app.settled();
  await expect(app.answer('alpha')).toContainText('Good day from alpha.');
  expect(await filesWith(app.dataDir, 'five quiet owls')).toMatchObject({ found: [] });
  await endpoint.close();
});

test.describe('a key in the environment', () => {
  const fromEnvironment = 'sk-env-Pq8nTw4kMx1vCt6mJs3f';
  test.use({ env: { OPENAI_API_KEY: fromEnvironment } });

  test('is used where a person chose it, and nowhere stored', async ({ app }) => {
    const endpoint = await startChatEndpoint({ models: ['gpt-test'], key: fromEnvironment });
    const form = await fillConnection(app.page, {
      vendor: 'OpenAI',
      name: 'Mine',
      baseUrl: endpoint.baseUrl,
    });
    await form.getByText('Wire format and extra headers').click();
    await form.getByRole('combobox', { name: 'Wire format' }).click();
    await app.page.getByRole('option', { name: 'Chat Completions' }).click();
    const row = await saveAndTest(app.page, 'Mine');
    await expect(row).toContainText('Test failed');
    await expect(row).toContainText('No key yet');
    expect(endpoint.requests, 'not used without being chosen').toEqual([]);

    await row.getByRole('button', { name: 'Edit Mine' }).click();
    const editing = app.page.getByRole('dialog', { name: 'Edit connection' });
    await editing.getByRole('radio', { name: 'Environment variable' }).click();
    await expect(editing.getByText('Read at the moment of use and never stored.')).toBeVisible();
    await expect(editing.getByText('Set', { exact: true })).toBeVisible();
    await saveAndTest(app.page, 'Mine');
    await expect(row).toContainText('From OPENAI_API_KEY');
    await expect(row).toContainText('Test passed');
    expect(endpoint.requests.at(-1)?.headers.authorization).toBe(`Bearer ${fromEnvironment}`);
    const { looked, found } = await filesWith(app.dataDir, fromEnvironment);
    expect(looked).toContain('collate.db');
    expect(found).toEqual([]);
    await endpoint.close();
  });
});

test('a vendor is found by maker, by model and by region, with the keys alone', async ({ app }) => {
  const list = await openConnections(app.page);
  await list.getByRole('button', { name: 'Add a connection' }).click();
  const search = app.page.getByRole('combobox', { name: 'Search vendors' });
  await expect(search).toBeFocused();
  const options = app.page.getByRole('listbox', { name: 'Vendors' }).getByRole('option');
  expect(await options.count()).toBeGreaterThan(25);
  await search.fill('grok');
  await expect(options.first()).toHaveAccessibleName('xAI Grok, at xAI');
  await search.fill('no such vendor');
  await expect(options).toHaveCount(0);
  await expect(app.page.getByText('No vendor matches.')).toBeVisible();
  await search.fill('azure claude');
  await expect(options).toHaveCount(1);
  await search.press('Enter');
  const form = app.page.getByRole('dialog', { name: 'New connection' });
  await expect(form.getByText('Foundry, Claude', { exact: true })).toBeVisible();
  await expect(form.getByLabel('API key', { exact: true })).toBeFocused();
});

test('nothing that was typed is lost on the way: another kind of credential, another vendor, a refused field', async ({
  app,
}) => {
  const form = await fillConnection(app.page, {
    vendor: 'AWS Bedrock',
    name: 'Cloud',
    baseUrl: 'https://bedrock-runtime.eu-west-1.amazonaws.com',
    key,
  });
  await expect(form.getByRole('combobox', { name: 'Region' })).toContainText('eu-west-1');
  await form.getByRole('radio', { name: 'IAM keys' }).click();
  await form.getByLabel('Access key id').fill('AKIA-half');
  await form.getByRole('button', { name: 'Save and test' }).click();
  await expect(form.getByLabel('Secret access key')).toBeFocused();
  await expect(form.getByRole('alert')).toHaveText('This is needed too.');
  await form.getByRole('radio', { name: 'Key', exact: true }).click();
  await expect(form.getByLabel('API key', { exact: true })).toHaveValue(key);
  await form.getByRole('button', { name: 'Change vendor' }).click();
  await chooseVendor(app.page, 'Mistral');
  await expect(form.getByLabel('API key', { exact: true })).toHaveValue(key);
  await expect(form.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Cloud');
  await form.getByRole('button', { name: 'Change vendor' }).click();
  await chooseVendor(app.page, 'AWS Bedrock');
  await expect(form.getByRole('combobox', { name: 'Region' })).toContainText('eu-west-1');
  await form.getByRole('radio', { name: 'IAM keys' }).click();
  await expect(form.getByLabel('Access key id')).toHaveValue('AKIA-half');
});

test('the key file of a service account is checked, handed over, and gone from the page', async ({ app }) => {
  const list = await openConnections(app.page);
  await list.getByRole('button', { name: 'Add a connection' }).click();
  await chooseVendor(app.page, 'Google Cloud, Claude');
  const form = app.page.getByRole('dialog', { name: 'New connection' });
  await form.getByRole('radio', { name: 'Service account' }).click();
  const file = form.getByRole('textbox', { name: 'Key file' });
  await file.fill('{"type":"authorized_user"}');
  await form.getByRole('textbox', { name: 'Project' }).fill('owls-1');
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Google');
  await form.getByRole('button', { name: 'Save and test' }).click();
  await expect(form.getByRole('alert')).toContainText('This is not the JSON key file');
  await expect(file).toBeFocused();
  // A key that cannot sign: the sign-in fails on this computer, before anything is sent.
  await file.fill(
    JSON.stringify(
      {
        type: 'service_account',
        client_email: 'owl@owls-1.iam.gserviceaccount.com',
        private_key: '-----BEGIN PRIVATE KEY-----\ncanary4711\n-----END PRIVATE KEY-----\n',
      },
      null,
      2,
    ),
  );
  await app.page.getByRole('button', { name: 'Save and test' }).click();
  const row = rowOf(app.page, 'Google');
  await expect(row).toContainText('Key set');
  await expect(row).toContainText(/Test failed/);
  await expect(row.getByRole('status', { name: 'Test result' })).toContainText('Sign in');
  expect(await app.page.locator('html').innerHTML()).not.toContain('canary4711');
  expect(await filesWith(app.dataDir, 'canary4711')).toMatchObject({ found: [] });
});

test('a copy to another region asks for the region, is named after it, and has no key', async ({ app }) => {
  const endpoint = await startChatEndpoint({ models: ['alpha'], key });
  await addConnection(app.page, {
    vendor,
    name: 'Lab north',
    baseUrl: endpoint.baseUrl,
    key,
    operator: 'The lab',
    region: 'north',
  });
  await openConnections(app.page);
  await rowOf(app.page, 'Lab north').getByRole('button', { name: 'More about Lab north' }).click();
  await app.page.getByRole('menuitem', { name: 'Duplicate to another region' }).click();
  const form = app.page.getByRole('dialog', { name: 'New connection' });
  await expect(form.getByText('A copy of Lab north.')).toContainText('Its key is not copied');
  await expect(form.getByLabel('API key', { exact: true })).toHaveValue('');
  await expect(form.getByRole('textbox', { name: 'Operator' })).toHaveValue('The lab');
  const region = form.getByRole('textbox', { name: 'Region' });
  await expect(region).toHaveValue('');
  await form.getByRole('button', { name: 'Save and test' }).click();
  await expect(region).toBeFocused();
  await region.fill('south');
  await expect(form.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Lab south');
  const before = endpoint.requests.length;
  const row = await saveAndTest(app.page, 'Lab south');
  await expect(row).toContainText('No key yet');
  await expect(row).toContainText(`The lab · south · ${endpoint.baseUrl}`);
  expect(endpoint.requests, 'the key of the first is not used by the second').toHaveLength(before);
  await expect(rowOf(app.page, 'Lab north')).toContainText('Key set');
  await endpoint.close();
});

test('use and the last error are told per connection, and outlive a restart', async ({ app }) => {
  const endpoint = await startChatEndpoint({
    models: ['alpha', 'broken'],
    key,
    reply: ({ model }) =>
      model === 'broken'
        ? { status: 400, body: '{"error":{"message":"This model is asleep."}}' }
        : { pieces: ['All ', 'well.'], usage: { prompt_tokens: 1200, completion_tokens: 300 } },
  });
  await addConnection(app.page, { vendor, name: 'Lab', baseUrl: endpoint.baseUrl, key });
  await openConnections(app.page);
  await expect(rowOf(app.page, 'Lab')).toContainText('Not used yet');
  await closeDialog(app.page);
  await useColumns(app.page, [
    { connection: 'Lab', modelId: 'alpha' },
    { connection: 'Lab', modelId: 'broken' },
  ]);
  await app.ask('One');
  await app.settled();
  await openConnections(app.page);
  const row = rowOf(app.page, 'Lab');
  await expect(row).toContainText('1 answer · 1,200 tokens in · 300 out · 1 without price');
  await expect(row).toContainText(/Last error: The request was refused · broken · \d\d:\d\d/);
  await closeDialog(app.page);
  await app.ask('Two');
  await app.settled();
  await app.restart();
  await openConnections(app.page);
  await expect(rowOf(app.page, 'Lab')).toContainText(
    '2 answers · 2,400 tokens in · 600 out · 2 without price',
  );
  await expect(rowOf(app.page, 'Lab')).toContainText('Last error: The request was refused');
  await endpoint.close();
});

test('an endpoint without a list is asked for a model to try, which is kept once it answered', async ({
  app,
}) => {
  const server = await startChatEndpoint({ models: [] });
  await fillConnection(app.page, { vendor: 'Azure, OpenAI models', name: 'Mine', baseUrl: server.baseUrl });
  const form = app.page.getByRole('dialog', { name: 'New connection' });
  await form.getByText('Wire format and extra headers').click();
  await form.getByRole('combobox', { name: 'Wire format' }).click();
  await app.page.getByRole('option', { name: 'Chat Completions' }).click();
  await form.getByLabel('API key', { exact: true }).fill(key);
  const row = await saveAndTest(app.page, 'Mine');
  await expect(row).toContainText('This endpoint has no list of models. Say which one to try.');
  expect(server.asked(), 'no example is tried in its place').toEqual([]);
  const field = row.getByLabel('Model or deployment to try');
  await expect(field).toHaveAttribute('placeholder', 'For example gpt-6-sol');
  await row.getByRole('button', { name: 'Try this model' }).click();
  await expect(row.getByRole('alert')).toHaveText('Type the id of a model or a deployment.');
  await field.fill('my-deployment');
  await field.press('Enter');
  await expect(row).toContainText('Everything works. This connection is ready.');
  expect(server.requests.at(-1)?.headers['api-key']).toBe(key);
  await row.getByRole('button', { name: 'Test Mine' }).click();
  await expect
    .poll(() => server.asked().map(({ model }) => model))
    .toEqual(['my-deployment', 'my-deployment']);
  await expect(row).toContainText('Everything works.');
  await server.close();
});

test('a model that the account may not use is told from a wrong key, and another can be tried', async ({
  app,
}) => {
  const endpoint = await startChatEndpoint({
    models: ['locked', 'open'],
    key,
    reply: ({ model }) =>
      model === 'locked'
        ? { status: 403, body: '{"error":{"message":"No access.","code":"model_not_allowed"}}' }
        : { pieces: ['Come in.'] },
  });
  await fillConnection(app.page, { vendor, name: 'Club', baseUrl: endpoint.baseUrl, key });
  const row = await saveAndTest(app.page, 'Club');
  await expect(row).toContainText('The key is right, but this account may not use locked.');
  await row.getByLabel('Model or deployment to try').fill('open');
  await row.getByRole('button', { name: 'Try this model' }).click();
  await expect(row).toContainText('Everything works. This connection is ready.');
  await endpoint.close();
});

test('a test that waits can be stopped', async ({ app }) => {
  const endpoint = await startChatEndpoint({
    models: ['mute'],
    key,
    reply: () => ({ pieces: [], isStalling: true }),
  });
  const form = await fillConnection(app.page, { vendor, name: 'Slow', baseUrl: endpoint.baseUrl, key });
  await form.getByRole('button', { name: 'Save and test' }).click();
  const row = rowOf(app.page, 'Slow');
  await expect(row).toContainText('The endpoint lists 1 model.');
  await expect.poll(() => endpoint.asked().length).toBe(1);
  const closed = endpoint.nextClose();
  await row.getByRole('button', { name: 'Stop the test of Slow' }).click();
  await closed;
  await expect(row).toContainText('Test stopped');
  await expect(row.getByRole('button', { name: 'Test again' })).toBeVisible();
  await endpoint.close();
});
