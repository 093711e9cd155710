// Finds what an answer cost and says why: the endpoint's word, the user's price, our supplement, the library. Unknown stays unknown.
// Knows nothing of how the tokens were counted.
import type { ModelPrice, PriceCalculation } from '@pydantic/genai-prices';
import type { ModelRef } from '../../../shared/model.ts';
import type { Cost, OwnPrice } from '../../../shared/price.ts';
import type { Usage } from '../../../shared/usage.ts';
import type { Vendor } from '../../../shared/vendors.ts';
import { isRowOf, isSameModel, withoutArn } from './model-name.ts';
import { loadPriceEngine, type PriceEngine, priceLibrary, type Tokens, toTokens } from './price-engine.ts';
import { type SupplementPrice, type SupplementRow, supplement } from './supplement.ts';

export interface PriceInput {
  vendor: Vendor;
  /** What was asked for. */
  modelRef: ModelRef;
  /** The model behind that id, where the connection says which it is: deployments have names of their own. */
  baseModelId?: string | undefined;
  /** What the endpoint says it served, which is what it bills. */
  reportedModel?: string | undefined;
  usage: Usage | undefined;
  /** Epoch ms of the request: prices change. */
  at: number;
  ownPrices: readonly OwnPrice[];
  simulatedPrice?: { inputUsdPerMillion: number; outputUsdPerMillion: number } | undefined;
}

export interface PriceBook {
  /** Never rejects. The amount is finite and not negative, or absent. */
  price(input: PriceInput): Promise<Cost>;
}

const dayMs = 86_400_000;

/** Lists change every few weeks; older ones deserve a second look. */
const maxAgeDays = 60;

/** Tiers that cost what the list says. Others (flex, priority, batch) are cheaper or dearer by factors no list here holds. */
const listTiers = new Set(['default', 'standard', 'auto', 'on_demand']);

const excludes = 'It leaves out taxes, discounts and service tiers.';

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

const ageNote = (since: string, at: number): string => {
  const days = Math.floor((at - Date.parse(since)) / dayMs);
  return days > maxAgeDays ? ` The price data was ${days} days old: it may have changed.` : '';
};

const unknown = (sentence: string): Cost => ({ kind: 'unknown', provenance: { sentence } });

/** The price of a part of the tokens that this request had. */
const rateOf = (price: ModelPrice[string], inputTokens: number): number | undefined => {
  if (price === undefined || typeof price === 'number') return price;
  return price.tiers.reduce((rate, tier) => (inputTokens > tier.start ? tier.price : rate), price.base);
};

const cacheNote = (prices: ModelPrice, tokens: Tokens): string => {
  const isMissing =
    ((tokens.cache_read_tokens ?? 0) > 0 && prices.cache_read_mtok === undefined) ||
    ((tokens.cache_write_tokens ?? 0) > 0 && prices.cache_write_mtok === undefined);
  return isMissing ? ' Cached tokens without a price of their own count as ordinary input.' : '';
};

const costOf = (
  kind: Cost['kind'],
  found: PriceCalculation,
  { tokens, usage }: { tokens: Tokens; usage: Usage },
  provenance: Cost['provenance'],
): Cost => {
  const input = rateOf(found.model_price.input_mtok, tokens.input_tokens);
  const output = rateOf(found.model_price.output_mtok, tokens.input_tokens);
  return {
    kind,
    amountUsd: found.total_price,
    ...(usage.source === 'reported' ? {} : { isEstimate: true }),
    provenance: {
      ...provenance,
      sentence: `${provenance.sentence}${cacheNote(found.model_price, tokens)}`,
      ...(input === undefined ? {} : { inputUsdPerMillion: input }),
      ...(output === undefined ? {} : { outputUsdPerMillion: output }),
    },
  };
};

const ownPriceOf = ({ ownPrices, modelRef }: PriceInput): OwnPrice | undefined =>
  ownPrices.find(
    ({ model }) => model.connectionId === modelRef.connectionId && model.modelId === modelRef.modelId,
  );

const toModelPrice = (
  price: Omit<SupplementRow, 'providerId' | 'model' | 'source' | 'checkedOn' | 'effectiveFrom'>,
): ModelPrice => {
  const tiered = (each: SupplementPrice): ModelPrice[string] =>
    typeof each === 'number' ? each : { base: each.upTo, tiers: [{ start: each.above, price: each.then }] };
  const prices: ModelPrice = { input_mtok: tiered(price.input), output_mtok: tiered(price.output) };
  if (price.cacheRead !== undefined) prices.cache_read_mtok = tiered(price.cacheRead);
  if (price.cacheWrite !== undefined) prices.cache_write_mtok = tiered(price.cacheWrite);
  if (price.cacheWrite1h !== undefined) prices.cache_write_1h_mtok = tiered(price.cacheWrite1h);
  return prices;
};

/** What was served is what is billed. Where it is another model than was asked for, the one asked for has no exact price to offer. */
const billedNames = (input: PriceInput): { exact: string[]; alike: string[] } => {
  const { modelRef, reportedModel } = input;
  const asked = input.baseModelId ?? modelRef.modelId;
  // An endpoint that repeats the name it was asked by says nothing of the model behind it.
  const isEcho = input.baseModelId !== undefined && reportedModel === modelRef.modelId;
  if (reportedModel === undefined || reportedModel === '' || isEcho)
    return { exact: [asked], alike: [asked] };
  const both = [reportedModel, asked];
  return { exact: isSameModel(reportedModel, asked) ? both : [reportedModel], alike: both };
};

interface Counted {
  tokens: Tokens;
  usage: Usage;
}

/** Where a price rests on what the connection says about the model, for the provenance. */
const namedNote = ({ modelRef, baseModelId }: PriceInput, row: string): string =>
  baseModelId !== undefined && isSameModel(baseModelId, row)
    ? ` ${modelRef.modelId} stands for ${baseModelId}, as its connection says.`
    : '';

const otherTier = ({ usage: { serviceTier } }: Counted): string | undefined =>
  serviceTier === undefined || listTiers.has(serviceTier.toLowerCase())
    ? undefined
    : `Approximate: the service tier “${serviceTier}” has a price of its own that is not in the list.`;

const fromSupplement = (engine: PriceEngine, input: PriceInput, counted: Counted): Cost | undefined => {
  const { exact } = billedNames(input);
  const row = supplement.findLast(
    ({ providerId, model, effectiveFrom }) =>
      providerId === input.vendor.priceProviderId &&
      input.at >= Date.parse(effectiveFrom) &&
      exact.some((name) => isRowOf(name, model)),
  );
  const found = row && engine.fromPrices(counted.tokens, toModelPrice(row));
  if (row === undefined || found === undefined) return undefined;
  const tierCaveat = otherTier(counted);
  return costOf(tierCaveat === undefined ? 'supplement' : 'approximate', found, counted, {
    sentence: `${tierCaveat === undefined ? '' : `${tierCaveat} `}USD price of ${row.model} from ${row.source}, looked at on ${row.checkedOn}. ${excludes}${namedNote(input, row.model)}${ageNote(row.checkedOn, input.at)}`,
    row: row.model,
    source: row.source,
    asOf: row.checkedOn,
  });
};

const fromLibrary = (engine: PriceEngine, input: PriceInput, counted: Counted): Cost | undefined => {
  const { priceProviderId } = input.vendor;
  if (priceProviderId === undefined) return undefined;
  const { exact, alike } = billedNames(input);
  const look = (name: string) =>
    engine.fromLists(counted.tokens, withoutArn(name), priceProviderId, input.at);
  const same = exact
    .map((name) => ({ name, found: look(name) }))
    .find(({ name, found }) => found !== undefined && isRowOf(name, found.model.id));
  const found = same?.found ?? alike.map(look).find((each) => each !== undefined);
  if (found === undefined) return undefined;

  const owner = engine.listOwner(found);
  const isBorrowed = owner !== found.provider;
  const tierCaveat = otherTier(counted);
  const source = `${priceLibrary.name} ${priceLibrary.version}`;
  const caveats = [
    same === undefined
      ? `Approximate: priced as ${found.model.id}, because the model itself is not in the list.`
      : '',
    tierCaveat ?? '',
    isBorrowed
      ? `This is the list price of ${owner.name}; ${found.provider.name} has no list of its own for it.`
      : '',
  ].filter((caveat) => caveat !== '');
  return costOf(same === undefined || tierCaveat !== undefined ? 'approximate' : 'library', found, counted, {
    sentence: [
      ...caveats,
      `USD list price, ${source} (published ${priceLibrary.publishedOn}), row ${found.model.id}, list of ${owner.name}.`,
      `${excludes}${namedNote(input, found.model.id)}${ageNote(priceLibrary.publishedOn, input.at)}`,
    ].join(' '),
    row: found.model.id,
    source,
    asOf: priceLibrary.publishedOn,
  });
};

const simulated = ({ simulatedPrice, usage }: PriceInput): Cost => {
  const tokens = usage && toTokens(usage);
  if (simulatedPrice === undefined || usage === undefined || tokens === undefined)
    return { kind: 'local', provenance: { sentence: 'Simulated on this computer: no charge.' } };
  const { inputUsdPerMillion, outputUsdPerMillion } = simulatedPrice;
  return {
    kind: 'simulated',
    amountUsd:
      (tokens.input_tokens * inputUsdPerMillion + tokens.output_tokens * outputUsdPerMillion) / 1_000_000,
    ...(usage.source === 'reported' ? {} : { isEstimate: true }),
    provenance: {
      sentence: 'An invented price of a simulated model: nothing is charged.',
      inputUsdPerMillion,
      outputUsdPerMillion,
    },
  };
};

const local: Cost = { kind: 'local', provenance: { sentence: 'Runs on your own computer: no charge.' } };

const computed = async (input: PriceInput, usage: Usage): Promise<Cost | undefined> => {
  const tokens = toTokens(usage);
  const own = ownPriceOf(input);
  if (tokens === undefined || (own === undefined && input.vendor.priceProviderId === undefined))
    return undefined;
  const engine = await loadPriceEngine();
  const counted = { tokens, usage };
  if (own === undefined) return fromSupplement(engine, input, counted) ?? fromLibrary(engine, input, counted);
  const found = engine.fromPrices(
    tokens,
    toModelPrice({
      input: own.inputUsdPerMillion,
      output: own.outputUsdPerMillion,
      ...(own.cacheReadUsdPerMillion === undefined ? {} : { cacheRead: own.cacheReadUsdPerMillion }),
      ...(own.cacheWriteUsdPerMillion === undefined ? {} : { cacheWrite: own.cacheWriteUsdPerMillion }),
    }),
  );
  const note = own.note === undefined || own.note === '' ? '' : ` Your note: ${own.note}`;
  return (
    found &&
    costOf('override', found, counted, {
      sentence: `Your own price, entered on ${own.enteredOn}.${note}`,
      source: 'own price',
      asOf: own.enteredOn,
    })
  );
};

const find = async (input: PriceInput): Promise<Cost> => {
  const { vendor, usage } = input;
  if (vendor.id === 'simulator') return simulated(input);
  const reported = usage?.reportedCostUsd;
  if (reported !== undefined && Number.isFinite(reported) && reported >= 0)
    return {
      kind: 'reported',
      amountUsd: reported,
      provenance: {
        sentence: 'Stated by the endpoint itself.',
        source: vendor.label,
        asOf: isoDay(input.at),
      },
    };
  const cost = usage && (await computed(input, usage));
  if (cost !== undefined) return cost;
  if (vendor.isLocal === true) return local;
  if (usage === undefined) return unknown('The endpoint reported no token counts.');
  return unknown(
    `No price is known for ${input.reportedModel || input.modelRef.modelId} at ${vendor.label}. You can enter your own.`,
  );
};

/** Reads no file and no network; the library's lists are loaded with the first price that needs them. */
export const createPriceBook = (): PriceBook => ({
  price: (input) =>
    find(input).catch((error: unknown) =>
      unknown(`The price could not be computed: ${error instanceof Error ? error.message : String(error)}`),
    ),
});
