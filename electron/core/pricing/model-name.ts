// When two names mean the same model for pricing, and when they only look alike. Knows no prices.

/** Inference profiles: where a request may be served, which has its own price. */
const placePrefix = /^(?:us|eu|apac|jp|au|us-gov|global|regional)\./;

/** "anthropic." or "openai/": a maker's name holds no digit but one's, so "gpt-5." is not taken for one. */
const makerPrefix = /^(?:(?:[a-z]+|ai21)\.(?=[a-z])|[a-z0-9-]+\/)/;

/** The model or inference profile an AWS resource name ends in. */
export const withoutArn = (name: string): string => name.replace(/^arn:.*\//i, '');

/**
 * A model's name without what does not change its price: where it runs, who made it, revision, date, "latest", "free".
 * Tables of prices match by prefix; only names that are equal in this form are the same model (checked 2026-11-23).
 */
export const normaliseModelName = (name: string): string =>
  withoutArn(name.trim())
    .toLowerCase()
    .replace(placePrefix, '')
    .replace(makerPrefix, '')
    .replace(/:free$/, '')
    .replace(/-latest$/, '')
    .replace(/(?:-v?\d+)?:\d+$/, '')
    .replace(/(?:[-@]20\d{6}|-20\d\d-\d\d-\d\d)$/, '')
    .replace(/-0$/, '');

type Place = 'global' | 'regional';

const placeOf = (name: string): Place | undefined => {
  const prefix = placePrefix.exec(withoutArn(name).toLowerCase())?.[0];
  if (prefix === undefined) return undefined;
  return prefix === 'global.' ? 'global' : 'regional';
};

/** Whether a row of a price table is for exactly this model. A row bound to a place is not for another; a bare name is regional. */
export const isRowOf = (model: string, row: string): boolean => {
  if (normaliseModelName(model) !== normaliseModelName(row)) return false;
  const place = placeOf(row);
  return place === undefined || place === (placeOf(model) ?? 'regional');
};

/** Whether two names, such as the one asked for and the one reported, mean one model. */
export const isSameModel = (one: string, other: string): boolean =>
  normaliseModelName(one) === normaliseModelName(other);
