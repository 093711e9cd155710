// A key that ends while an answer is under way: what runs was admitted and finishes; what is asked next says what is wrong.
import { expect, it } from 'vitest';
import { createCore } from '../../electron/core/core.ts';
import type { Answer, Column } from '../../shared/chat.ts';
import { type AnswerId, type ChatId, type ConnectionId, newId } from '../../shared/id.ts';
import { follow } from '../helpers/follow.ts';
import { startServer } from '../helpers/replay-server.ts';
import { createTestProfile } from '../helpers/test-ports.ts';

const key = 'sk-test-Zq7nRw3kLx9vBt2mHs5d';
const chunk = (content: string, finish: string | null = null): string =>
  `data: ${JSON.stringify({ id: 'c', model: 'm', choices: [{ index: 0, delta: { content }, finish_reason: finish }] })}\n\n`;

it('leaves the running answer alone, and the next one names what to do', async () => {
  let isRevoked = false;
  let finish: () => void = () => undefined;
  const server = await startServer((response, { headers }) => {
    if (isRevoked || headers.authorization !== `Bearer ${key}`) {
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end('{"error":{"message":"This key was revoked.","code":"invalid_api_key"}}');
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(chunk('First half, '));
    finish = () => void response.end(`${chunk('second half.', 'stop')}data: [DONE]\n\n`);
  });
  const profile = createTestProfile({ simulatorSpeed: 0 });
  const core = await createCore(profile.ports);
  const page = follow(core);
  const connectionId: ConnectionId = newId();
  await page.api.saveConnection({
    connection: {
      id: connectionId,
      vendorId: 'openai-compatible',
      label: 'Lab',
      baseUrl: `${server.url}/v1`,
      operator: '',
      headers: {},
      credential: 'api-key',
    },
  });
  await page.api.setSecret({ connectionId, fields: { apiKey: key } });
  const chatId: ChatId = newId();
  const column: Column = {
    id: newId(),
    label: 'm',
    model: { connectionId, modelId: 'm' },
    parameters: {},
  };
  await page.api.createChat({ chatId, title: 'Keys', columns: [column] });

  const ask = async (): Promise<AnswerId> => {
    const answerId: AnswerId = newId();
    const answers = [{ columnId: column.id, answerId }];
    await page.api.ask({ chatId, turnId: newId(), prompt: 'Hello', answers });
    return answerId;
  };
  const find = (answerId: AnswerId): Answer | undefined =>
    (page.state().turns[chatId] ?? []).flatMap(({ answers }) => answers).find(({ id }) => id === answerId);

  const running = await ask();
  await page.until(() => (find(running)?.parts.length ?? 0) > 0);
  isRevoked = true;
  await page.api.forgetSecret({ connectionId });
  const withoutKey = await ask();
  await page.until(() => find(withoutKey)?.status === 'failed');
  await page.api.setSecret({ connectionId, fields: { apiKey: key } });
  const revoked = await ask();
  await page.until(() => find(revoked)?.status === 'failed');
  expect(find(running)?.status).toBe('streaming');
  finish();
  await page.settled(chatId);

  expect(find(running)).toMatchObject({
    status: 'complete',
    parts: [{ type: 'text', text: 'First half, second half.' }],
  });
  expect(find(withoutKey)?.failure).toMatchObject({ kind: 'config', field: 'secret' });
  expect(find(revoked)?.failure).toMatchObject({ kind: 'auth', message: 'This key was revoked.' });
  // One request for the answer that ran, one for the revoked key; none without a key.
  expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(2);
  page.stop();
  await core.close();
  profile.remove();
  await server.close();
});
