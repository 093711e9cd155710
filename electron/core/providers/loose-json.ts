// Reads JSON that vendors send: every accessor answers with the expected shape or nothing, and never throws.
// Knows no vendor.

export type JsonObject = Record<string, unknown>;

export const asObject = (value: unknown): JsonObject | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;

export const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** A string that is not empty. */
export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** No answer of any model comes near this; larger counts are errors of the sender. */
const maxCount = 1e10;

/** A whole number that can be a count. Negative, fractional, huge and non-numeric values are nothing. */
export const asCount = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= maxCount ? value : undefined;

/** A non-negative amount that can be a cost in USD. */
export const asAmount = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= 1e6 ? value : undefined;

export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
