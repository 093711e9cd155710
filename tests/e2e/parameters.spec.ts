// Parameters of a column and the price of its answers: what arrives at the server is what was set, and a price says where it is from.
import { addConnection, closeDialog, explain, openParameters, useColumns } from '../helpers/at-the-window.ts';
import { type ChatEndpoint, startChatEndpoint } from '../helpers/chat-endpoint.ts';
import { type App, expect, test } from './app.ts';

const key = 'sk-test-Zq7nRw3kLx9vBt2mHs5d';
const label = 'made-up-model';

/** One column at this endpoint. */
const begin = async (app: App, endpoint: ChatEndpoint): Promise<void> => {
  await addConnection(app.page, {
    vendor: 'OpenAI-compatible endpoint',
    name: 'Lab',
    baseUrl: endpoint.baseUrl,
    key,
  });
  await useColumns(app.page, [{ connection: 'Lab', modelId: label }]);
};

const setParameters = async (app: App) => openParameters(app.page, app.region(label), label);

test('nothing is sent that was not set', async ({ app }) => {
  const endpoint = await startChatEndpoint({ models: [label] });
  await begin(app, endpoint);
  const sheet = await setParameters(app);
  await expect(sheet.getByText('Not sent', { exact: true })).toHaveCount(5);
  await sheet.getByRole('button', { name: 'Done' }).click();
  await app.ask('Plain.');
  await app.settled();
  expect(endpoint.asked().at(-1)).toEqual({
    model: label,
    messages: [{ role: 'user', content: 'Plain.' }],
    stream: true,
    stream_options: { include_usage: true },
  });
  await endpoint.close();
});

test('what is set arrives, is shown on the head, and is taken back by Unset', async ({ app }) => {
  const endpoint = await startChatEndpoint({ models: [label] });
  await begin(app, endpoint);
  const sheet = await setParameters(app);
  await sheet.getByRole('textbox', { name: 'System prompt' }).fill('Answer like an owl.');
  await sheet.getByRole('textbox', { name: 'Temperature' }).fill('0.3');
  await sheet.getByRole('textbox', { name: 'Maximum output tokens' }).fill('77');
  await sheet.getByRole('combobox', { name: 'Reasoning effort' }).click();
  await app.page.getByRole('option', { name: 'High', exact: true }).click();
  await sheet.getByRole('textbox', { name: 'Extra JSON' }).fill('{"seed": 7, "logit_bias": {"50256": -100}}');
  await sheet.getByRole('button', { name: 'Done' }).click();
  await expect(sheet).toHaveCount(0);
  for (const chip of ['effort high', 'temp 0.3', 'max 77', 'system prompt', 'extra JSON'])
    await expect(app.region(label).getByRole('button', { name: chip })).toBeVisible();
  await app.ask('Set.');
  await app.settled();
  expect(endpoint.asked().at(-1)).toEqual({
    model: label,
    messages: [
      { role: 'system', content: 'Answer like an owl.' },
      { role: 'user', content: 'Set.' },
    ],
    stream: true,
    stream_options: { include_usage: true },
    temperature: 0.3,
    max_tokens: 77,
    reasoning_effort: 'high',
    seed: 7,
    logit_bias: { '50256': -100 },
  });

  await setParameters(app);
  for (let left = 5; left > 0; left -= 1) {
    await expect(sheet.getByRole('button', { name: 'Unset' })).toHaveCount(left);
    await sheet.getByRole('button', { name: 'Unset' }).first().click();
  }
  await sheet.getByRole('button', { name: 'Done' }).click();
  await app.ask('Unset.');
  await app.settled();
  const last = endpoint.asked().at(-1) ?? {};
  expect(Object.keys(last).sort()).toEqual(['messages', 'model', 'stream', 'stream_options']);
  await endpoint.close();
});

test('JSON that is not valid is said so, is not sent, and the earlier one stays', async ({ app }) => {
  const endpoint = await startChatEndpoint({ models: [label] });
  await begin(app, endpoint);
  const sheet = await setParameters(app);
  const extra = sheet.getByRole('textbox', { name: 'Extra JSON' });
  await extra.fill('{"seed": 7}');
  await sheet.getByRole('textbox', { name: 'Column name' }).focus();
  await extra.fill('{"seed": 8');
  await expect(sheet.getByRole('alert')).toContainText('This is not valid JSON');
  await sheet.getByRole('button', { name: 'Done' }).click();
  await expect(sheet.getByRole('alert')).toContainText('It is not saved.');
  await extra.fill('[1, 2]');
  await expect(sheet.getByRole('alert')).toContainText('This must be a JSON object');
  await sheet.getByRole('button', { name: 'Done' }).click();
  await sheet.getByRole('button', { name: 'Done' }).click();
  await expect(sheet).toHaveCount(0);
  await app.ask('Which seed?');
  await app.settled();
  expect(endpoint.asked().at(-1)).toMatchObject({ seed: 7 });
  await endpoint.close();
});

test('a parameter the endpoint refuses is left out, and the answer says so', async ({ app }) => {
  const refusal = {
    error: {
      message: "Unsupported parameter: 'temperature' is not supported with this model.",
      type: 'invalid_request_error',
      param: 'temperature',
      code: 'unsupported_parameter',
    },
  };
  const endpoint = await startChatEndpoint({
    models: [label],
    reply: (body) =>
      'temperature' in body
        ? { status: 400, body: JSON.stringify(refusal) }
        : { pieces: ['Said without it.'] },
  });
  await begin(app, endpoint);
  const sheet = await setParameters(app);
  await sheet.getByRole('textbox', { name: 'Temperature' }).fill('0.5');
  await sheet.getByRole('button', { name: 'Done' }).click();
  const before = endpoint.asked().length;
  await app.ask('Warm?');
  await app.settled();
  await expect(app.answer(label)).toContainText('Said without it.');
  await expect(app.answer(label)).toContainText(/temperature/);
  expect(
    endpoint
      .asked()
      .slice(before)
      .map((body) => 'temperature' in body),
  ).toEqual([true, false]);

  await app.answer(label).getByRole('button', { name: 'Run record' }).click();
  const record = app.page.getByRole('dialog', { name: 'Run record' });
  await record.getByRole('tab', { name: 'Parameters' }).click();
  await expect(record.getByRole('region', { name: 'Parameters asked' })).toContainText('"temperature": 0.5');
  await expect(record.getByRole('tabpanel')).toContainText(/left out\s*temperature/);
  await record.getByRole('tab', { name: 'Attempts' }).click();
  await expect(record.getByRole('listitem')).toHaveCount(2);
  await expect(record.getByRole('listitem').first()).toContainText('status 400');
  await endpoint.close();
});

test('a price that is not known is never shown as zero, and an own one says where it is from', async ({
  app,
}) => {
  const endpoint = await startChatEndpoint({ models: [label] });
  await begin(app, endpoint);
  await app.ask('How much?');
  await app.settled();
  const answer = app.answer(label);
  await expect(answer.getByRole('button', { name: /^no price\s*cost$/ })).toBeVisible();
  await expect(app.page.getByRole('main')).not.toContainText('$0');
  const unknown = await explain(app.page, answer, /cost$/);
  await expect(unknown).toContainText('No price is known for made-up-model');

  const sheet = await setParameters(app);
  await sheet.getByRole('textbox', { name: 'Input', exact: true }).fill('2');
  await expect(sheet.getByRole('button', { name: 'Save price' })).toBeDisabled();
  await sheet.getByRole('textbox', { name: 'Output', exact: true }).fill('10');
  await sheet.getByRole('textbox', { name: 'Note' }).fill('contract of March');
  await sheet.getByRole('button', { name: 'Save price' }).click();
  await expect(app.page.getByText('Price saved.')).toBeVisible();
  await sheet.getByRole('button', { name: 'Done' }).click();
  await app.ask('And now?');
  await app.settled();
  // 1,200 tokens in at $2 and 300 out at $10 per million.
  await expect(answer.getByRole('button', { name: /^\$0\.0054\s*cost$/ })).toBeVisible();
  const own = await explain(app.page, answer, /cost$/);
  await expect(own).toContainText(
    /Your own price, entered on \d{4}-\d\d-\d\d\. Your note: contract of March/,
  );
  await expect(own).toContainText('$2.00 per million tokens in, $10.00 out.');

  await app.restart();
  await app.page.getByRole('button', { name: 'Settings' }).click();
  const row = app.page.getByRole('row', { name: /made-up-model/ });
  await expect(row).toContainText('210');
  await row.getByRole('button', { name: 'Remove the price of made-up-model' }).click();
  await expect(row).toHaveCount(0);
  await app.page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toBeVisible();
  await closeDialog(app.page);
  await endpoint.close();
});
