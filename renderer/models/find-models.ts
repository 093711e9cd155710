// Which models the picker offers for what was typed: pure, so that it can be judged without a window.
import { type Connection, type ModelList, simulatorConnectionId } from '../../shared/connection.ts';
import type { ConnectionId } from '../../shared/id.ts';
import { type ModelInfo, modelRefSchema } from '../../shared/model.ts';
import { vendors } from '../../shared/vendors.ts';

export interface ModelGroup {
  connection: Connection;
  /** Best match first; without a query in the order the endpoint lists them, deprecated ones last. */
  models: ModelInfo[];
  /** How many match, of which `models` may be a part. */
  matchCount: number;
}

/** More than this under one head is not read but searched. */
export const maxShown = 80;

/** Real connections by label, the simulated models last. */
export const orderedConnections = (connections: Record<ConnectionId, Connection>): Connection[] =>
  Object.values(connections)
    .filter((connection) => connection.isRemoved !== true)
    .sort(
      (one, other) =>
        Number(one.id === simulatorConnectionId) - Number(other.id === simulatorConnectionId) ||
        one.label.localeCompare(other.label, 'en'),
    );

const words = (query: string): string[] => query.toLowerCase().split(/\s+/).filter(Boolean);

/** Lower is better; undefined: no match. Every word must be found somewhere. */
const rank = (model: ModelInfo, connection: Connection, query: string): number | undefined => {
  const id = model.id.toLowerCase();
  const name = (model.name ?? '').toLowerCase();
  const place = `${connection.label} ${vendors[connection.vendorId].label}`.toLowerCase();
  if (!words(query).every((word) => id.includes(word) || name.includes(word) || place.includes(word)))
    return undefined;
  const text = query.trim().toLowerCase();
  const deprecated = model.isDeprecated === true ? 10 : 0;
  if (text === '') return deprecated;
  if (id === text || name === text) return 0;
  if (id.startsWith(text) || name.startsWith(text)) return 1 + deprecated;
  if (id.includes(text) || name.includes(text)) return 2 + deprecated;
  return 3 + deprecated;
};

/** Groups with at least one match, in the order of `connections`. */
export const findModels = (
  connections: readonly Connection[],
  lists: Record<ConnectionId, ModelList>,
  query: string,
): ModelGroup[] =>
  connections.flatMap((connection) => {
    const ranked = (lists[connection.id]?.models ?? []).flatMap((model) => {
      const value = rank(model, connection, query);
      return value === undefined ? [] : [{ model, value }];
    });
    // A stable sort keeps the endpoint's order among equals.
    ranked.sort((one, other) => one.value - other.value);
    return ranked.length === 0
      ? []
      : [
          {
            connection,
            models: ranked.slice(0, maxShown).map(({ model }) => model),
            matchCount: ranked.length,
          },
        ];
  });

/** Where the typed text could itself be a model id: every real connection that does not list exactly this one. */
export const freeTextConnections = (
  connections: readonly Connection[],
  lists: Record<ConnectionId, ModelList>,
  query: string,
): Connection[] => {
  const modelId = query.trim();
  if (!modelRefSchema.shape.modelId.safeParse(modelId).success || /\s/.test(modelId)) return [];
  return connections.filter(
    ({ id }) =>
      id !== simulatorConnectionId && lists[id]?.models.some((model) => model.id === modelId) !== true,
  );
};

/** Lists change rarely; a day-old one is asked for again when the picker opens, a failed one at once. */
const staleAfterMs = 24 * 60 * 60 * 1000;

export const isListStale = (list: ModelList | undefined, now: number): boolean =>
  list === undefined ||
  list.failure !== undefined ||
  list.models.length === 0 ||
  now - list.listedAt > staleAfterMs;

/** 128k, 1M, and 8k for 8,192: as vendors write it, who count in thousands or in 1,024s. */
export const formatContext = (tokens: number): string => {
  if (tokens >= 1_000_000) return `${Number((tokens / 1_000_000).toFixed(1))}M`;
  if (tokens < 1000) return String(tokens);
  const unit = tokens % 1000 !== 0 && tokens % 1024 === 0 ? 1024 : 1000;
  return `${Math.round(tokens / unit)}k`;
};
