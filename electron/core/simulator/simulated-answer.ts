// What a simulated model would say to a request, in tokens and complete, before any of it is sent.
import { estimateTokens } from '../../../shared/usage.ts';
import { promptFacts } from './prompt-facts.ts';
import type { Character, Pace } from './simulated-models.ts';
import type { SimulatedRequest } from './simulated-request.ts';
import { splitTokens } from './tokens.ts';

export interface SimulatedAnswer {
  /** Tokens of each part of the reasoning. */
  reasoning: string[][];
  text: string[];
  finish: 'stop' | 'length' | 'refusal';
  pace: Pace;
  inputTokens: number;
  /** The part of the input a vendor's cache would have served: everything before the newest prompt. */
  cachedTokens: number;
}

/** Cached prefixes come in steps, as vendors count them; smaller ones than theirs, so that short chats show some. */
const cacheStepTokens = 16;

/** `speed`: 1 is the natural pace, 0 waits for nothing. Depends on the request and the model alone. */
export const simulateAnswer = (
  character: Character,
  request: SimulatedRequest,
  speed: number,
): SimulatedAnswer => {
  const limit = character.model.maxOutputTokens;
  const { maxOutputTokens, ...others } = promptFacts(request);
  // Formats that require a limit always send one; only a limit below the model's own is worth a word.
  const isLimited = maxOutputTokens !== undefined && maxOutputTokens < limit;
  const facts = isLimited ? { ...others, maxOutputTokens } : others;
  let room = isLimited ? maxOutputTokens : limit;
  let isCut = false;
  const take = (text: string): string[] => {
    const tokens = splitTokens(text);
    if (tokens.length > room) isCut = true;
    const taken = tokens.slice(0, room);
    room -= taken.length;
    return taken;
  };
  const reasoning = character
    .reasoning(facts)
    .map(take)
    .filter((part) => part.length > 0);
  const text = take(character.text(facts));
  const earlier = [request.systemPrompt, ...request.turns.slice(0, -1).map((turn) => turn.text)];
  const earlierTokens =
    request.turns.length > 1 ? earlier.reduce((sum, part) => sum + estimateTokens(part), 0) : 0;
  const everything = [request.systemPrompt, ...request.turns.map((turn) => turn.text)];
  return {
    reasoning,
    text,
    finish: character.manner === 'refuses' ? 'refusal' : isCut ? 'length' : 'stop',
    pace: {
      firstTokenMs: speed === 0 ? 0 : character.pace.firstTokenMs / speed,
      tokensPerSecond: speed === 0 ? Number.POSITIVE_INFINITY : character.pace.tokensPerSecond * speed,
    },
    inputTokens: everything.reduce((sum, part) => sum + estimateTokens(part), 0),
    cachedTokens: earlierTokens - (earlierTokens % cacheStepTokens),
  };
};
