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

/** What a connection can be asked for, as far as is known: what it lists, then what was typed for it before. */
const modelsOf = (connection: Connection, list: ModelList | undefined): ModelInfo[] => {
  const listed = list?.models ?? [];
  const named = connection.namedModels ?? [];
  if (named.length === 0) return listed;
  const ids = new Set(listed.map(({ id }) => id));
  return [...listed, ...named.flatMap(({ id }) => (ids.has(id) ? [] : [{ id }]))];
};

const words = (query: string): string[] => query.toLowerCase().split(/\s+/).filter(Boolean);

/** Lower is better; undefined: no match. Every word must be found somewhere. */
const rank = (
  model: ModelInfo,
  place: string,
  text: string,
  wanted: readonly string[],
): number | undefined => {
  const id = model.id.toLowerCase();
  const name = (model.name ?? '').toLowerCase();
  if (!wanted.every((word) => id.includes(word) || name.includes(word) || place.includes(word)))
    return undefined;
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
): ModelGroup[] => {
  const text = query.trim().toLowerCase();
  const wanted = words(query);
  return connections.flatMap((connection) => {
    const place = `${connection.label} ${vendors[connection.vendorId].label}`.toLowerCase();
    const ranked = modelsOf(connection, lists[connection.id]).flatMap((model) => {
      const value = rank(model, place, text, wanted);
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
};

/** Where the typed text could itself be a model id: every real connection that does not list exactly this one. */
export const freeTextConnections = (
  connections: readonly Connection[],
  lists: Record<ConnectionId, ModelList>,
  query: string,
): Connection[] => {
  const modelId = query.trim();
  if (!modelRefSchema.shape.modelId.safeParse(modelId).success || /\s/.test(modelId)) return [];
  return connections.filter(
    (connection) =>
      connection.id !== simulatorConnectionId &&
      !modelsOf(connection, lists[connection.id]).some((model) => model.id === modelId),
  );
};

/** Whether an id typed here may be a name somebody gave: then it is asked which model stands behind it. */
export const hasOwnNames = ({ vendorId }: Connection): boolean => vendors[vendorId].hasNoModelList === true;

/** Lists change rarely; a day-old one is asked for again when the picker opens, a failed one at once. */
const staleAfterMs = 24 * 60 * 60 * 1000;

export const isListStale = (list: ModelList | undefined, now: number): boolean =>
  list === undefined ||
  list.failure !== undefined ||
  list.models.length === 0 ||
  now - list.listedAt > staleAfterMs;

/** "just now", "5 min ago", "3 h ago", "2 days ago". */
export const formatAge = (at: number, now: number): string => {
  const minutes = Math.max(0, Math.floor((now - at) / 60_000));
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ago`;
  return `${Math.floor(hours / 24)} days ago`;
};

/** 128k, 1M, and 8k for 8,192: as vendors write it, who count in thousands or in 1,024s. */
export const formatContext = (tokens: number): string => {
  if (tokens >= 1_000_000) return `${Number((tokens / 1_000_000).toFixed(1))}M`;
  if (tokens < 1000) return String(tokens);
  const unit = tokens % 1000 !== 0 && tokens % 1024 === 0 ? 1024 : 1000;
  return `${Math.round(tokens / unit)}k`;
};
