// What is kept when the window is reloaded, the app is closed, or its process is killed.

import { expect } from './app.ts';
import { answerText, chatLink, midStream, sim, turn, useColumns } from './deeds.ts';
import { test, useGatedColumns } from './gated.ts';
import { startLoopbackServer } from './hosts.ts';

test('a restart keeps chats, answers, measures and what was set', async ({ app }) => {
  await useColumns(app, sim.fast, sim.refuses);
  await app.ask('Keep this.');
  await app.settled();
  const text = await answerText(app, sim.fast);
  const measures = () =>
    app.answer(sim.fast).getByRole('group', { name: 'Measures' }).getByRole('button').allTextContents();
  const before = await measures();
  expect(before.length).toBeGreaterThanOrEqual(6);
  await app.page.getByRole('button', { name: 'New chat', exact: true }).click();
  await expect(chatLink(app, 'Untitled chat')).toBeVisible();

  await app.restart();
  await chatLink(app, 'Welcome to Collate').click();
  await expect(turn(app, 1)).toContainText('Keep this.');
  expect(await answerText(app, sim.fast)).toBe(text);
  expect(await measures()).toEqual(before);
  await expect(app.answer(sim.refuses).getByText('Refused', { exact: true })).toBeVisible();
  await app.ask('And go on.');
  await app.settled();
  await expect(app.answer(sim.fast)).toContainText('It is turn 2 of this chat');
});

test('a page that is reloaded in mid-stream goes on where the answer is', async ({ app, endpoint }) => {
  await useGatedColumns(app, 'alpha');
  await app.ask('Hold while I reload.');
  const gate = await endpoint.gate('alpha');
  gate.send('Before, ');
  await expect(app.answer('alpha')).toContainText('Before,');
  await app.page.reload();
  await expect(app.answer('alpha')).toContainText('Before,');
  await expect(app.answer('alpha')).toHaveAttribute('aria-busy', 'true');
  gate.send('and after.');
  await expect(app.answer('alpha')).toContainText('Before, and after.');
  gate.end();
  await app.settled();
  await expect(app.answer('alpha').getByText('Interrupted', { exact: true })).toBeHidden();
});

test('closing while answers stream keeps everything received and says so', async ({ app, endpoint }) => {
  await useGatedColumns(app, 'alpha');
  await app.ask('Hold while I close.');
  const gate = await endpoint.gate('alpha');
  gate.send('All that had arrived.');
  await expect(app.answer('alpha')).toContainText('All that had arrived.');
  await app.restart();
  await gate.left;
  await expect(app.answer('alpha')).toContainText('All that had arrived.');
  await expect(app.answer('alpha').getByText('Interrupted', { exact: true })).toBeVisible();
  await expect(app.answer('alpha')).toHaveAttribute('aria-busy', 'false');
  await expect(app.answer('alpha').getByRole('button', { name: 'Retry', exact: true })).toHaveCount(1);
});

test('after a crash in mid-stream the text is there, marked as interrupted', async ({ app }) => {
  test.skip(!app.canCrash, 'This host shares the process of the test.');
  await useColumns(app, sim.stalls, sim.fast);
  await app.ask('Hold on while the process dies.');
  await midStream(app, sim.stalls);
  await expect(app.answer(sim.fast)).toHaveAttribute('aria-busy', 'false');
  const whole = await answerText(app, sim.fast);
  // The half that stalls is complete once its text grows no more than the store needs to write it.
  await expect(app.answer(sim.stalls)).toContainText('A model of this kind would now go through');
  await app.crash();

  await expect(app.answer(sim.stalls).getByText('Interrupted', { exact: true })).toBeVisible();
  expect(await answerText(app, sim.stalls)).toContain('Simulated answer.');
  expect(await answerText(app, sim.stalls)).toContain('“Hold on while the process dies.”');
  expect(await answerText(app, sim.fast)).toBe(whole);
  await expect(app.answer(sim.fast).getByText('Interrupted', { exact: true })).toBeHidden();
  const notice = app.page.getByRole('status').filter({ hasText: 'One answer was still streaming' });
  await expect(notice).toContainText('What had arrived was kept.');
  await notice.getByRole('button', { name: 'Dismiss notice' }).click();
  await expect(notice).toBeHidden();
  await app.ask('And life goes on.');
  await expect(app.answer(sim.fast)).toContainText('It is turn 2 of this chat');
  await app.page.getByRole('button', { name: 'Stop all' }).click();
  await app.settled();
});

test('a second process on the same profile says who holds it and exits, and the first is not disturbed', async ({
  app,
}) => {
  const refusal = await startLoopbackServer(app.dataDir).then(
    ({ server }) => {
      server.kill('SIGKILL');
      return 'it started';
    },
    (error: Error) => error.message,
  );
  expect(refusal).toMatch(/^the server ended with 1: /);
  expect(refusal).toMatch(/These chats are already open\. Process \d+ \(.+\) has it open since /);
  expect(refusal).not.toContain('    at ');
  await useColumns(app, sim.fast);
  await app.ask('Still here?');
  await app.settled();
  await expect(app.answer(sim.fast)).toContainText('“Still here?”');
});
