// The app with a connection to models whose answers come piece by piece, when the test says so. Their prompts begin with "Hold".
import { addColumn, addConnection } from '../helpers/at-the-window.ts';
import { type GatedEndpoint, startGatedEndpoint } from '../helpers/gated-endpoint.ts';
import { type App, test as base } from './app.ts';
import { useColumns } from './deeds.ts';

export const test = base.extend<{ endpoint: GatedEndpoint }>({
  endpoint: async ({ app }, use) => {
    const endpoint = await startGatedEndpoint(['alpha', 'beta']);
    await addConnection(app.page, {
      vendor: 'OpenAI-compatible endpoint',
      name: 'Gated',
      baseUrl: endpoint.baseUrl,
      key: 'sk-gated',
    });
    await use(endpoint);
    await endpoint.close();
  },
});

/** Leaves the chat with columns of these models. */
export const useGatedColumns = async (app: App, ...models: string[]): Promise<void> => {
  for (const model of models) await addColumn(app.page, 'Gated', model);
  await useColumns(app, ...models);
};
