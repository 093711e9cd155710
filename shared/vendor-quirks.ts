// The quirks most endpoints have, under a name each. Source: the vendors' documentation as of November 2026. Knows no vendor.
import type { Quirks } from './vendors.ts';

/** What servers that imitate Chat Completions take. */
export const compatible: Quirks = {
  maxTokensField: 'max_tokens',
  systemRole: 'system',
  isUsageRequested: true,
};

/** OpenAI's models where others serve them, and those who followed OpenAI's change of names. */
export const openaiNames: Quirks = { ...compatible, maxTokensField: 'max_completion_tokens' };

/** OpenAI itself. */
export const openaiOwn: Quirks = { ...openaiNames, systemRole: 'developer', isOpenAi: true, takesPdf: true };
