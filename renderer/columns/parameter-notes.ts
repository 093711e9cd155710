// What is to be said beside a parameter before it is sent: that the model does not take it, or what it does with it. Pure.
import type { ModelFacts } from '../../shared/capabilities.ts';
import type { Parameters } from '../../shared/chat.ts';
import { formatCount, formatWhen } from '../../shared/format.ts';
import type { Refusal } from '../../shared/model.ts';

export type NotedParameter = NonNullable<Refusal['parameter']>;

export interface ParameterNote {
  text: string;
  /** The model does not take it as it is set, or would not if it were set. */
  isRefused: boolean;
  /** An answer taught it: it is left out of what is sent, until that is taken back. */
  isLearnt: boolean;
}

export type ParameterNotes = Partial<Record<NotedParameter, ParameterNote>>;

type Asked = { [Name in NotedParameter]?: Parameters[Name] | undefined };

const refused = (text: string): ParameterNote => ({ text, isRefused: true, isLearnt: false });
const remark = (text: string): ParameterNote => ({ text, isRefused: false, isLearnt: false });

const learntNote = (
  { refusals }: ModelFacts,
  parameter: NotedParameter,
  { reasoningEffort, extra }: Asked,
  now: number,
): ParameterNote | undefined => {
  const own = refusals.filter(
    (each) =>
      each.parameter === parameter &&
      (each.effort === undefined || each.effort === reasoningEffort) &&
      (parameter !== 'extra' || Object.hasOwn(extra ?? {}, each.field.split('.')[0] ?? '')),
  );
  const last = own.at(-1);
  if (last === undefined) return undefined;
  const what =
    parameter === 'extra'
      ? own.map(({ field }) => `“${field}”`).join(', ')
      : last.effort === undefined
        ? 'it'
        : 'this level';
  return {
    text: `This model refused ${what} (${formatWhen(last.at, now)}). It is left out.`,
    isRefused: true,
    isLearnt: true,
  };
};

const temperatureNote = (facts: ModelFacts, { reasoningEffort }: Asked): ParameterNote | undefined => {
  const { temperature, temperatureReason: reason = '' } = facts;
  switch (temperature?.value) {
    case 'refused':
      return refused(reason);
    case 'without-reasoning':
      return reasoningEffort === 'off' ? undefined : refused(reason);
    case 'idle-while-reasoning':
      return reasoningEffort === 'off' ? undefined : remark(reason);
    case 'discouraged':
      return remark(reason);
    default:
      return undefined;
  }
};

const limitNote = ({ maxOutputTokens }: ModelFacts, asked: Asked): ParameterNote | undefined =>
  maxOutputTokens !== undefined && (asked.maxOutputTokens ?? 0) > maxOutputTokens.value
    ? refused(`This is more than the ${formatCount(maxOutputTokens.value)} this model allows.`)
    : undefined;

const effortNote = ({ efforts }: ModelFacts, { reasoningEffort }: Asked): ParameterNote | undefined => {
  if (efforts === undefined) return remark('Which levels this model has is not known.');
  if (efforts.value.length === 0)
    return reasoningEffort === 'off'
      ? remark('This model does not reason.')
      : refused('This model does not reason.');
  if (reasoningEffort === undefined || efforts.value.includes(reasoningEffort)) return undefined;
  return refused('This model has no such level.');
};

/** `asked`: what the column sets, or is about to set. */
export const parameterNotes = (facts: ModelFacts, asked: Asked, now: number): ParameterNotes => {
  const notes: Record<NotedParameter, ParameterNote | undefined> = {
    temperature: learntNote(facts, 'temperature', asked, now) ?? temperatureNote(facts, asked),
    maxOutputTokens: learntNote(facts, 'maxOutputTokens', asked, now) ?? limitNote(facts, asked),
    reasoningEffort: learntNote(facts, 'reasoningEffort', asked, now) ?? effortNote(facts, asked),
    extra: learntNote(facts, 'extra', asked, now),
  };
  return Object.fromEntries(Object.entries(notes).filter(([, note]) => note !== undefined));
};
