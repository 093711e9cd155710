// What a person meets with several vendors at once: one key of four that is wrong, one model behind two operators, a key whose vendor
// must be guessed.
import { LLMock } from '@copilotkit/aimock';
import { addConnection, closeDialog, saveAndTest, useColumns } from '../helpers/at-the-window.ts';
import { startChatEndpoint } from '../helpers/chat-endpoint.ts';
import { expect, test } from './app.ts';

const compatible = 'OpenAI-compatible endpoint';
const key = 'sk-test-Zq7nRw3kLx9vBt2mHs5d';

test('one wrong key of four is said in its column alone, and put right from there', async ({ app }) => {
  const models = ['north', 'east', 'south', 'west'];
  const endpoint = await startChatEndpoint({
    models,
    key,
    reply: ({ model }) => ({ pieces: [`All of ${model}, `, 'to its end.'] }),
  });
  for (const model of models)
    await addConnection(app.page, {
      vendor: compatible,
      name: `Lab ${model}`,
      baseUrl: endpoint.baseUrl,
      key: model === 'south' ? 'sk-test-wrong-0123456789abcdef' : key,
    });
  await useColumns(
    app.page,
    models.map((modelId) => ({ connection: `Lab ${modelId}`, modelId })),
  );
  await app.ask('Are you there?');
  await app.settled();
  const wrong = app.answer('south');
  await expect(wrong).toContainText('The key was rejected');
  await expect(wrong).not.toContainText('wrong-0123456789');
  for (const model of models.filter((each) => each !== 'south'))
    await expect(app.answer(model)).toContainText(`All of ${model}, to its end.`);
  const before = endpoint.asked().length;

  await wrong.getByRole('button', { name: 'Edit connection' }).click();
  const form = app.page.getByRole('dialog', { name: 'Edit connection' });
  await form.getByLabel('API key', { exact: true }).fill(key);
  await expect(await saveAndTest(app.page, 'Lab south')).toContainText('Test passed');
  await closeDialog(app.page);
  await wrong.getByRole('button', { name: 'Retry', exact: true }).click();
  await expect(wrong).toContainText('All of south, to its end.');
  // Nobody else was asked again.
  expect(
    endpoint
      .asked()
      .slice(before)
      .filter(({ messages }) => messages.at(-1)?.content === 'Are you there?')
      .map(({ model }) => model),
  ).toEqual(['south']);
  await endpoint.close();
});

test('Claude at its maker and on AWS stands side by side, in two formats, each under its operator', async ({
  app,
}) => {
  const mock = new LLMock({ port: 0, host: '127.0.0.1', chunkSize: 8 });
  const sentence = 'The same words from both.';
  mock.onMessage('hello', {
    content: sentence,
    usage: { prompt_tokens: 11, completion_tokens: 22, input_tokens: 11, output_tokens: 22 },
  });
  await mock.start();
  await addConnection(app.page, { vendor: 'Anthropic', name: 'Direct', baseUrl: mock.url, key });
  await addConnection(app.page, { vendor: 'AWS Bedrock', name: 'Cloud', baseUrl: mock.url, key });
  await useColumns(app.page, [
    { connection: 'Direct', modelId: 'claude-opus-5-5' },
    { connection: 'Cloud', modelId: 'us.anthropic.claude-opus-5-5' },
  ]);
  // Operator and region were filled in by the vendors' rows, not by hand.
  await expect(app.region('claude-opus-5-5').first()).toContainText('Direct · Anthropic');
  await expect(app.region('us.anthropic.claude-opus-5-5')).toContainText(
    'Cloud · Amazon Web Services · us-east-1',
  );
  await app.ask('hello');
  await app.settled();
  for (const label of ['claude-opus-5-5', 'us.anthropic.claude-opus-5-5']) {
    await expect(app.answer(label).getByText(sentence)).toBeVisible();
    const measures = app.answer(label).getByRole('group', { name: 'Measures' });
    await expect(measures.getByRole('button', { name: /^11\s*tokens in$/ })).toBeVisible();
    await expect(measures.getByRole('button', { name: /^22\s*tokens out$/ })).toBeVisible();
  }
  const paths = mock.getRequests().map(({ path }) => path.split('?')[0]);
  expect(paths).toContain('/v1/messages');
  expect(paths).toContain('/model/us.anthropic.claude-opus-5-5/converse-stream');
  await mock.stop();
});

test('a key that begins as another vendor’s is known by its shape before it is sent anywhere', async ({
  app,
}) => {
  await app.page.getByRole('button', { name: 'Add a key' }).click();
  const form = app.page.getByRole('dialog', { name: 'New connection' });
  await form.getByLabel('API key', { exact: true }).fill('sk-0123456789abcdef0123456789abcdef');
  await expect(form.getByRole('status')).toHaveText('Recognised as a key of DeepSeek.');
  await expect(form.getByRole('textbox', { name: 'Base URL' })).toHaveValue('https://api.deepseek.com');
});
