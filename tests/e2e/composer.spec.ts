// The prompt: what sends it, what does not, and that nothing typed is lost.
import { expect } from './app.ts';
import { chatLink, chooseInMenu, prompt, sim, turn, useColumns } from './deeds.ts';
import { test, useGatedColumns } from './gated.ts';

test('Enter sends, Shift+Enter breaks the line', async ({ app }) => {
  await useColumns(app, sim.fast);
  await prompt(app).fill('');
  await prompt(app).pressSequentially('First line');
  await prompt(app).press('Shift+Enter');
  await prompt(app).pressSequentially('second line');
  await expect(prompt(app)).toHaveValue('First line\nsecond line');
  await expect(turn(app, 1)).toBeHidden();
  await prompt(app).press('Enter');
  await expect(turn(app, 1)).toContainText('First line');
  await expect(prompt(app)).toHaveValue('');
  await expect(app.answer(sim.fast)).toContainText('“First line second line” and has 4 words');
  await app.settled();
});

test('an empty prompt is not sent, and the hint says what is missing', async ({ app }) => {
  await useColumns(app, sim.fast);
  for (const blank of ['', '   ', '\n\t\n']) {
    await prompt(app).fill(blank);
    await expect(app.page.getByText('Write a prompt to send.')).toBeVisible();
    await prompt(app).press('Enter');
    await app.page.getByRole('button', { name: 'Send', exact: true }).click({ force: true });
  }
  await app.ask('Words at last.');
  await app.settled();
  // Had one of the blanks been sent, this would be another turn.
  await expect(app.page.getByRole('group', { name: /^Turn \d+$/ })).toHaveCount(1);
  await expect(app.answer(sim.fast)).toContainText('It is the first turn of this chat.');
});

test('while answers come in the next prompt can be written but not sent', async ({ app, endpoint }) => {
  await useGatedColumns(app, 'alpha');
  await app.ask('Hold this one.');
  const gate = await endpoint.gate('alpha');
  gate.send('Coming');
  await prompt(app).fill('The next one.');
  await prompt(app).press('Enter');
  await expect(app.page.getByText('Answers are still coming in.')).toBeVisible();
  await expect(prompt(app)).toHaveValue('The next one.');
  gate.end();
  await app.settled();
  await expect(app.page.getByRole('group', { name: /^Turn \d+$/ })).toHaveCount(1);
  await prompt(app).press('Enter');
  await expect(turn(app, 2)).toContainText('The next one.');
  await app.settled();
});

test('a paste of five megabytes is taken, sent and answered', async ({ app }) => {
  await useColumns(app, sim.fast);
  const characters = 5 * 1024 * 1024;
  await app.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await prompt(app).fill('');
  await prompt(app).focus();
  await app.page.evaluate(
    (length) => navigator.clipboard.writeText('lorem ipsum '.repeat(Math.ceil(length / 12)).slice(0, length)),
    characters,
  );
  await app.page.keyboard.press('ControlOrMeta+V');
  const pasted = app.page.getByRole('list', { name: 'Pasted texts' });
  await expect(pasted.getByRole('button', { name: 'Pasted text, 5,242,880 characters' })).toBeVisible();
  await prompt(app).pressSequentially('And a question');
  await prompt(app).press('Enter');
  await expect(pasted).toBeHidden();
  await expect(turn(app, 1)).toContainText('lorem ipsum lorem ipsum');
  await expect(turn(app, 1).getByRole('button', { name: 'Show all 5,242,896 characters' })).toBeVisible();
  await expect(app.answer(sim.fast)).toContainText('5,242,896 characters', { timeout: 60_000 });
  await app.settled();
  await app.restart();
  await expect(turn(app, 1).getByRole('button', { name: 'Show all 5,242,896 characters' })).toBeVisible();
});

test('a pasted text can be taken out again', async ({ app }) => {
  await prompt(app).fill('');
  await prompt(app).focus();
  await app.page.keyboard.insertText('x'.repeat(150_000));
  const pasted = app.page.getByRole('list', { name: 'Pasted texts' });
  await expect(pasted.getByRole('button', { name: 'Pasted text, 150,000 characters' })).toBeVisible();
  await pasted.getByRole('button', { name: 'Remove pasted text' }).click();
  await expect(pasted).toBeHidden();
  await expect(app.page.getByText('Write a prompt to send.')).toBeVisible();
});

test('every chat keeps its own draft', async ({ app }) => {
  await prompt(app).fill('A draft of the first chat');
  await app.page.getByRole('button', { name: 'New chat', exact: true }).click();
  await expect(prompt(app)).toHaveValue('');
  await prompt(app).fill('A draft of the second');
  await chatLink(app, 'Welcome to Collate').click();
  await expect(prompt(app)).toHaveValue('A draft of the first chat');
  await chatLink(app, 'Untitled chat').click();
  await expect(prompt(app)).toHaveValue('A draft of the second');
});

test('an earlier prompt can be edited as a new one', async ({ app }) => {
  await useColumns(app, sim.fast);
  await app.ask('Say it again, but shorter.');
  await app.settled();
  await chooseInMenu(app, turn(app, 1).getByRole('button', { name: 'Turn menu' }), 'Edit as new prompt');
  await expect(prompt(app)).toBeFocused();
  await expect(prompt(app)).toHaveValue('Say it again, but shorter.');
  await prompt(app).press('End');
  await prompt(app).pressSequentially(' And in verse.');
  await app.page.getByRole('button', { name: 'New chat', exact: true }).click();
  await expect(prompt(app)).toHaveValue('');
  await chatLink(app, 'Welcome to Collate').click();
  await expect(prompt(app)).toHaveValue('Say it again, but shorter. And in verse.');
});
