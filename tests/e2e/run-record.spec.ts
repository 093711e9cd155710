// The run record of an answer: what was sent and received, to the byte and the millisecond, and never the key.
import { addConnection, readClipboard, useColumns } from '../helpers/at-the-window.ts';
import { startChatEndpoint } from '../helpers/chat-endpoint.ts';
import { foundIn } from '../helpers/key-sweep.ts';
import { type App, expect, test } from './app.ts';

const key = 'sk-canary-Zq7nRw3kLx9vBt2mHs5dEf6gHi8j';
const label = 'made-up-model';

const openRecord = async (app: App, answer: string) => {
  await app.answer(answer).getByRole('button', { name: 'Run record' }).click();
  return app.page.getByRole('dialog', { name: 'Run record' });
};

test('a run record shows the request as sent, the headers without the key, the chunks and the raw usage', async ({
  app,
}) => {
  const endpoint = await startChatEndpoint({
    models: [label],
    key,
    reply: () => ({ pieces: ['One. ', 'Two. ', "It's three."], headers: { 'x-served-by': 'rack-9' } }),
  });
  await addConnection(app.page, {
    vendor: 'OpenAI-compatible endpoint',
    name: 'Lab',
    baseUrl: endpoint.baseUrl,
    key,
  });
  await useColumns(app.page, [{ connection: 'Lab', modelId: label }]);
  await app.ask("What's sent?");
  await app.settled();
  const sent = endpoint.requests.at(-1);
  const record = await openRecord(app, label);

  await expect(record.getByText(`${endpoint.baseUrl}/chat/completions`)).toBeVisible();
  const requestHeaders = record.getByRole('table', { name: 'Request headers' });
  await expect(requestHeaders.getByRole('row', { name: /^authorization/i })).toContainText('Bearer •••');
  await expect(requestHeaders.getByRole('row', { name: /^content-type/i })).toContainText('application/json');
  const body = await record.getByRole('region', { name: 'Request body' }).textContent();
  expect(JSON.parse(body ?? '')).toEqual(JSON.parse(sent?.body ?? ''));

  await record.getByRole('tab', { name: 'Response' }).click();
  await expect(record.getByText('Status 200')).toBeVisible();
  await expect(
    record.getByRole('table', { name: 'Response headers' }).getByRole('row', { name: /^x-served-by/ }),
  ).toContainText('rack-9');
  await expect(record.getByText('Ended with “stop”')).toBeVisible();

  await record.getByRole('tab', { name: 'Timings' }).click();
  await expect(record.getByRole('img', { name: /^Bytes received over time/ })).toBeVisible();
  await record.getByText('Every chunk').click();
  await expect(record.getByRole('row', { name: /^\d+\.\d ms \d+/ }).first()).toBeVisible();

  await record.getByRole('tab', { name: 'Usage' }).click();
  const raw = await record.getByRole('region', { name: 'Raw usage' }).textContent();
  expect(JSON.parse(raw ?? '')).toEqual({ prompt_tokens: 1200, completion_tokens: 300, total_tokens: 1500 });

  await record.getByRole('tab', { name: 'Parameters' }).click();
  await expect(record.getByText('None was set, so none was sent.')).toBeVisible();
  await record.getByRole('tab', { name: 'Attempts' }).click();
  await expect(record.getByRole('listitem')).toHaveCount(1);

  await record.getByRole('button', { name: 'Copy as cURL' }).click();
  await expect(app.page.getByText('cURL command copied, without the key.')).toBeVisible();
  const curl = await readClipboard(app.page);
  expect(curl).toContain(`curl -N -X POST '${endpoint.baseUrl}/chat/completions'`);
  expect(curl).toContain(`-H 'authorization: Bearer '"$API_KEY"`);
  expect(curl).toContain("What'\\''s sent?");
  expect(foundIn(curl, key)).toBe(false);

  await record.getByRole('button', { name: 'Copy JSON' }).click();
  await expect(app.page.getByText('Run record copied as JSON.')).toBeVisible();
  const json = await readClipboard(app.page);
  expect(JSON.parse(json)).toMatchObject({
    wireFormat: 'openai-chat',
    attempts: [{ exchange: { method: 'POST', status: 200 } }],
  });
  expect(foundIn(json, key)).toBe(false);
  expect(foundIn(await app.page.content(), key)).toBe(false);
  await endpoint.close();
});

test('a retry before the first token is counted down, can be read in the record, and counts as an attempt', async ({
  app,
}) => {
  let requests = 0;
  const endpoint = await startChatEndpoint({
    models: [label],
    reply: ({ messages }) => {
      if (messages[0]?.content !== 'Busy?') return { pieces: ['Hi.'] };
      requests += 1;
      return requests === 1
        ? {
            status: 503,
            body: '{"error":{"message":"Overloaded at the moment","type":"server_error"}}',
            headers: { 'retry-after': '1' },
          }
        : { pieces: ['Now.'] };
    },
  });
  await addConnection(app.page, {
    vendor: 'OpenAI-compatible endpoint',
    name: 'Lab',
    baseUrl: endpoint.baseUrl,
    key,
  });
  await useColumns(app.page, [{ connection: 'Lab', modelId: label }]);
  await app.ask('Busy?');
  await expect(app.answer(label)).toContainText(/Asking again.*\(retry 1 of 2\)/);
  await expect(app.answer(label).getByRole('button', { name: 'Cancel' })).toBeVisible();
  await app.settled();
  await expect(app.answer(label)).toContainText('Now.');
  const record = await openRecord(app, label);
  await expect(record.getByRole('radiogroup', { name: 'Attempt' }).getByRole('radio')).toHaveCount(2);
  await record.getByRole('radio', { name: '1' }).click();
  await record.getByRole('tab', { name: 'Response' }).click();
  await expect(record.getByText('Status 503')).toBeVisible();
  await record.getByRole('tab', { name: 'Attempts' }).click();
  await expect(record.getByRole('listitem').first()).toContainText('Overloaded at the moment');
  await expect(record.getByRole('listitem').nth(1)).toContainText('after waiting');
  await endpoint.close();
});
