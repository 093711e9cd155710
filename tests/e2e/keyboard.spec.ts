// The main job without a pointer. Nothing in this file is clicked, hovered or focused from outside.
import { type App, expect, test } from './app.ts';
import { chatLink, chats, columnNames, columns, prompt, sim } from './deeds.ts';

/** Presses Tab until the element is reached; fails when the focus has come round without meeting it. */
const tabTo = async (app: App, target: ReturnType<App['answer']>, key = 'Tab'): Promise<void> => {
  for (let press = 0; press < 120; press += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await app.page.keyboard.press(key);
  }
  throw new Error(`${target} was not reached in 120 presses of ${key}.`);
};

test('a prompt goes to several models, is stopped, copied, asked again and followed up', async ({ app }) => {
  const { keyboard } = app.page;
  await keyboard.press('/');
  await expect(prompt(app)).toBeFocused();
  await keyboard.press('ControlOrMeta+A');
  await keyboard.type('By hand alone.');

  // Only the quick model, and one that has to be stopped.
  const menu = (name: string) => app.region(name).getByRole('button', { name: 'Column menu' });
  for (const name of [sim.reasoner, sim.long]) {
    await tabTo(app, menu(name), 'Shift+Tab');
    await keyboard.press('Enter');
    await expect(app.page.getByRole('menuitem', { name: 'Parameters' })).toBeFocused();
    await keyboard.press('End');
    await expect(app.page.getByRole('menuitem', { name: 'Remove' })).toBeFocused();
    await keyboard.press('Enter');
    await expect(app.region(name)).toBeHidden();
    await keyboard.press('/');
    await expect(prompt(app)).toBeFocused();
  }
  await keyboard.press('Alt+A');
  await expect(app.page.getByRole('combobox', { name: 'Search models' })).toBeFocused();
  await keyboard.type('stalls');
  await expect(app.page.getByRole('option')).toHaveCount(1);
  await keyboard.press('Enter');
  await expect.poll(() => columnNames(app)).toEqual([sim.fast, sim.stalls]);

  await keyboard.press('ControlOrMeta+Enter');
  await expect(prompt(app)).toBeFocused();
  await keyboard.press('Enter');
  await expect(app.answer(sim.fast)).toContainText('“By hand alone.”');
  await expect(app.answer(sim.stalls)).toContainText('Simulated answer.');
  await expect(app.answer(sim.fast)).toHaveAttribute('aria-busy', 'false');
  await keyboard.press('ControlOrMeta+.');
  await expect(app.answer(sim.stalls).getByText('Stopped', { exact: true })).toBeVisible();

  await keyboard.press('Alt+ArrowUp');
  await expect(app.answer(sim.fast)).toBeFocused();
  await keyboard.press('c');
  await expect(app.page.getByText(`Copied the answer from ${sim.fast}.`)).toBeVisible();
  await keyboard.press('i');
  await expect(app.page.getByRole('dialog')).toBeVisible();
  await keyboard.press('Escape');
  await expect(app.page.getByRole('dialog')).toBeHidden();
  await expect(app.answer(sim.fast)).toBeFocused();
  await keyboard.press('r');
  await expect(app.answer(sim.fast).getByText('2/2')).toBeVisible();
  await keyboard.press('Alt+ArrowRight');
  await expect(app.answer(sim.stalls)).toBeFocused();
  await keyboard.press('r');
  await expect(app.answer(sim.stalls)).toHaveAttribute('aria-busy', 'true');
  await keyboard.press('s');
  await expect(app.answer(sim.stalls).getByText('Stopped', { exact: true })).toBeVisible();
  await app.settled();

  await keyboard.press('/');
  await keyboard.press('ControlOrMeta+V');
  await expect(prompt(app)).toHaveValue(/No model was asked/);
  await keyboard.press('Enter');
  await expect(app.answer(sim.fast)).toContainText('It is turn 2 of this chat');
  await keyboard.press('ControlOrMeta+.');
  await app.settled();
});

test('chats are begun, renamed, found, left and deleted', async ({ app }) => {
  const { keyboard } = app.page;
  await keyboard.press('Alt+N');
  await expect(chatLink(app, 'Untitled chat')).toHaveAttribute('aria-current', 'page');
  await expect(prompt(app)).toBeFocused();
  await keyboard.press('ControlOrMeta+K');
  const search = app.page.getByRole('searchbox', { name: 'Search chats' });
  await expect(search).toBeFocused();
  await keyboard.type('welcome');
  await expect(chats(app).getByRole('link')).toHaveCount(1);
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(app.page.getByRole('heading', { level: 1 })).toHaveText('Welcome to Collate');
  await keyboard.press('ArrowUp');
  await expect(search).toBeFocused();
  await keyboard.press('Escape');
  await keyboard.press('ArrowDown');
  await expect(chatLink(app, 'Untitled chat')).toBeFocused();
  await keyboard.press('F2');
  await keyboard.type('Named by hand');
  await keyboard.press('Enter');
  await expect(chatLink(app, 'Named by hand')).toBeVisible();
  await tabTo(app, chatLink(app, 'Named by hand'));
  await keyboard.press('Delete');
  await expect(chatLink(app, 'Named by hand')).toBeHidden();
  await tabTo(app, app.page.getByRole('button', { name: 'Undo' }), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(chatLink(app, 'Named by hand')).toBeVisible();
  await keyboard.press('ControlOrMeta+B');
  await expect(chats(app)).toBeHidden();
  await keyboard.press('ControlOrMeta+B');
  await expect(chats(app)).toBeVisible();
});

test('every control of the window is reached by Tab, each under a name of its own', async ({ app }) => {
  const { keyboard } = app.page;
  const wanted = [
    app.page.getByRole('button', { name: 'New chat', exact: true }),
    app.page.getByRole('searchbox', { name: 'Search chats' }),
    chatLink(app, 'Welcome to Collate'),
    app.page.getByRole('button', { name: 'Add column' }),
    app.page.getByRole('button', { name: 'Export', exact: true }),
    app.page.getByRole('button', { name: 'Connections', exact: true }),
    app.page.getByRole('button', { name: 'Settings', exact: true }),
    ...[sim.fast, sim.reasoner, sim.long].flatMap((name) => [
      app.region(name).getByRole('button', { name: 'Column menu' }),
      app.region(name).getByRole('separator', { name: `Width of ${name}` }),
    ]),
    app.page.getByRole('button', { name: 'Add a key' }),
    prompt(app),
    app.page.getByRole('button', { name: 'Send', exact: true }),
  ];
  // In the order in which they stand: each is reached from the one before.
  for (const target of wanted) {
    await tabTo(app, target);
    await expect(target).toBeFocused();
  }
  await keyboard.press('Shift+Tab');
  await expect(prompt(app)).toBeFocused();
});

test('every dialog opens by its key, takes the focus, and gives it back on Escape', async ({ app }) => {
  const { keyboard } = app.page;
  await tabTo(app, app.page.getByRole('button', { name: 'New chat', exact: true }));
  for (const [key, name] of [
    ['ControlOrMeta+,', 'Settings'],
    ['ControlOrMeta+E', /^Export/],
    ['ControlOrMeta+Shift+K', 'Connections'],
    ['Alt+A', 'Add column'],
    ['?', /shortcuts/i],
  ] as const) {
    await keyboard.press(key);
    const dialog = app.page.getByRole('dialog', { name });
    await expect(dialog).toBeVisible();
    await expect
      .poll(() => dialog.evaluate((element) => element.contains(document.activeElement)))
      .toBe(true);
    await keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(app.page.getByRole('button', { name: 'New chat', exact: true })).toBeFocused();
  }
  await expect(columns(app)).toHaveCount(3);
});
