// What a model can do and which parameters it takes, as far as anybody says, with who says it: the endpoint's own list first, the dated
// table after it, and what earlier answers taught beside both. Pure; decides nothing about what is sent.
import type { Connection, ModelList } from './connection.ts';
import type { ConnectionId } from './id.ts';
import { type KnownModel, knownModel, type TemperatureRule } from './known-models.ts';
import type { Effort, InputKind, ModelInfo, ModelRef, Refusal, ThinkingKind } from './model.ts';
import { vendors } from './vendors.ts';

/** `listed`: by the endpoint. `known`: from our table, which may be behind the times. */
export type Origin = { from: 'listed' } | { from: 'known'; checkedOn: string; source: string };
export type Fact<Value> = Origin & { value: Value };

export interface ModelFacts {
  /** The name that rules and price lists go by: the model behind the id, where the user said so. */
  baseModelId: string;
  contextTokens: Fact<number> | undefined;
  maxOutputTokens: Fact<number> | undefined;
  input: Fact<readonly InputKind[]> | undefined;
  /** Empty: it does not reason. */
  efforts: Fact<readonly Effort[]> | undefined;
  thinking: Fact<readonly ThinkingKind[]> | undefined;
  temperature: Fact<TemperatureRule> | undefined;
  /** Why a temperature does not do what one expects, for a person. */
  temperatureReason: string | undefined;
  isDeprecated: boolean;
  retiresOn: string | undefined;
  price: ModelInfo['price'];
  /** What answers of this model taught, oldest first. */
  refusals: readonly Refusal[];
}

interface Known {
  connections: Record<ConnectionId, Connection>;
  models: Record<ConnectionId, ModelList>;
}

/** The model behind an id, where the user or the endpoint says which it is. */
export const baseModelOf = (
  { connectionId, modelId }: ModelRef,
  { connections, models }: Known,
): string | undefined =>
  connections[connectionId]?.namedModels?.find(({ id }) => id === modelId)?.baseModelId ??
  models[connectionId]?.models.find(({ id }) => id === modelId)?.baseModelId;

const listed = <Value>(value: Value | undefined): Fact<Value> | undefined =>
  value === undefined ? undefined : { value, from: 'listed' };

const known = <Value>(row: KnownModel | undefined, value: Value | undefined): Fact<Value> | undefined =>
  row === undefined || value === undefined
    ? undefined
    : { value, from: 'known', checkedOn: row.checkedOn, source: row.source };

const listedTemperature = (info: ModelInfo | undefined, row: KnownModel | undefined) => {
  if (info?.takesTemperature === false)
    return {
      temperature: listed<TemperatureRule>('refused'),
      temperatureReason: 'The endpoint lists no temperature for this model.',
    };
  // That a parameter exists says nothing of when it has an effect: the table's finer word stands beside it.
  if (info?.takesTemperature === true && row?.temperature === 'refused')
    return { temperature: listed<TemperatureRule>('accepted'), temperatureReason: undefined };
  const fact = known(row, row?.temperature);
  if (fact !== undefined) return { temperature: fact, temperatureReason: row?.temperatureReason };
  return {
    temperature: info?.takesTemperature === true ? listed<TemperatureRule>('accepted') : undefined,
    temperatureReason: undefined,
  };
};

/** All that is said of one model at one connection. */
export const factsOf = (model: ModelRef, state: Known): ModelFacts => {
  const { connectionId, modelId } = model;
  const { connections, models } = state;
  const connection = connections[connectionId];
  const list = models[connectionId];
  const info = list?.models.find(({ id }) => id === modelId);
  const baseModelId = baseModelOf(model, state) ?? modelId;
  const vendor = connection === undefined ? undefined : vendors[connection.vendorId];
  // Local servers run what they like under any name, and take every parameter.
  const row = vendor === undefined || vendor.isLocal === true ? undefined : knownModel(baseModelId);
  return {
    baseModelId,
    contextTokens: listed(info?.contextTokens) ?? known(row, row?.contextTokens),
    maxOutputTokens: listed(info?.maxOutputTokens) ?? known(row, row?.maxOutputTokens),
    input: listed(info?.input) ?? known(row, row?.input),
    efforts: listed(info?.efforts) ?? known(row, row?.efforts),
    thinking: listed(info?.thinking) ?? known(row, row?.thinking),
    ...listedTemperature(info, row),
    isDeprecated: info?.isDeprecated === true,
    retiresOn: info?.retiresOn,
    price: info?.price,
    refusals: (list?.refusals ?? []).filter((refusal) => refusal.modelId === modelId),
  };
};
