// What Ollama tells of each of its models, in its own format beside the one that lists their ids: what it can do, how much it reads.
// A model it says nothing of stays as it was listed. Chooses nothing.
import type { ModelInfo } from '../../../shared/model.ts';
import { checkedFetch } from './checked-fetch.ts';
import { readBounded } from './list-fetch.ts';
import { parseJson } from './loose-json.ts';
import { ollamaModel } from './model-list.ts';
import type { ProviderContext } from './provider.ts';

/** Every model is a question of its own: a few at a time, and an end to them, for a bare list is better than a late one. */
const askedAtOnce = 4;
const maxAsked = 200;
const timeoutMs = 3000;

/** People paste the address with and without the path of the other format. */
const rootOf = (baseUrl: string): string => baseUrl.replace(/\/v1$/, '');

/** `models` in their order, without those that do not write text. Never rejects. */
export const describeOllamaModels = async (
  models: readonly ModelInfo[],
  context: ProviderContext,
): Promise<ModelInfo[]> => {
  const send = checkedFetch(context);
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(timeoutMs)]);
  const described: (ModelInfo | undefined)[] = [...models];
  const indices = [...models.keys()].slice(0, maxAsked);

  const describe = async (index: number, model: ModelInfo): Promise<void> => {
    const response = await send(`${rootOf(context.baseUrl)}/api/show`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ model: model.id }),
      signal,
    });
    described[index] = ollamaModel(model, parseJson(await readBounded(response, context)));
  };
  const work = async (): Promise<void> => {
    for (let index = indices.shift(); index !== undefined; index = indices.shift()) {
      const model = models[index];
      if (model === undefined || signal.aborted) return;
      // Older versions and servers that only look like it have no such path: the model stays as it was listed.
      await describe(index, model).catch(() => undefined);
    }
  };
  await Promise.all(Array.from({ length: askedAtOnce }, work));
  return described.filter((model) => model !== undefined);
};
