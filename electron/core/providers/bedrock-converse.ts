// Converse: the one format in which AWS Bedrock serves every model. Builds the request, hands the decoded stream to its reader.
import type { ConverseStreamCommandInput } from '@aws-sdk/client-bedrock-runtime';
import type { Effort } from '../../../shared/model.ts';
import { untoldPlatform } from '../network/smithy-handler.ts';
import { awsRegion } from './aws-signature.ts';
import { bedrockCredentials } from './bedrock-credentials.ts';
import { createBedrockHandler } from './bedrock-handler.ts';
import { hasBedrockList, listBedrockModels } from './bedrock-models.ts';
import { failureContext, requireBaseUrl } from './checked-fetch.ts';
import { claudeReasoning } from './claude-thinking.ts';
import { createConverseReader } from './converse-reader.ts';
import { effortWord } from './dropped-parameter.ts';
import { toProviderError } from './failures.ts';
import { asObject } from './loose-json.ts';
import { converseContent } from './message-content.ts';
import { type ModelRules, rulesOf } from './model-rules.ts';
import { type ChatRequest, type Provider, ProviderError } from './provider.ts';

type Reasoning = Pick<ConverseStreamCommandInput, 'additionalModelRequestFields' | 'outputConfig'>;

const reasoningOf = (rules: ModelRules, effort: Effort, maxTokens: number | undefined): Reasoning => {
  if (/anthropic|claude/i.test(rules.name)) {
    const { thinking, effort: level } = claudeReasoning(rules, effort, maxTokens ?? Number.POSITIVE_INFINITY);
    return {
      ...(thinking === undefined ? {} : { additionalModelRequestFields: { thinking } }),
      ...(level === undefined ? {} : { outputConfig: { effort: level } }),
    };
  }
  if (/openai|gpt-/i.test(rules.name))
    return { additionalModelRequestFields: { reasoning_effort: effortWord(effort) } };
  if (effort === 'off')
    throw new ProviderError({
      kind: 'unsupported_param',
      message: 'Converse has no way to switch this model’s reasoning off.',
      field: 'reasoning_effort',
    });
  return { outputConfig: { effort: effort === 'minimal' ? 'low' : effort } };
};

/** The members of a Converse request; the SDK leaves out any other, so those go where models' own parameters belong. */
const converseMembers = new Set([
  'messages',
  'system',
  'inferenceConfig',
  'toolConfig',
  'guardrailConfig',
  'additionalModelRequestFields',
  'promptVariables',
  'additionalModelResponseFieldPaths',
  'requestMetadata',
  'performanceConfig',
  'serviceTier',
  'outputConfig',
]);

const inputOf = (request: ChatRequest): ConverseStreamCommandInput => {
  const { systemPrompt, temperature, maxOutputTokens, reasoningEffort } = request;
  const inferenceConfig = {
    ...(maxOutputTokens === undefined ? {} : { maxTokens: maxOutputTokens }),
    ...(temperature === undefined ? {} : { temperature }),
  };
  const extra = Object.entries(request.extra ?? {});
  const members = Object.fromEntries(extra.filter(([name]) => converseMembers.has(name)));
  const others = Object.fromEntries(extra.filter(([name]) => !converseMembers.has(name)));
  const reasoning =
    reasoningEffort === undefined ? {} : reasoningOf(rulesOf(request), reasoningEffort, maxOutputTokens);
  const input = {
    modelId: request.modelId,
    messages: request.messages.map((message) => ({ role: message.role, content: converseContent(message) })),
    ...(systemPrompt === undefined ? {} : { system: [{ text: systemPrompt }] }),
    ...(Object.keys(inferenceConfig).length === 0 ? {} : { inferenceConfig }),
    ...reasoning,
    ...members,
  };
  if (Object.keys(others).length === 0) return input as ConverseStreamCommandInput;
  return {
    ...input,
    additionalModelRequestFields: { ...asObject(input.additionalModelRequestFields), ...others },
  } as ConverseStreamCommandInput;
};

export const bedrockConverse: Provider = {
  wireFormat: 'bedrock-converse',
  async *stream(request, context) {
    const failures = failureContext(context);
    const handler = createBedrockHandler(context);
    const reader = createConverseReader();
    let events: AsyncIterator<unknown> | undefined;
    try {
      const input = inputOf(request);
      const endpoint = requireBaseUrl(context);
      const credentials = bedrockCredentials(context);
      const { BedrockRuntimeClient, ConverseStreamCommand } = await import('@aws-sdk/client-bedrock-runtime');
      const client = new BedrockRuntimeClient({
        ...credentials,
        ...untoldPlatform,
        region: awsRegion(context),
        endpoint,
        maxAttempts: 1,
        useDualstackEndpoint: false,
        useFipsEndpoint: false,
        requestHandler: handler.requestHandler,
      });
      client.middlewareStack.add(
        (next) => (args) => {
          Object.assign((args.request as { headers: Record<string, string> }).headers, context.headers);
          return next(args);
        },
        { step: 'build', name: 'collateExtraHeaders' },
      );
      const output = await client.send(new ConverseStreamCommand(input), { abortSignal: context.signal });
      const { requestId } = handler;
      yield { type: 'started', ...(requestId === undefined ? {} : { requestId }) };
      events = output.stream?.[Symbol.asyncIterator]();
      for (;;) {
        const next = await events?.next();
        const found = next === undefined || next.done === true ? reader.end() : reader.read(next.value);
        for (const event of found) {
          yield event;
          if (event.type === 'finished') return;
        }
        if (next === undefined || next.done === true) return;
      }
    } catch (error) {
      const rest = error instanceof ProviderError ? [] : reader.end();
      yield* rest;
      if (rest.length === 0) throw toProviderError(error, { ...failures, hasHeaders: handler.hasHeaders });
    } finally {
      handler.release(events);
    }
  },
  hasListAt: hasBedrockList,
  listModels: listBedrockModels,
};
