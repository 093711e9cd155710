// Models in the picker and what is known of them: names that stand for a model, long lists, and parameters marked before they are sent.
import { AxeBuilder } from '@axe-core/playwright';
import {
  addColumn,
  addConnection,
  explain,
  openParameters,
  removeColumns,
} from '../helpers/at-the-window.ts';
import { type ChatEndpoint, startChatEndpoint } from '../helpers/chat-endpoint.ts';
import { type App, expect, test } from './app.ts';

const key = 'sk-test-Zq7nRw3kLx9vBt2mHs5d';

const open: ChatEndpoint[] = [];
test.afterEach(async () => {
  for (const endpoint of open.splice(0)) await endpoint.close();
});

const endpointOf = async (options: Parameters<typeof startChatEndpoint>[0]): Promise<ChatEndpoint> => {
  const endpoint = await startChatEndpoint(options);
  open.push(endpoint);
  return endpoint;
};

const connectCompatible = async (app: App, endpoint: ChatEndpoint): Promise<void> =>
  addConnection(app.page, {
    vendor: 'OpenAI-compatible endpoint',
    name: 'Lab',
    baseUrl: endpoint.baseUrl,
    key,
  });

const looksSound = async (app: App): Promise<void> => {
  // Everything is injected into the one frame; otherwise a helper page is opened, which is not a screen of ours.
  const { violations } = await new AxeBuilder({ page: app.page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
};

test('a deployment that was said to be a model is priced as that model, and says so', async ({ app }) => {
  const endpoint = await endpointOf({ models: [] });
  await addConnection(app.page, {
    vendor: 'Foundry, other models',
    name: 'Team',
    baseUrl: endpoint.baseUrl,
    key,
  });
  await removeColumns(app.page);

  await app.page.getByRole('button', { name: 'Add column' }).click();
  const picker = app.page.getByRole('dialog', { name: 'Add column' });
  await picker.getByRole('combobox', { name: 'Search models' }).fill('team-chat');
  await picker.getByRole('combobox', { name: 'Search models' }).press('Enter');
  const question = picker.getByRole('textbox', { name: 'Model' });
  await expect(question).toBeFocused();
  await expect(picker).toContainText('Which model is team-chat at Team?');
  await looksSound(app);
  await question.fill('gpt-6-so');
  await picker.getByRole('button', { name: 'gpt-6-sol', exact: true }).click();
  await picker.getByRole('button', { name: 'Use', exact: true }).click();
  await expect(picker).toHaveCount(0);

  await app.ask('How much?');
  await app.settled();
  expect(endpoint.asked().at(-1)?.model).toBe('team-chat');
  const answer = app.answer('team-chat');
  // 1,200 tokens in at $2 and 300 out at $10 per million.
  await expect(answer.getByRole('button', { name: /^\$0\.0054\s*cost$/ })).toBeVisible();
  const why = await explain(app.page, answer, /cost$/);
  await expect(why).toContainText('team-chat stands for gpt-6-sol, as its connection says.');

  // It is offered the next time, also after a restart, and can be put right and taken away.
  await app.restart();
  await app.page.getByRole('button', { name: 'Add column' }).click();
  const later = app.page.getByRole('dialog', { name: 'Add column' });
  await expect(later.getByRole('option', { name: /^team-chat\s*gpt-6-sol/ })).toBeVisible();
  await later.getByText('Typed model ids (1)').click();
  await later.getByRole('button', { name: 'Say which model team-chat is' }).click();
  await expect(later.getByRole('textbox', { name: 'Model' })).toHaveValue('gpt-6-sol');
  await later.getByRole('textbox', { name: 'Model' }).fill('gpt-6-luna');
  await later.getByRole('textbox', { name: 'Model' }).press('Enter');
  await expect(later.getByRole('option', { name: /^team-chat\s*gpt-6-luna/ })).toBeVisible();
  await later.getByText('Typed model ids (1)').click();
  await later.getByRole('button', { name: 'Remove team-chat' }).click();
  await expect(later.getByRole('option', { name: /^team-chat/ })).toHaveCount(0);
});

test('what a model is known not to take is marked before it is sent, and kept when the model changes', async ({
  app,
}) => {
  const endpoint = await endpointOf({ models: ['gpt-4.1', 'claude-opus-5-5'] });
  await connectCompatible(app, endpoint);
  await removeColumns(app.page);
  await addColumn(app.page, 'Lab', 'gpt-4.1');
  const column = app.region('gpt-4.1');
  const sheet = await openParameters(app.page, column, 'gpt-4.1');
  await sheet.getByRole('textbox', { name: 'Temperature' }).fill('0.5');
  await expect(sheet.getByRole('combobox', { name: 'Reasoning effort' })).toHaveAccessibleDescription(
    'This model does not reason.',
  );
  await sheet.getByRole('button', { name: 'Done' }).click();
  await expect(column.getByRole('button', { name: 'temp 0.5' })).not.toContainText('not taken');

  await column.getByRole('button', { name: 'Column menu' }).click();
  await app.page.getByRole('menuitem', { name: 'Change model' }).click();
  const picker = app.page.getByRole('dialog');
  await picker.getByRole('combobox', { name: 'Search models' }).fill('claude-opus-5-5');
  await picker.getByRole('combobox', { name: 'Search models' }).press('Enter');
  const changed = app.region('claude-opus-5-5');
  await expect(
    changed.getByRole('button', { name: /^temp 0\.5\s*\(not taken by this model\)$/ }),
  ).toBeVisible();
  await openParameters(app.page, changed, 'claude-opus-5-5');
  const other = app.page.getByRole('dialog', { name: 'Parameters of claude-opus-5-5' });
  await expect(other.getByRole('textbox', { name: 'Temperature' })).toHaveValue('0.5');
  await expect(other).toContainText('Claude 4.7 and newer take no temperature.');
  await expect(other.getByRole('textbox', { name: 'Temperature' })).toHaveAccessibleDescription(
    /Claude 4\.7 and newer take no temperature\./,
  );
  await other.getByRole('combobox', { name: 'Reasoning effort' }).click();
  // Its reasoning cannot be switched off, so that is not offered.
  await expect(app.page.getByRole('option')).toHaveText([
    'The vendor’s default',
    'Low',
    'Medium',
    'High',
    'Extra high',
    'Maximum',
  ]);
  await app.page.keyboard.press('Escape');
  await looksSound(app);
});

test('what an answer taught marks the control, is left out from then on, and can be sent again', async ({
  app,
}) => {
  const refusal = {
    error: {
      message: "Unsupported parameter: 'temperature' is not supported with this model.",
      param: 'temperature',
      code: 'unsupported_parameter',
    },
  };
  const endpoint = await endpointOf({
    models: ['made-up'],
    reply: (body) =>
      'temperature' in body ? { status: 400, body: JSON.stringify(refusal) } : { pieces: ['Said.'] },
  });
  await connectCompatible(app, endpoint);
  await removeColumns(app.page);
  await addColumn(app.page, 'Lab', 'made-up');
  const column = app.region('made-up');
  const sheet = await openParameters(app.page, column, 'made-up');
  await sheet.getByRole('textbox', { name: 'Temperature' }).fill('0.5');
  await sheet.getByRole('button', { name: 'Done' }).click();
  const before = endpoint.asked().length;
  const sent = () =>
    endpoint
      .asked()
      .slice(before)
      .map((body) => 'temperature' in body);

  await app.ask('Warm?');
  await app.settled();
  await expect(app.answer('made-up')).toContainText('the request was sent again without it');
  await expect(
    column.getByRole('button', { name: /^temp 0\.5\s*\(not taken by this model\)$/ }),
  ).toBeVisible();

  await app.page.reload();
  await app.ask('Still warm?');
  await app.settled();
  await expect(app.answer('made-up')).toContainText('was left out: this model refused it before');
  expect(sent()).toEqual([true, false, false]);

  await openParameters(app.page, column, 'made-up');
  await expect(sheet).toContainText(/This model refused it \(\d\d:\d\d\)\. It is left out\./);
  await looksSound(app);
  await sheet.getByRole('button', { name: 'Send again' }).click();
  await expect(sheet.getByText('Not taken')).toHaveCount(0);
  await sheet.getByRole('button', { name: 'Done' }).click();
  await app.ask('And now?');
  await app.settled();
  expect(sent()).toEqual([true, false, false, true, false]);
});

test('a list of 5,000 models is searched as it is typed, by the keyboard alone', async ({ app }) => {
  const models = Array.from({ length: 5000 }, (_, index) => `vendor/model-${index}`);
  await connectCompatible(app, await endpointOf({ models }));
  await app.page.getByRole('button', { name: 'Add column' }).click();
  const picker = app.page.getByRole('dialog', { name: 'Add column' });
  const search = picker.getByRole('combobox', { name: 'Search models' });
  await expect(picker).toContainText('80 of 5000, type to narrow');
  await expect(picker).toContainText('listed just now');
  await search.pressSequentially('model-4321');
  await expect(picker.getByRole('group', { name: /^Lab/ }).getByRole('option')).toHaveCount(1);
  await search.press('Enter');
  await expect(app.region('vendor/model-4321')).toBeVisible();
});
