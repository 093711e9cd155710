// The list at the left: chats begun, named, pinned, deleted and found again.
import { type App, expect, test } from './app.ts';
import { chatLink, chats, chooseInChatMenu, columnNames, prompt, sim, turn, useColumns } from './deeds.ts';

const newChat = async (app: App): Promise<void> => {
  await app.page.getByRole('button', { name: 'New chat', exact: true }).click();
  await expect(chatLink(app, 'Untitled chat')).toHaveAttribute('aria-current', 'page');
  await expect(prompt(app)).toBeFocused();
};

test('a new chat begins empty, with the columns of the last one, and is named by its first prompt', async ({
  app,
}) => {
  await useColumns(app, sim.fast, sim.refuses);
  await newChat(app);
  await expect(prompt(app)).toHaveValue('');
  await expect.poll(() => columnNames(app)).toEqual([sim.fast, sim.refuses]);

  await app.ask('Which bridges have no railing, and why is that so in the mountains of the south?');
  const title = 'Which bridges have no railing, and why is that so in the…';
  await expect(chatLink(app, title)).toHaveAttribute('aria-current', 'page');
  await expect(app.page.getByRole('heading', { level: 1 })).toHaveText(title);
  await app.settled();
});

test('a chat is renamed in the list, by F2 and above the grid; Escape gives up', async ({ app }) => {
  await chooseInChatMenu(app, 'Welcome to Collate', 'Rename');
  const editor = app.page.getByRole('textbox', { name: 'Chat title' });
  await expect(editor).toBeFocused();
  await editor.fill('By menu');
  await editor.press('Enter');
  await expect(chatLink(app, 'By menu')).toBeVisible();

  await chatLink(app, 'By menu').focus();
  await app.page.keyboard.press('F2');
  await editor.fill('By key');
  await editor.press('Enter');
  await expect(chatLink(app, 'By key')).toBeVisible();

  await app.page.getByRole('heading', { level: 1 }).getByRole('button').click();
  await editor.fill('From above');
  await editor.press('Enter');
  await expect(chatLink(app, 'From above')).toBeVisible();

  await chatLink(app, 'From above').focus();
  await app.page.keyboard.press('F2');
  await editor.fill('Given up');
  await editor.press('Escape');
  await expect(chatLink(app, 'From above')).toBeVisible();
  await expect(chats(app).getByRole('link')).toHaveCount(1);

  await app.restart();
  await expect(chatLink(app, 'From above')).toBeVisible();
});

test('a pinned chat stays at the top of the list until it is unpinned', async ({ app }) => {
  await newChat(app);
  await chooseInChatMenu(app, 'Untitled chat', 'Rename');
  const editor = app.page.getByRole('textbox', { name: 'Chat title' });
  await editor.fill('The newer');
  await editor.press('Enter');
  await expect(chats(app).getByRole('link')).toHaveText(['The newer', 'Welcome to Collate']);

  await chooseInChatMenu(app, 'Welcome to Collate', 'Pin');
  await expect(chats(app).getByRole('link')).toHaveText(['Welcome to Collate', 'The newer']);
  await expect(chats(app).getByText('Pinned', { exact: true })).toBeVisible();
  await app.restart();
  await expect(chats(app).getByRole('link')).toHaveText(['Welcome to Collate', 'The newer']);

  await chooseInChatMenu(app, 'Welcome to Collate', 'Unpin');
  await expect(chats(app).getByText('Pinned', { exact: true })).toBeHidden();
});

test('a deleted chat is gone, and Undo brings it back whole', async ({ app }) => {
  await useColumns(app, sim.fast);
  await app.ask('Worth keeping.');
  await app.settled();
  await newChat(app);
  await chooseInChatMenu(app, 'Welcome to Collate', 'Delete');
  await expect(chatLink(app, 'Welcome to Collate')).toBeHidden();
  await app.page
    .getByRole('group')
    .filter({ hasText: 'Deleted “Welcome to Collate”' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(chatLink(app, 'Welcome to Collate')).toHaveAttribute('aria-current', 'page');
  await expect(app.answer(sim.fast)).toContainText('“Worth keeping.”');

  await chatLink(app, 'Welcome to Collate').focus();
  await app.page.keyboard.press('Delete');
  await expect(chatLink(app, 'Welcome to Collate')).toBeHidden();
  await app.restart();
  await expect(chatLink(app, 'Untitled chat')).toBeVisible();
  await expect(chatLink(app, 'Welcome to Collate')).toBeHidden();
});

test.describe('search', () => {
  test('finds words of prompts and answers, highlights them, and leads to the turn', async ({ app }) => {
    await useColumns(app, sim.fast);
    await app.ask('The zeppelin above the harbour.');
    await app.settled();
    for (const filler of ['One.', 'Two.', 'Three.', 'Four.', 'Five.', 'Six.']) {
      await app.ask(filler);
      await app.settled();
    }
    await newChat(app);
    await app.ask('Nothing of that kind.');
    await app.settled();
    const search = app.page.getByRole('searchbox', { name: 'Search chats' });
    await search.fill('zeppel');
    const hits = chats(app).getByRole('link');
    // The prompt, the answer that quotes it, and the follow-up that looks back at it.
    await expect(hits).toHaveCount(3);
    await expect(chats(app).locator('mark').first()).toHaveText('zeppelin');
    await expect(hits.filter({ hasText: /Prompt$/ })).toHaveCount(1);
    await expect(hits.filter({ hasText: sim.fast })).toHaveCount(2);

    await hits.filter({ hasText: /Prompt$/ }).click();
    await expect(turn(app, 1)).toContainText('The zeppelin above the harbour.');
    await expect(turn(app, 1)).toBeInViewport();
    await expect(turn(app, 7)).not.toBeInViewport();
  });

  test('finds a chat by its title, says when nothing is found, and Escape ends it', async ({ app }) => {
    const search = app.page.getByRole('searchbox', { name: 'Search chats' });
    await newChat(app);
    await search.fill('COLLATE');
    await expect(chats(app).getByRole('link')).toHaveText(['Welcome to Collate']);
    await expect(chats(app).locator('mark')).toHaveText(['Collate']);
    await search.fill('xylophone');
    await expect(app.page.getByText('Nothing in prompts and answers.')).toBeVisible();
    await expect(chats(app).getByRole('link')).toHaveCount(0);
    await search.press('Escape');
    await expect(search).toHaveValue('');
    await expect(chats(app).getByRole('link')).toHaveCount(2);
  });

  test('a deleted chat is found no more', async ({ app }) => {
    await useColumns(app, sim.fast);
    await app.ask('A walrus.');
    await app.settled();
    await newChat(app);
    const search = app.page.getByRole('searchbox', { name: 'Search chats' });
    await search.fill('walrus');
    await expect(chats(app).getByRole('link')).toHaveCount(2);
    await search.press('Escape');
    await chooseInChatMenu(app, 'Welcome to Collate', 'Delete');
    await search.fill('walrus');
    await expect(app.page.getByText('Nothing in prompts and answers.')).toBeVisible();
    await expect(chats(app).getByRole('link')).toHaveCount(0);
  });
});
