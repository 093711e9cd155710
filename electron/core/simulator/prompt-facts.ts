// What can truthfully be said of a prompt without understanding it: counts, first words, what came before, what was set.
// The texts of the simulated models are made of these facts and nothing else.
import type { SimulatedRequest } from './simulated-request.ts';

export interface PromptFacts {
  words: number;
  characters: number;
  lines: number;
  /** Its first words, at most eight, on one line; plain text. */
  opening: string;
  /** Whether the prompt goes on after the opening. */
  isOpeningCut: boolean;
  /** 1 for the first prompt of a chat. */
  turn: number;
  /** First words of the prompt before, in a follow-up. */
  previousOpening?: string;
  systemWords: number;
  temperature?: number;
  maxOutputTokens?: number;
  effort?: string;
  /** 32 bits that depend on the model and the prompt alone. */
  seed: number;
}

const isSpace = (code: number): boolean =>
  code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000;

/** One pass over the text: a pasted prompt may have millions of characters. */
const measure = (text: string): { words: number; characters: number; lines: number } => {
  let words = 0;
  let characters = 0;
  let lines = 1;
  let wasSpace = true;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 10) lines += 1;
    // The second half of a surrogate pair is not a character of its own.
    if (code < 0xdc00 || code > 0xdfff) characters += 1;
    const space = isSpace(code);
    if (wasSpace && !space) words += 1;
    wasSpace = space;
  }
  return { words, characters, lines };
};

const openingOf = (text: string): { opening: string; isCut: boolean } => {
  const line = text.slice(0, 400).replaceAll(/\s+/g, ' ').trim();
  const words = line.split(' ').slice(0, 8).join(' ');
  const opening = [...words].slice(0, 60).join('').trimEnd();
  return { opening, isCut: opening.length < text.trim().length };
};

/** FNV-1a over UTF-16 code units: small, and the same on every machine. */
const hash = (seed: number, text: string): number => {
  let value = seed;
  for (let index = 0; index < text.length; index += 1)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return value;
};
const fnvOffset = 0x811c9dc5;

export const promptFacts = (request: SimulatedRequest): PromptFacts => {
  const prompts = request.turns.filter((turn) => turn.role === 'user').map((turn) => turn.text);
  const prompt = prompts.at(-1) ?? '';
  const previous = prompts.at(-2);
  const { opening, isCut } = openingOf(prompt);
  return {
    ...measure(prompt),
    opening,
    isOpeningCut: isCut,
    turn: prompts.length,
    ...(previous !== undefined && { previousOpening: openingOf(previous).opening }),
    systemWords: measure(request.systemPrompt).words,
    ...(request.temperature !== undefined && { temperature: request.temperature }),
    ...(request.maxOutputTokens !== undefined && { maxOutputTokens: request.maxOutputTokens }),
    ...(request.effort !== undefined && { effort: request.effort }),
    seed: hash(hash(fnvOffset, request.modelId), prompt),
  };
};
