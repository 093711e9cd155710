// Every way vendors refuse a parameter, over real HTTP: the answer must come from a second request without it, once, and be remembered.
import { afterEach, describe, expect, it } from 'vitest';
import type { ChatRequest } from '../../../electron/core/providers/provider.ts';
import { loadProvider } from '../../../electron/core/providers/registry.ts';
import { runAnswer } from '../../../electron/core/run-answer.ts';
import type { Answer } from '../../../shared/chat.ts';
import type { VendorId } from '../../../shared/connection.ts';
import type { AnswerEvent } from '../../../shared/event.ts';
import { newId } from '../../../shared/id.ts';
import type { Refusal, WireFormat } from '../../../shared/model.ts';
import { reduceAnswer } from '../../../shared/reduce-answer.ts';
import type { RunRecord } from '../../../shared/run-record.ts';
import { defaultSettings } from '../../../shared/settings.ts';
import { vendors } from '../../../shared/vendors.ts';
import { contentTypeOf, startServer, type TestServer } from '../../helpers/replay-server.ts';
import { sampleAnswer, sampleColumn } from '../../shared/sample.ts';
import { fakeEndpoint } from '../fake-provider.ts';
import { canary, vendorOf } from '../providers/harness.ts';
import { smallFrames } from '../providers/small-streams.ts';

const open: TestServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

type Body = Record<string, unknown>;

interface Refusing {
  status?: number;
  headers?: Record<string, string>;
  body: unknown;
}

/** Refuses while `refuses` holds of a body, and answers well after that. */
const start = async (format: WireFormat, refuses: (body: Body) => boolean, refusal: Refusing) => {
  const server = await startServer((response, request) => {
    const body = JSON.parse(request.body) as Body;
    if (refuses(body)) {
      response.writeHead(refusal.status ?? 400, { 'content-type': 'application/json', ...refusal.headers });
      response.end(JSON.stringify(refusal.body));
      return;
    }
    response.writeHead(200, { 'content-type': contentTypeOf(format) });
    response.end(Buffer.concat(smallFrames(format)));
  });
  open.push(server);
  return server;
};

const ask = async (
  format: WireFormat,
  server: TestServer,
  request: Partial<ChatRequest>,
  options: { refusals?: readonly Refusal[]; vendorId?: VendorId } = {},
) => {
  const initial = sampleAnswer(sampleColumn());
  const vendor = vendors[options.vendorId ?? vendorOf[format]];
  const events: AnswerEvent[] = [];
  const learnt: Refusal[] = [];
  let record: RunRecord | undefined;
  await runAnswer({
    ref: { chatId: newId(), turnId: newId(), answerId: initial.id },
    asked: initial.asked,
    request: { modelId: 'm', messages: [{ role: 'user', text: 'Hello' }], ...request },
    settings: defaultSettings,
    signal: new AbortController().signal,
    version: '0',
    refusals: options.refusals ?? [],
    resolveEndpoint: async () => ({
      ...fakeEndpoint,
      vendor,
      connection: { ...fakeEndpoint.connection, vendorId: vendor.id, credential: 'api-key' },
      wireFormat: format,
      baseUrl: server.url,
      secret: { apiKey: canary },
    }),
    loadProvider: async () => loadProvider(format),
    price: async () => ({ kind: 'unknown', provenance: { sentence: '' } }),
    emit: (event) => events.push(event),
    saveRunRecord: (saved) => {
      record = saved;
    },
    onRefused: (refusal) => learnt.push(refusal),
  });
  const answer = events.reduce<Answer>(reduceAnswer, initial);
  const bodies = server.requests.map(({ body }) => JSON.parse(body) as Body);
  const notices = answer.parts.flatMap((part) => (part.type === 'notice' ? [part.message] : []));
  return { answer, learnt, record, bodies, notices };
};

const at = (body: Body, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (value as Body | undefined)?.[key], body);

interface Case {
  who: string;
  format: WireFormat;
  vendorId?: VendorId;
  asks: Partial<ChatRequest>;
  /** Where in the body the refused parameter stands. */
  place: string;
  refusal: Refusing;
  learns: Partial<Refusal>;
}

const openaiError = (message: string, param: string | null, code: string | null): Refusing => ({
  body: { error: { message, type: 'invalid_request_error', param, code } },
});
const anthropicError = (message: string): Refusing => ({
  body: { type: 'error', error: { type: 'invalid_request_error', message }, request_id: 'req_1' },
});
const googleError = (message: string): Refusing => ({
  body: { error: { code: 400, message, status: 'INVALID_ARGUMENT' } },
});
const awsError = (message: string): Refusing => ({
  headers: { 'x-amzn-errortype': 'ValidationException:http://internal.amazon.com/coral/' },
  body: { message },
});

const cases: Case[] = [
  {
    who: 'OpenAI, of a temperature',
    format: 'openai-responses',
    asks: { temperature: 0.3 },
    place: 'temperature',
    refusal: openaiError(
      "Unsupported parameter: 'temperature' is not supported with this model.",
      'temperature',
      'unsupported_parameter',
    ),
    learns: { parameter: 'temperature', field: 'temperature' },
  },
  {
    who: 'OpenAI, of a value of the temperature',
    format: 'openai-chat',
    vendorId: 'openai',
    asks: { temperature: 0.3 },
    place: 'temperature',
    refusal: openaiError(
      "Unsupported value: 'temperature' does not support 0.3 with this model. Only the default (1) value is supported.",
      'temperature',
      'unsupported_value',
    ),
    learns: { parameter: 'temperature' },
  },
  {
    who: 'OpenAI, of one level of effort',
    format: 'openai-responses',
    asks: { reasoningEffort: 'off' },
    place: 'reasoning.effort',
    refusal: openaiError(
      "Unsupported value: 'none' is not supported with the 'gpt-6-astra' model. Supported values are: 'low', 'medium', 'high', 'xhigh', and 'max'.",
      'reasoning.effort',
      'unsupported_value',
    ),
    learns: { parameter: 'reasoningEffort', effort: 'off' },
  },
  {
    who: 'OpenAI, of summaries for organisations it does not know',
    format: 'openai-responses',
    asks: { reasoningEffort: 'high' },
    place: 'reasoning.summary',
    refusal: openaiError(
      'Your organization must be verified to generate reasoning summaries.',
      'reasoning.summary',
      'unsupported_value',
    ),
    learns: { field: 'reasoning.summary' },
  },
  {
    who: 'a compatible server that names a field it does not know',
    format: 'openai-chat',
    asks: { reasoningEffort: 'high' },
    place: 'reasoning_effort',
    refusal: openaiError('Unrecognized request argument supplied: reasoning_effort', null, null),
    learns: { parameter: 'reasoningEffort' },
  },
  {
    who: 'a compatible server without options for streams',
    format: 'openai-chat',
    asks: {},
    place: 'stream_options',
    refusal: openaiError('Unknown parameter: stream_options.', 'stream_options', 'unknown_parameter'),
    learns: { field: 'stream_options' },
  },
  {
    who: 'a field of the user’s own',
    format: 'openai-chat',
    asks: { extra: { seed: 7 } },
    place: 'seed',
    refusal: openaiError("Unsupported parameter: 'seed'.", 'seed', 'unsupported_parameter'),
    learns: { parameter: 'extra', field: 'seed' },
  },
  {
    who: 'Anthropic, of a temperature',
    format: 'anthropic-messages',
    asks: { temperature: 0.3 },
    place: 'temperature',
    refusal: anthropicError('`temperature` is deprecated for this model.'),
    learns: { parameter: 'temperature' },
  },
  {
    who: 'Anthropic, of an input it calls extra',
    format: 'anthropic-messages',
    asks: { temperature: 0.3 },
    place: 'temperature',
    refusal: anthropicError('temperature: Extra inputs are not permitted'),
    learns: { parameter: 'temperature' },
  },
  {
    who: 'Anthropic, of an effort',
    format: 'anthropic-messages',
    asks: { reasoningEffort: 'high' },
    place: 'output_config',
    refusal: anthropicError('output_config.effort: Extra inputs are not permitted'),
    learns: { parameter: 'reasoningEffort' },
  },
  {
    who: 'Anthropic, of a kind of thinking',
    format: 'anthropic-messages',
    asks: { reasoningEffort: 'high' },
    place: 'thinking',
    refusal: anthropicError('thinking.type: adaptive thinking is not supported on this model'),
    learns: { parameter: 'reasoningEffort' },
  },
  {
    who: 'Gemini, of a level',
    format: 'gemini',
    asks: { reasoningEffort: 'minimal' },
    place: 'generationConfig.thinkingConfig',
    refusal: googleError('Thinking level MINIMAL is not supported for this model.'),
    learns: { parameter: 'reasoningEffort', effort: 'minimal' },
  },
  {
    who: 'Gemini, of a budget',
    format: 'gemini',
    asks: { modelId: 'gemini-2.5-pro', reasoningEffort: 'off' },
    place: 'generationConfig.thinkingConfig',
    refusal: googleError('Budget 0 is invalid. This model only works in thinking mode.'),
    learns: { parameter: 'reasoningEffort', effort: 'off' },
  },
  {
    who: 'Gemini, of thinking as such',
    format: 'gemini',
    asks: { reasoningEffort: 'high' },
    place: 'generationConfig.thinkingConfig',
    refusal: googleError('Unable to submit request because thinking is not supported by this model.'),
    learns: { parameter: 'reasoningEffort' },
  },
  {
    who: 'Bedrock, of a temperature',
    format: 'bedrock-converse',
    asks: { temperature: 0.3 },
    place: 'inferenceConfig.temperature',
    refusal: awsError('The model returned the following errors: `temperature` is deprecated for this model.'),
    learns: { parameter: 'temperature' },
  },
  {
    who: 'Bedrock, of a temperature in its own words',
    format: 'bedrock-converse',
    asks: { temperature: 0.3 },
    place: 'inferenceConfig.temperature',
    refusal: awsError("This model doesn't support the temperature field. Remove temperature and try again."),
    learns: { parameter: 'temperature' },
  },
  {
    who: 'Bedrock, of a key the model does not know',
    format: 'bedrock-converse',
    asks: { modelId: 'us.openai.gpt-oss-120b-1:0', reasoningEffort: 'high' },
    place: 'additionalModelRequestFields.reasoning_effort',
    refusal: awsError(
      'The model returned the following errors: Malformed input request: #: extraneous key [reasoning_effort] is not permitted, please reformat your input and try again.',
    ),
    learns: { parameter: 'reasoningEffort' },
  },
  {
    who: 'Mistral, in a list of problems',
    format: 'openai-chat',
    vendorId: 'mistral',
    asks: { reasoningEffort: 'high' },
    place: 'reasoning_effort',
    refusal: {
      status: 422,
      body: {
        object: 'error',
        message: {
          detail: [
            {
              type: 'extra_forbidden',
              loc: ['body', 'reasoning_effort'],
              msg: 'Extra inputs are not permitted',
              input: 'high',
            },
          ],
        },
        type: 'invalid_request_error',
      },
    },
    learns: { parameter: 'reasoningEffort' },
  },
  {
    who: 'a FastAPI server',
    format: 'openai-chat',
    asks: { temperature: 0.3 },
    place: 'temperature',
    refusal: {
      status: 422,
      body: {
        detail: [
          { type: 'extra_forbidden', loc: ['body', 'temperature'], msg: 'Extra inputs are not permitted' },
        ],
      },
    },
    learns: { parameter: 'temperature' },
  },
  {
    who: 'Cohere, of thinking',
    format: 'cohere-v2',
    asks: { reasoningEffort: 'high' },
    place: 'thinking',
    refusal: {
      body: { id: 'x', message: "invalid request: thinking is not supported with model 'command-a-03-2025'" },
    },
    learns: { parameter: 'reasoningEffort' },
  },
  {
    who: 'Cohere, of an unknown field',
    format: 'cohere-v2',
    asks: { reasoningEffort: 'high' },
    place: 'thinking',
    refusal: {
      status: 422,
      body: { id: 'x', message: "unknown field: parameter 'thinking' is not a valid field" },
    },
    learns: { parameter: 'reasoningEffort' },
  },
];

describe('a parameter refused by', () => {
  it.each(cases)('$who is left out of one more request, told, recorded and learnt', async (each) => {
    const server = await start(each.format, (body) => at(body, each.place) !== undefined, each.refusal);
    const options = each.vendorId === undefined ? {} : { vendorId: each.vendorId };
    const { answer, learnt, record, bodies, notices } = await ask(each.format, server, each.asks, options);
    expect(answer.failure).toBeUndefined();
    expect(answer.status).toBe('complete');
    expect(bodies.map((body) => at(body, each.place) !== undefined)).toEqual([true, false]);
    expect(notices).toHaveLength(1);
    expect(record?.droppedParameters).toHaveLength(1);
    expect(record?.attempts.map(({ exchange }) => exchange?.status)).toEqual([
      each.refusal.status ?? 400,
      200,
    ]);
    expect(learnt).toHaveLength(1);
    expect(learnt[0]).toMatchObject(each.learns);
    expect(learnt[0]?.effort).toBe(each.learns.effort);

    // The next answer goes without it from the start.
    const again = await ask(each.format, server, each.asks, { ...options, refusals: learnt });
    expect(again.bodies).toHaveLength(3);
    expect(at(again.bodies[2] ?? {}, each.place)).toBeUndefined();
    expect(again.learnt).toEqual([]);
    expect(again.record?.droppedParameters).toEqual(record?.droppedParameters);
    // Only what the user had set is told.
    expect(again.notices).toHaveLength(each.learns.parameter === undefined ? 0 : 1);
  });
});

describe('what was learnt', () => {
  const refusal = openaiError('Unsupported parameter: temperature', 'temperature', 'unsupported_parameter');

  it('of one level leaves the others alone', async () => {
    const server = await start('openai-responses', () => false, refusal);
    const refusals: Refusal[] = [
      { modelId: 'm', field: 'reasoning.effort', parameter: 'reasoningEffort', effort: 'off', at: 1 },
    ];
    const { bodies, notices } = await ask(
      'openai-responses',
      server,
      { reasoningEffort: 'high' },
      { refusals },
    );
    expect(at(bodies[0] ?? {}, 'reasoning.effort')).toBe('high');
    expect(notices).toEqual([]);
  });

  it('is nothing where no answer came of it: two refusals in a row are the second one’s failure', async () => {
    const server = await start('openai-chat', () => true, refusal);
    const { answer, learnt, bodies } = await ask('openai-chat', server, { temperature: 1 });
    expect(bodies).toHaveLength(2);
    expect(answer).toMatchObject({ status: 'failed', failure: { kind: 'unsupported_param' } });
    expect(learnt).toEqual([]);
  });

  it('is nothing where an endpoint refuses what was never sent', async () => {
    const server = await start(
      'openai-chat',
      () => true,
      openaiError('Unsupported parameter: messages', 'messages', 'unsupported_parameter'),
    );
    const { bodies, learnt } = await ask('openai-chat', server, { temperature: 1 });
    expect(bodies).toHaveLength(1);
    expect(learnt).toEqual([]);
  });

  it('does not come of a level that an adapter knows to be impossible: nothing was asked', async () => {
    const server = await start('gemini', () => false, refusal);
    const { answer, bodies, learnt, notices } = await ask('gemini', server, {
      modelId: 'gemini-3.8-flash',
      reasoningEffort: 'off',
    });
    expect(answer.status).toBe('complete');
    expect(bodies).toHaveLength(1);
    expect([notices.length, learnt.length]).toEqual([1, 0]);
  });
});
