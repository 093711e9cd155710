// What is known of models whose endpoint does not say it: a dated table by name. It is the last word only where there is no other: what
// an endpoint lists and what it refuses go before it. Knows no endpoint. Facts: the makers' documentation and SDK types.
import type { Effort, InputKind, ThinkingKind } from './model.ts';

/**
 * `without-reasoning`: refused unless reasoning is off. `idle-while-reasoning`: accepted and without effect. `discouraged`: accepted,
 * but the maker advises to leave it alone.
 */
export type TemperatureRule =
  | 'accepted'
  | 'refused'
  | 'without-reasoning'
  | 'idle-while-reasoning'
  | 'discouraged';

export interface KnownModel {
  /** Matched against `plainModelName`, from its start. */
  pattern: RegExp;
  /** Empty: it does not reason. */
  efforts?: readonly Effort[];
  thinking?: readonly ThinkingKind[];
  temperature?: TemperatureRule;
  /** Why not, in one short sentence for a person; given with every rule but `accepted`. */
  temperatureReason?: string;
  input?: readonly InputKind[];
  /** What the maker's own service allows; another operator may allow less. */
  contextTokens?: number;
  maxOutputTokens?: number;
  /** Names to offer where somebody is asked which model it is. */
  names?: readonly string[];
  /** ISO date, and whose word it is. */
  checkedOn: string;
  source: string;
}

const anthropic = { checkedOn: '2026-11-23', source: 'Anthropic’s documentation' };
const openai = { checkedOn: '2026-11-23', source: 'OpenAI’s documentation' };
const google = { checkedOn: '2026-11-23', source: 'Google’s documentation' };
const deepseek = { checkedOn: '2026-11-23', source: 'DeepSeek’s documentation' };
const cohere = { checkedOn: '2026-11-23', source: 'Cohere’s documentation' };
const amazon = { checkedOn: '2026-11-23', source: 'Amazon’s documentation' };
const mistral = { checkedOn: '2026-11-23', source: 'Mistral’s documentation' };
const xai = { checkedOn: '2026-11-23', source: 'xAI’s documentation' };

const levels: readonly Effort[] = ['low', 'medium', 'high', 'xhigh', 'max'];
const budgets: readonly Effort[] = ['minimal', 'low', 'medium', 'high', 'xhigh', 'max'];
const everything: readonly InputKind[] = ['text', 'image', 'pdf'];

const limits = (contextTokens: number, maxOutputTokens: number) => ({ contextTokens, maxOutputTokens });

const newClaude = {
  ...anthropic,
  ...limits(1_000_000, 128_000),
  input: everything,
  temperature: 'refused',
  temperatureReason: 'Claude 4.7 and newer take no temperature.',
} as const;
const oldClaude = {
  ...anthropic,
  ...limits(200_000, 64_000),
  thinking: ['enabled', 'disabled'],
  efforts: ['off', ...budgets],
  temperature: 'accepted',
  input: everything,
} as const;
const firstClaude = { ...anthropic, thinking: [], efforts: [], temperature: 'accepted' } as const;
const gpt6 = { ...openai, ...limits(1_050_000, 128_000) };
const gpt4 = { ...openai, efforts: [], temperature: 'accepted' } as const;
const gpt5 = {
  ...openai,
  temperature: 'refused',
  temperatureReason: 'GPT-5 and the o-series take no temperature.',
} as const;

const nova = { ...amazon, efforts: [], temperature: 'accepted' } as const;

/** The first whose pattern fits counts: special ones stand before the general. */
export const knownModels: readonly KnownModel[] = [
  {
    ...newClaude,
    pattern: /claude-opus-5[-.]5/,
    thinking: ['adaptive'],
    efforts: levels,
    names: ['claude-opus-5-5'],
  },
  {
    ...newClaude,
    pattern: /claude-fable-5/,
    thinking: ['adaptive'],
    efforts: levels,
    names: ['claude-fable-5-1', 'claude-fable-5'],
  },
  {
    ...newClaude,
    pattern: /claude-sonnet-5[-.]5/,
    thinking: ['adaptive', 'between-tools'],
    efforts: ['off', ...levels],
    names: ['claude-sonnet-5-5'],
  },
  {
    ...newClaude,
    pattern: /claude-(?:opus|sonnet|haiku)-(?:4[-.][7-9](?!\d)|[5-9](?!\d))/,
    thinking: ['adaptive', 'disabled'],
    efforts: ['off', ...levels],
    names: ['claude-haiku-5-5', 'claude-opus-5', 'claude-sonnet-5'],
  },
  {
    ...anthropic,
    ...limits(1_000_000, 128_000),
    pattern: /claude-(?:opus|sonnet|haiku)-4[-.]6(?!\d)/,
    thinking: ['adaptive', 'enabled', 'disabled'],
    efforts: ['off', ...levels],
    temperature: 'accepted',
    input: everything,
    names: ['claude-opus-4-6', 'claude-sonnet-4-6'],
  },
  // Before Opus 4.5.
  { ...oldClaude, maxOutputTokens: 32_000, pattern: /claude-opus-4(?!\d|[-.][2-9](?!\d))/ },
  { ...oldClaude, pattern: /claude-(?:(?:opus|sonnet|haiku)-4(?!\d)|3[-.]7)/ },
  { ...firstClaude, ...limits(200_000, 8192), pattern: /claude-3[-.]5/ },
  { ...firstClaude, ...limits(200_000, 4096), pattern: /claude-3(?!\d)/ },
  { ...firstClaude, maxOutputTokens: 4096, pattern: /claude-(?:2|instant)/ },
  {
    ...gpt6,
    pattern: /gpt-6(?:-astra|\.1-sol)/,
    efforts: ['minimal', ...levels],
    temperature: 'refused',
    temperatureReason: 'This model always reasons, and then takes no temperature.',
    names: ['gpt-6-astra', 'gpt-6.1-sol'],
  },
  {
    ...gpt6,
    pattern: /gpt-6/,
    efforts: ['off', 'minimal', ...levels],
    temperature: 'without-reasoning',
    temperatureReason: 'GPT-6 takes a temperature only while reasoning is off.',
    names: ['gpt-6-sol', 'gpt-6-luna', 'gpt-6.1-terra'],
  },
  { ...openai, pattern: /gpt-5[^/]*-chat/ },
  {
    ...gpt5,
    ...limits(1_050_000, 128_000),
    pattern: /gpt-5\.[4-9](?!-(?:mini|nano))/,
    names: ['gpt-5.6-sol', 'gpt-5.6-terra', 'gpt-5.4'],
  },
  { ...gpt5, ...limits(400_000, 128_000), pattern: /gpt-5/ },
  { ...gpt5, pattern: /o1-(?:mini|preview)/ },
  { ...gpt5, ...limits(200_000, 100_000), pattern: /o[1-9](?:-|$)/ },
  {
    ...openai,
    pattern: /gpt-oss/,
    efforts: ['low', 'medium', 'high'],
    contextTokens: 131_072,
    names: ['gpt-oss-120b'],
  },
  { ...gpt4, ...limits(1_047_576, 32_768), pattern: /gpt-4\.1/, names: ['gpt-4.1'] },
  {
    ...gpt4,
    ...limits(128_000, 16_384),
    pattern: /(?:chatgpt-4o|gpt-4o(?:-mini)?(?!-2024-05-13)(?=-20|$))/,
    names: ['gpt-4o'],
  },
  { ...gpt4, pattern: /(?:gpt-(?:4|3\.5)|chatgpt-4)/ },
  {
    ...google,
    ...limits(1_048_576, 65_536),
    pattern: /gemini-(?:[3-9]|\d\d)/,
    thinking: ['level'],
    efforts: ['low', 'medium', 'high'],
    temperature: 'discouraged',
    temperatureReason: 'Google advises to leave it unset for Gemini 3 and newer.',
    names: ['gemini-3.8-flash', 'gemini-3.1-pro-preview'],
  },
  {
    ...google,
    ...limits(1_048_576, 65_536),
    pattern: /gemini-2\.5-pro(?!.*-tts)/,
    thinking: ['budget'],
    efforts: ['minimal', 'low', 'medium', 'high', 'max'],
    temperature: 'accepted',
  },
  {
    ...google,
    ...limits(1_048_576, 65_536),
    // Those that speak read far less, and do not reason.
    pattern: /gemini-2\.5(?!.*-tts)/,
    thinking: ['budget'],
    efforts: ['off', 'minimal', 'low', 'medium', 'high', 'max'],
    temperature: 'accepted',
  },
  { ...google, pattern: /gemini-(?:1|2)/, thinking: [], efforts: [], temperature: 'accepted' },
  {
    ...deepseek,
    ...limits(1_000_000, 384_000),
    pattern: /deepseek-v4/,
    efforts: ['off', 'low', 'high', 'max'],
    temperature: 'idle-while-reasoning',
    temperatureReason: 'DeepSeek ignores it while it reasons.',
    names: ['deepseek-v4-pro', 'deepseek-v4-flash'],
  },
  { ...xai, pattern: /grok-.*non-reasoning/, efforts: [], temperature: 'accepted' },
  {
    ...xai,
    pattern: /grok-4\.[56]/,
    temperature: 'accepted',
    contextTokens: 500_000,
    names: ['grok-4.6', 'grok-4.5'],
  },
  { ...xai, pattern: /grok-/, temperature: 'accepted' },
  {
    ...mistral,
    pattern: /mistral-(?:medium-3-5|large-2512|small-2603)/,
    temperature: 'accepted',
    contextTokens: 262_144,
    names: ['mistral-medium-3-5', 'mistral-large-2512'],
  },
  {
    ...mistral,
    pattern: /(?:mistral|magistral|ministral|devstral|codestral)-/,
    temperature: 'accepted',
  },
  {
    ...cohere,
    ...limits(256_000, 32_000),
    pattern: /command-a-reasoning/,
    efforts: ['off', 'low', 'medium', 'high', 'max'],
    temperature: 'accepted',
    names: ['command-a-reasoning-08-2025'],
  },
  {
    ...cohere,
    pattern: /command-a-0/,
    efforts: [],
    temperature: 'accepted',
    contextTokens: 256_000,
    names: ['command-a-03-2025'],
  },
  {
    ...cohere,
    pattern: /command-(?:a-vision|r)/,
    efforts: [],
    temperature: 'accepted',
    contextTokens: 128_000,
  },
  {
    ...amazon,
    pattern: /nova-2-lite/,
    efforts: ['low', 'medium', 'high'],
    temperature: 'accepted',
    contextTokens: 1_000_000,
    names: ['nova-2-lite'],
  },
  { ...nova, contextTokens: 128_000, pattern: /nova-micro/ },
  { ...nova, contextTokens: 300_000, pattern: /nova-(?:lite|pro)/ },
  { ...nova, contextTokens: 1_000_000, pattern: /nova-premier/ },
];

/** Where a request may be served, and who made the model: neither changes what it takes. */
const placePrefix = /^(?:us-gov|us|eu|apac|jp|au|global|regional)\./;
const makerPrefix = /^(?:anthropic|openai|amazon|google|deepseek|mistral|cohere|xai)\./;

/** "claude-opus-5-5" for `us.anthropic.claude-opus-5-5`, `anthropic/claude-opus-5-5` and what an AWS resource name ends in. */
export const plainModelName = (id: string): string =>
  id.trim().toLowerCase().replace(/^.*\//, '').replace(placePrefix, '').replace(makerPrefix, '');

/** What is known of a model by its id; undefined for names that say nothing. */
export const knownModel = (id: string): KnownModel | undefined => {
  const name = plainModelName(id);
  return knownModels.find(({ pattern }) => name.search(pattern) === 0);
};

const inTurn = (): string[] => {
  const counts = new Map<string, number>();
  const ranked = knownModels.flatMap(({ names = [], source }) =>
    names.map((name) => {
      const rank = counts.get(source) ?? 0;
      counts.set(source, rank + 1);
      return { name, rank };
    }),
  );
  return ranked.sort((one, other) => one.rank - other.rank).map(({ name }) => name);
};

/** Names to offer where somebody is asked which model stands behind an id: of every maker one, then of every maker another. */
export const knownModelNames: readonly string[] = inTurn();
