// Bounds what a page may hand over in one call, before anything looks at it. Knows nothing of what a call means.

/** Twice the longest prompt the contract allows, in characters: room for the largest honest call. */
const maxCharacters = 24_000_000;
/** Far more than any call has, far less than what would keep a validator busy. */
const maxNodes = 200_000;
const maxDepth = 64;

/** Whether `input` is plain data of bearable size. Cycles, and anything structured cloning carries beyond JSON, are not. */
export const isBearable = (input: unknown): boolean => {
  let characters = 0;
  let nodes = 0;
  const walk = (value: unknown, depth: number): boolean => {
    nodes += 1;
    if (nodes > maxNodes || depth > maxDepth) return false;
    if (typeof value === 'string') {
      characters += value.length;
      return characters <= maxCharacters;
    }
    if (typeof value !== 'object' || value === null) return typeof value !== 'bigint';
    if (Array.isArray(value)) return value.every((item) => walk(item, depth + 1));
    if (Object.getPrototypeOf(value) !== Object.prototype) return false;
    return Object.entries(value).every(([key, item]) => {
      characters += key.length;
      return characters <= maxCharacters && walk(item, depth + 1);
    });
  };
  return walk(input, 0);
};
