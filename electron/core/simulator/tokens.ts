// How a simulated model cuts text into tokens: about four characters each, words with the space before them. Knows no real tokenizer.

const token = / ?[\p{L}\p{N}\p{M}]{1,6}|\s+|[^\s\p{L}\p{N}]{1,2}/gu;

/** Joined again they are the text, character for character; no surrogate pair is split. */
export const splitTokens = (text: string): string[] => text.match(token) ?? [];
