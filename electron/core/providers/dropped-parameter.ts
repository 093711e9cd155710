// The request once more without the one parameter an endpoint refused. Pure; knows the names vendors use for our parameters.
import type { ChatRequest } from './provider.ts';

type OurField = 'temperature' | 'maxOutputTokens' | 'reasoningEffort';

const ourField = (field: string): OurField | undefined => {
  if (/^temperature$/i.test(field)) return 'temperature';
  if (/^max(imum)?_?((completion|output)_?)?tokens$/i.test(field)) return 'maxOutputTokens';
  if (
    /^(reasoning|reasoning_?effort|reasoning\.effort|thinking(\..+)?|thinking[_ ]?(config|level|budget)|effort|output_?config(\.effort)?)$/i.test(
      field,
    )
  )
    return 'reasoningEffort';
  return undefined;
};

/**
 * `request` without what `field` (a failure's `field`, in the vendor's words) names, or undefined where that is nothing we sent:
 * then sending again cannot help. What an adapter adds of its own accord (`stream_options`, `reasoning.summary`) is switched off
 * through `extra`, which is merged into the body last.
 */
export const withoutParameter = (request: ChatRequest, field: string): ChatRequest | undefined => {
  const name = field
    .trim()
    .replace(/^(body|request|inferenceConfig|additionalModelRequestFields|generation_?config)\./i, '');
  const root = name.split('.')[0] ?? name;
  const { extra } = request;
  for (const key of [name, root])
    if (extra !== undefined && Object.hasOwn(extra, key) && extra[key] !== undefined) {
      const { [key]: _, ...rest } = extra;
      return { ...request, extra: rest };
    }
  if (name === 'reasoning.summary') {
    const { reasoningEffort } = request;
    if (reasoningEffort === undefined) return undefined;
    return { ...request, extra: { ...extra, reasoning: { effort: effortWord(reasoningEffort) } } };
  }
  if (root === 'stream_options' || name === 'include_usage') {
    if (extra !== undefined && Object.hasOwn(extra, 'stream_options')) return undefined;
    return { ...request, extra: { ...extra, stream_options: undefined } };
  }
  const ours = ourField(name);
  if (ours === undefined || request[ours] === undefined) return undefined;
  return { ...request, [ours]: undefined };
};

/** OpenAI's word for an effort of ours. */
export const effortWord = (effort: NonNullable<ChatRequest['reasoningEffort']>): string =>
  effort === 'off' ? 'none' : effort;
