// A profile with files that cannot be read: the app starts, says so, and keeps what was there.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './app.ts';

const findKept = async (dataDir: string, name: string): Promise<string | undefined> =>
  (await readdir(dataDir)).find((each) => each.startsWith(`${name}.bad-`));

for (const { what, name, content, words } of [
  {
    what: 'settings',
    name: 'settings.json',
    content: '{"theme": "dark", "maxRetr',
    words: 'The settings file could not be read.',
  },
  {
    what: 'keys',
    name: 'vault.json',
    content: '\u0000\u0001 not json',
    words: 'The file with your encrypted keys could not be read.',
  },
  {
    what: 'chats',
    name: 'collate.db',
    content: `SQLite format 3\u0000${'this is not a database at all. '.repeat(400)}`,
    words: 'The saved chats could not be read because their file is damaged.',
  },
])
  test.describe(`a profile whose file of ${what} is damaged`, () => {
    test.use({ profileFiles: { [name]: content } });

    test('is opened with a notice, the file is kept as it was, and everything works', async ({ app }) => {
      const notice = app.page.getByRole('status').filter({ hasText: words });
      await expect(notice).toBeVisible();
      const kept = await findKept(app.dataDir, name);
      expect(kept).toBeDefined();
      await expect(notice).toContainText(`kept as ${kept}`);
      expect(await readFile(join(app.dataDir, kept ?? ''), 'utf8')).toBe(content);

      await app.page.getByRole('button', { name: 'Settings' }).click();
      await app.page.getByRole('radio', { name: 'Compact' }).click();
      await app.page.keyboard.press('Escape');
      await app.page.getByRole('button', { name: 'New chat' }).click();
      await notice.getByRole('button', { name: 'Dismiss notice' }).click();
      await expect(notice).toHaveCount(0);

      await app.restart();
      await expect(app.page.getByText(words)).toHaveCount(0);
      expect(await findKept(app.dataDir, name)).toBe(kept);
      await app.page.getByRole('button', { name: 'Settings' }).click();
      await expect(app.page.getByRole('radio', { name: 'Compact' })).toBeChecked();
    });
  });

test.describe('settings with one value that is not possible', () => {
  test.use({ profileFiles: { 'settings.json': JSON.stringify({ theme: 'dark', maxRetries: -5 }) } });

  test('keep every other one', async ({ app }) => {
    await app.page.getByRole('button', { name: 'Settings' }).click();
    await expect(app.page.getByRole('radio', { name: 'Dark' })).toBeChecked();
    await expect(app.page.getByRole('textbox', { name: 'Retries' })).toHaveValue('2');
  });
});
