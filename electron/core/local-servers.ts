// Looks for model servers on this computer: four well-known loopback ports, once, without credentials. Only answers of exactly the
// right shape count, because these ports belong to every developer's tools.
import type { LocalServer } from '../../shared/connection.ts';
import { z } from '../../shared/zod.ts';

/** A closed port refuses at once; a server that is there may be slow while the computer is busy starting it, and nobody waits. */
const timeoutMs = 3000;
/** No list of models is larger; whatever is, is something else. */
const maxBytes = 1_000_000;

const modelList = z.object({
  object: z.literal('list').optional(),
  data: z.array(z.object({ id: z.string() })),
});

type Send = typeof globalThis.fetch;

const getJson = async (url: string, send: Send): Promise<unknown> => {
  const response = await send(url, { signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok || !(response.headers.get('content-type') ?? '').includes('json')) return undefined;
  const text = await response.text();
  return text.length > maxBytes ? undefined : JSON.parse(text);
};

const countModels = async (origin: string, send: Send): Promise<number | undefined> => {
  const parsed = modelList.safeParse(await getJson(`${origin}/v1/models`, send));
  return parsed.success ? parsed.data.data.length : undefined;
};

const found = (
  vendorId: LocalServer['vendorId'],
  origin: string,
  modelCount: number | undefined,
): LocalServer => ({
  vendorId,
  baseUrl: `${origin}/v1`,
  ...(modelCount === undefined ? {} : { modelCount }),
});

type Probe = { origin: string; probe(origin: string, send: Send): Promise<LocalServer | undefined> };

/** `origins` are for tests; the defaults are the servers' own. */
export const localServerProbes = (
  origins: { ollama: string; lmStudio: string; llamaCpp: string; vllm: string } = {
    ollama: 'http://127.0.0.1:11434',
    lmStudio: 'http://127.0.0.1:1234',
    llamaCpp: 'http://127.0.0.1:8080',
    vllm: 'http://127.0.0.1:8000',
  },
): Probe[] => [
  {
    origin: origins.ollama,
    async probe(origin, send) {
      const parsed = z
        .object({ version: z.string() })
        .safeParse(await getJson(`${origin}/api/version`, send));
      if (!parsed.success) return undefined;
      return { ...found('ollama', origin, await countModels(origin, send)), version: parsed.data.version };
    },
  },
  {
    origin: origins.lmStudio,
    async probe(origin, send) {
      const count = await countModels(origin, send);
      return count === undefined ? undefined : found('lm-studio', origin, count);
    },
  },
  {
    origin: origins.llamaCpp,
    async probe(origin, send) {
      const props = z
        .object({ default_generation_settings: z.unknown() })
        .safeParse(await getJson(`${origin}/props`, send));
      return props.success ? found('llama-cpp', origin, await countModels(origin, send)) : undefined;
    },
  },
  {
    origin: origins.vllm,
    async probe(origin, send) {
      const list = z
        .object({ data: z.array(z.object({ id: z.string(), owned_by: z.literal('vllm') })).min(1) })
        .safeParse(await getJson(`${origin}/v1/models`, send));
      return list.success ? found('vllm', origin, list.data.data.length) : undefined;
    },
  },
];

/** Never rejects: what cannot be reached is not there. `send`: the network's fetch, which follows no redirects. */
export const findLocalServers = async (
  send: Send,
  probes: Probe[] = localServerProbes(),
): Promise<LocalServer[]> => {
  const results = await Promise.allSettled(probes.map(({ origin, probe }) => probe(origin, send)));
  return results.flatMap((result) =>
    result.status === 'fulfilled' && result.value !== undefined ? [result.value] : [],
  );
};
