// What a person does in the window to get from nothing to columns of real models: by role and name, as it is done by hand.
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

export interface NewConnection {
  /** As it is called in the list of vendors. */
  vendor: string;
  name: string;
  baseUrl: string;
  key?: string;
  operator?: string;
  region?: string;
}

export const openConnections = async (page: Page): Promise<Locator> => {
  await page.getByRole('button', { name: 'Connections', exact: true }).click();
  return page.getByRole('dialog', { name: 'Connections', exact: true });
};

export const closeDialog = async (page: Page): Promise<void> => {
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
};

/** In the list of vendors. */
export const chooseVendor = async (page: Page, vendor: string): Promise<void> => {
  await page.getByRole('combobox', { name: 'Search vendors' }).fill(vendor);
  await page
    .getByRole('option')
    .filter({ has: page.getByText(vendor, { exact: true }) })
    .click();
};

/** Opens the form of a new connection and fills it in; nothing is saved yet. */
export const fillConnection = async (page: Page, connection: NewConnection): Promise<Locator> => {
  const list = await openConnections(page);
  await list.getByRole('button', { name: 'Add a connection', exact: true }).click();
  await chooseVendor(page, connection.vendor);
  const form = page.getByRole('dialog', { name: 'New connection' });
  if (connection.key !== undefined) await form.getByLabel('API key', { exact: true }).fill(connection.key);
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill(connection.name);
  await form.getByRole('textbox', { name: 'Base URL' }).fill(connection.baseUrl);
  if (connection.operator !== undefined)
    await form.getByRole('textbox', { name: 'Operator' }).fill(connection.operator);
  if (connection.region !== undefined)
    await form.getByRole('textbox', { name: 'Region' }).fill(connection.region);
  return form;
};

/** The row of a connection in the list. */
export const rowOf = (page: Page, name: string): Locator =>
  page
    .getByRole('list', { name: 'Connections' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: `Edit ${name}`, exact: true }) });

/** Waits until the test that follows saving has come to its end, and returns the row. */
export const saveAndTest = async (page: Page, name: string): Promise<Locator> => {
  await page.getByRole('button', { name: 'Save and test' }).click();
  const row = rowOf(page, name);
  await expect(row.getByText(/^Test (passed|failed|needs a model)/)).toBeVisible();
  return row;
};

/** Adds it, waits for its test, and goes back to the grid. */
export const addConnection = async (page: Page, connection: NewConnection): Promise<void> => {
  await fillConnection(page, connection);
  await saveAndTest(page, connection.name);
  await closeDialog(page);
};

/** Adds a column of this model; an id that the connection does not list is taken as typed. */
export const addColumn = async (page: Page, connection: string, modelId: string): Promise<void> => {
  await page.getByRole('button', { name: 'Add column' }).click();
  const picker = page.getByRole('dialog', { name: 'Add column' });
  await picker.getByRole('combobox', { name: 'Search models' }).fill(modelId);
  const group = picker.getByRole('group', { name: new RegExp(`^${connection}`) });
  const listed = group.getByRole('option', { name: modelId });
  const free = picker.getByRole('option', { name: `Use ${modelId} at ${connection}` });
  await listed.or(free).first().click();
  await expect(picker).toHaveCount(0);
};

/** Takes every column of the chat away. */
export const removeColumns = async (page: Page): Promise<void> => {
  const menus = page.getByRole('button', { name: 'Column menu' });
  for (let count = await menus.count(); count > 0; count -= 1) {
    await menus.first().click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await expect(menus).toHaveCount(count - 1);
  }
};

/** The chat as it is with these columns alone. */
export const useColumns = async (
  page: Page,
  columns: readonly { connection: string; modelId: string }[],
): Promise<void> => {
  await removeColumns(page);
  for (const { connection, modelId } of columns) await addColumn(page, connection, modelId);
};

export const openParameters = async (page: Page, column: Locator, label: string): Promise<Locator> => {
  await column.getByRole('button', { name: 'Column menu' }).click();
  await page.getByRole('menuitem', { name: 'Parameters' }).click();
  return page.getByRole('dialog', { name: `Parameters of ${label}` });
};

/** The explanation that appears when a measure of an answer is focused. */
export const explain = async (page: Page, answer: Locator, measure: RegExp): Promise<Locator> => {
  await answer.getByRole('group', { name: 'Measures' }).getByRole('button', { name: measure }).focus();
  const tip = page.getByRole('tooltip');
  await expect(tip).toBeVisible();
  return tip;
};

/** The clipboard as text; whoever reads it has been let by the test. */
export const readClipboard = async (page: Page): Promise<string> => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  return await page.evaluate(() => navigator.clipboard.readText());
};

/** Saves the open export dialog's file in this format; the file's name and its content. */
export const saveExport = async (
  page: Page,
  format: 'HTML page' | 'Markdown' | 'CSV table' | 'JSON',
): Promise<{ name: string; path: string; text: string }> => {
  const dialog = page.getByRole('dialog', { name: /^Export/ });
  await dialog.getByRole('radio', { name: new RegExp(`^${format}`) }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save file' }).click(),
  ]);
  const path = await download.path();
  await expect(page.getByText(`Exported as ${download.suggestedFilename()}.`)).toBeVisible();
  await expect(dialog).toHaveCount(0);
  return { name: download.suggestedFilename(), path, text: await readFile(path, 'utf8') };
};

/** The whole chat. */
export const exportChat = async (
  page: Page,
  format: Parameters<typeof saveExport>[1],
): ReturnType<typeof saveExport> => {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  return await saveExport(page, format);
};
