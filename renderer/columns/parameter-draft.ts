// What a person has typed into the parameters of a column, and what of it can be kept. Pure.
import { type Parameters, parametersSchema } from '../../shared/chat.ts';

export interface ParameterDraft {
  systemPrompt: string | undefined;
  temperature: number | undefined;
  maxOutputTokens: number | undefined;
  reasoningEffort: Parameters['reasoningEffort'];
  /** As typed; undefined or blank: not sent. */
  extraText: string | undefined;
}

export const draftOf = (parameters: Parameters): ParameterDraft => ({
  systemPrompt: parameters.systemPrompt,
  temperature: parameters.temperature,
  maxOutputTokens: parameters.maxOutputTokens,
  reasoningEffort: parameters.reasoningEffort,
  extraText: parameters.extra === undefined ? undefined : JSON.stringify(parameters.extra, null, 2),
});

type Extra = NonNullable<Parameters['extra']>;

/** The object to merge into the request, nothing, or the sentence that says what is wrong with the text. */
export const parseExtra = (
  text: string | undefined,
): { ok: true; extra: Extra | undefined } | { ok: false; message: string } => {
  if (text === undefined || text.trim() === '') return { ok: true, extra: undefined };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // The engine repeats the text after its reason.
    const reason =
      error instanceof Error ? error.message.replace(/,? (\.\.\.)?".*is not valid JSON$/s, '') : '';
    return { ok: false, message: `This is not valid JSON: ${reason}.` };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { ok: false, message: 'This must be a JSON object, such as {"seed": 7}.' };
  const parsed = parametersSchema.shape.extra.safeParse(value);
  return parsed.success
    ? { ok: true, extra: parsed.data }
    : { ok: false, message: 'This JSON holds a value that cannot be sent.' };
};

/** What can be saved now: all that is set and valid. While the JSON is not valid, the earlier one stays. */
export const parametersOf = (draft: ParameterDraft, saved: Parameters): Parameters => {
  const extra = parseExtra(draft.extraText);
  const kept = extra.ok ? extra.extra : saved.extra;
  return {
    ...(draft.systemPrompt !== undefined &&
      draft.systemPrompt.trim() !== '' && { systemPrompt: draft.systemPrompt }),
    ...(draft.temperature !== undefined && { temperature: draft.temperature }),
    ...(draft.maxOutputTokens !== undefined && { maxOutputTokens: draft.maxOutputTokens }),
    ...(draft.reasoningEffort !== undefined && { reasoningEffort: draft.reasoningEffort }),
    ...(kept !== undefined && { extra: kept }),
  };
};

/** Order of keys within the extra JSON is kept on the wire, so it counts as a difference. */
export const isSameParameters = (one: Parameters, other: Parameters): boolean =>
  JSON.stringify(draftOf(one)) === JSON.stringify(draftOf(other));
