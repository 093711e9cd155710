// The simulated models: what the picker shows of each, what it invents as a price, how fast it writes, and how it misbehaves.
// A new one is a row here.
import type { ModelInfo, WireFormat } from '../../../shared/model.ts';
import type { PromptFacts } from './prompt-facts.ts';
import { longText } from './texts/long-text.ts';
import { reasoningParts, reasoningText } from './texts/reasoning-text.ts';
import { shortText } from './texts/short-text.ts';
import { steadyText } from './texts/steady-text.ts';

/** What others may know of a simulated model. The price is invented and must be shown as such. */
export type SimulatedModel = ModelInfo & {
  wireFormat: WireFormat;
  name: string;
  description: string;
  contextTokens: number;
  maxOutputTokens: number;
  price: { inputUsdPerMillion: number; outputUsdPerMillion: number };
};

export interface Pace {
  /** From the request to the first token, reasoning or text. */
  firstTokenMs: number;
  tokensPerSecond: number;
}

export interface Character {
  model: SimulatedModel;
  pace: Pace;
  /** How a normal request to it ends. */
  manner: 'answers' | 'refuses' | 'breaks' | 'stalls' | 'busy-at-first';
  reasoning(facts: PromptFacts): string[];
  text(facts: PromptFacts): string;
}

/** Stands where a refusing model explains itself. */
export const refusalExplanation =
  'Simulated refusal: this model declines every prompt. Nothing about the prompt was judged.';

const noReasoning = (): string[] => [];

/** Room for a pasted prompt of several megabytes; a simulated model never refuses one for its length. */
const contextTokens = 4_000_000;

const rows: readonly {
  id: string;
  name: string;
  description: string;
  wireFormat: WireFormat;
  maxOutputTokens: number;
  prices: readonly [inputUsdPerMillion: number, outputUsdPerMillion: number];
  pace: readonly [firstTokenMs: number, tokensPerSecond: number];
  manner: Character['manner'];
  text: Character['text'];
  reasoning?: Character['reasoning'];
  efforts?: ModelInfo['efforts'];
}[] = [
  {
    id: 'sim-fast',
    name: 'Sim: Fast and short',
    description: 'Begins at once and stops after a few sentences.',
    wireFormat: 'openai-chat',
    maxOutputTokens: 4_096,
    prices: [0.1, 0.4],
    pace: [25, 150],
    manner: 'answers',
    text: shortText,
  },
  {
    id: 'sim-reasoner',
    name: 'Sim: Slow reasoner',
    description: 'Writes reasoning first; more effort, more of it.',
    wireFormat: 'openai-responses',
    maxOutputTokens: 16_384,
    prices: [2, 8],
    pace: [300, 60],
    manner: 'answers',
    text: reasoningText,
    reasoning: reasoningParts,
    efforts: ['off', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'],
  },
  {
    id: 'sim-long',
    name: 'Sim: Long with tables and code',
    description: 'A long answer with headings, lists, a table, code and many scripts.',
    wireFormat: 'anthropic-messages',
    maxOutputTokens: 8_192,
    prices: [1, 5],
    pace: [180, 90],
    manner: 'answers',
    text: longText,
  },
  {
    id: 'sim-converse',
    name: 'Sim: Steady',
    description: 'An even answer of middle length.',
    wireFormat: 'bedrock-converse',
    maxOutputTokens: 8_192,
    prices: [0.5, 1.5],
    pace: [120, 75],
    manner: 'answers',
    text: steadyText,
  },
  {
    id: 'sim-refuses',
    name: 'Sim: Refuses',
    description: 'Declines every prompt and says why.',
    wireFormat: 'anthropic-messages',
    maxOutputTokens: 8_192,
    prices: [1, 5],
    pace: [200, 80],
    manner: 'refuses',
    text: () => '',
  },
  {
    id: 'sim-busy',
    name: 'Sim: Busy at first',
    description: 'Turns the first request of a prompt away; asking again helps.',
    wireFormat: 'openai-chat',
    maxOutputTokens: 4_096,
    prices: [0.1, 0.4],
    pace: [60, 120],
    manner: 'busy-at-first',
    text: shortText,
  },
  {
    id: 'sim-breaks',
    name: 'Sim: Breaks mid-stream',
    description: 'The connection is lost after half of the answer.',
    wireFormat: 'bedrock-converse',
    maxOutputTokens: 8_192,
    prices: [0.5, 1.5],
    pace: [120, 75],
    manner: 'breaks',
    text: steadyText,
  },
  {
    id: 'sim-stalls',
    name: 'Sim: Stalls',
    description: 'Falls silent in the middle and never goes on.',
    wireFormat: 'openai-chat',
    maxOutputTokens: 4_096,
    prices: [0.1, 0.4],
    pace: [60, 100],
    manner: 'stalls',
    text: steadyText,
  },
];

const characters: readonly Character[] = rows.map((row) => ({
  model: {
    id: row.id,
    name: row.name,
    description: row.description,
    contextTokens,
    maxOutputTokens: row.maxOutputTokens,
    input: ['text'],
    ...(row.efforts && { efforts: row.efforts }),
    wireFormat: row.wireFormat,
    price: { inputUsdPerMillion: row.prices[0], outputUsdPerMillion: row.prices[1] },
  },
  pace: { firstTokenMs: row.pace[0], tokensPerSecond: row.pace[1] },
  manner: row.manner,
  text: row.text,
  reasoning: row.reasoning ?? noReasoning,
}));

/** In the order they are offered. */
export const simulatedModels: readonly SimulatedModel[] = characters.map(({ model }) => model);

export const characterOf = (modelId: string): Character | undefined =>
  characters.find(({ model }) => model.id === modelId);
