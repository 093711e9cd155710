// One request on its way to an endpoint that may refuse parameters: leaves out what was refused before, then whatever is refused now,
// and tells what that taught. Knows neither how it is sent nor where lessons are kept.
import type { Failure } from '../../shared/failure.ts';
import type { Refusal } from '../../shared/model.ts';
import { withoutParameter } from './providers/dropped-parameter.ts';
import type { ChatRequest } from './providers/provider.ts';

type Parameter = NonNullable<Refusal['parameter']>;

/** Words by which an endpoint refuses a level of effort and not the parameter. */
const isAboutLevel = ({ code, message }: Failure): boolean =>
  /unsupported_value|invalid_value/i.test(code ?? '') ||
  /unsupported value|supported values|\blevel\b|\bbudget\b/i.test(message);

const changed = (before: ChatRequest, after: ChatRequest): Parameter | undefined => {
  for (const name of ['temperature', 'maxOutputTokens', 'reasoningEffort'] as const)
    if (before[name] !== after[name]) return name;
  // Fewer of the user's own fields; more of them are ours, which switch off what an adapter adds.
  const count = (request: ChatRequest): number => Object.keys(request.extra ?? {}).length;
  return count(after) < count(before) ? 'extra' : undefined;
};

export interface RefusedParameters {
  /** The request as it is to be sent now. */
  request(): ChatRequest;
  /** Names of all that was left out, in the endpoint's words. */
  dropped(): string[];
  /** Sentences for what the user had set and an earlier answer had taught to leave out. */
  leftOut: readonly string[];
  /** Leaves out what `failure` refuses, once for each parameter; the sentence for it, or undefined where nothing can be left out. */
  heal(failure: Failure): string | undefined;
  /** What was learnt on the way. It counts once an answer came of it. */
  learnt(): Refusal[];
}

export const createRefusedParameters = (
  original: ChatRequest,
  refusals: readonly Refusal[],
): RefusedParameters => {
  let request = original;
  const dropped: string[] = [];
  const learnt: Refusal[] = [];
  const leftOut = refusals.flatMap(({ field, effort, parameter }): string[] => {
    if (effort !== undefined && effort !== request.reasoningEffort) return [];
    const without = withoutParameter(request, field);
    if (without === undefined) return [];
    request = without;
    dropped.push(field);
    return parameter === undefined ? [] : [`“${field}” was left out: this model refused it before.`];
  });
  return {
    request: () => request,
    dropped: () => [...dropped],
    leftOut,
    heal(failure) {
      const field = failure.field ?? '';
      // An endpoint that refuses it again means something else.
      if (failure.kind !== 'unsupported_param' || dropped.includes(field)) return undefined;
      const without = withoutParameter(request, field);
      if (without === undefined) return undefined;
      const parameter = changed(request, without);
      const effort =
        parameter === 'reasoningEffort' && isAboutLevel(failure) ? request.reasoningEffort : undefined;
      // Without a status nothing was asked: an adapter knew it by itself, and will know it again.
      if (failure.status !== undefined)
        learnt.push({
          modelId: request.modelId,
          field,
          ...(parameter === undefined ? {} : { parameter }),
          ...(effort === undefined ? {} : { effort }),
          at: Date.now(),
        });
      request = without;
      dropped.push(field);
      return `The endpoint does not take “${field}”; the request was sent again without it.`;
    },
    learnt: () => learnt,
  };
};
