// One request to the simulated endpoint, from its head to the end of its answer: admit, find the route, read, choose a script, perform.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WireFormat } from '../../../shared/model.ts';
import type { FaultScript } from './fault-script.ts';
import type { Admission } from './guard.ts';
import type { ExchangeOutcome } from './outlet.ts';
import { mergeScripts, perform } from './perform.ts';
import { parseJson, readBody } from './read-body.ts';
import type { RequestRecord } from './recording.ts';
import { findRoute, type Route } from './routes.ts';
import type { ScriptBook } from './script-book.ts';
import { type SimulatedAnswer, simulateAnswer } from './simulated-answer.ts';
import { type Character, characterOf, simulatedModels } from './simulated-models.ts';
import { readSimulatedRequest } from './simulated-request.ts';
import { usualScript } from './usual-script.ts';
import { createWire } from './wires/create-wire.ts';

/** The target under which the model list can be scripted. */
export const modelListTarget = 'GET /v1/models';

export interface RequestContext {
  request: IncomingMessage;
  response: ServerResponse;
  record: RequestRecord;
  controller: AbortController;
  exchangeId: string;
  admission: Admission;
  scripts: ScriptBook;
  speed: number;
  token: string;
}

const silence: SimulatedAnswer = {
  reasoning: [],
  text: [],
  finish: 'stop',
  pace: { firstTokenMs: 0, tokensPerSecond: Number.POSITIVE_INFINITY },
  inputTokens: 0,
  cachedTokens: 0,
};

const modelList = (): string =>
  JSON.stringify({
    object: 'list',
    data: simulatedModels.map(({ id, wireFormat, name, description, contextTokens, maxOutputTokens }) => ({
      id,
      object: 'model',
      // Fixed, so that the list never changes; simulated models were never released.
      created: 0,
      owned_by: 'simulator',
      collate: { wireFormat, name, description, contextTokens, maxOutputTokens },
    })),
  });

/** Resolves with how it ended; rejects when the client leaves during its own request, and for defects. */
export const handleRequest = (context: RequestContext): Promise<ExchangeOutcome> => {
  const { request, response, record, controller, exchangeId, scripts, token } = context;
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  const route = findRoute(request.method ?? '', path);

  const carryOut = (
    script: FaultScript,
    wireFormat: WireFormat,
    asked: { modelId: string; isUsageRequested: boolean; answer: SimulatedAnswer },
  ): Promise<ExchangeOutcome> => {
    const wire = createWire(wireFormat, {
      modelId: asked.modelId,
      exchangeId,
      createdAt: Math.floor(Date.now() / 1000),
      isUsageRequested: asked.isUsageRequested,
      inputTokens: asked.answer.inputTokens,
      cachedTokens: asked.answer.cachedTokens,
      elapsedMs: () => performance.now() - record.startedAt,
    });
    const { socket } = request;
    const onSaid = (part: 'text' | 'reasoning', said: string): void => {
      record.said[part] += said;
    };
    return perform(
      { script, wireFormat, wire, answer: asked.answer, exchangeId, response, socket, controller, onSaid },
      (status) => {
        record.status = status;
      },
    );
  };

  const refuse = (
    status: number,
    message: string,
    error: { code?: string } = {},
  ): Promise<ExchangeOutcome> => {
    const wireFormat = route?.kind === 'ask' ? route.wireFormat : 'openai-chat';
    // Its body may not have been read, so the connection cannot be used again.
    const script = { status, headers: { connection: 'close' }, error: { message, ...error } };
    return carryOut(script, wireFormat, { modelId: '', isUsageRequested: false, answer: silence });
  };

  const answerAsk = async (ask: Extract<Route, { kind: 'ask' }>): Promise<ExchangeOutcome> => {
    const text = await readBody(request);
    if (text === undefined) return refuse(413, 'The body is larger than 64 MB.');
    // Whatever is said below may repeat the prompt, so the token goes before anything looks at it.
    const body = parseJson(text.replaceAll(token, '[token]'));
    record.body = body;
    const asked = readSimulatedRequest(ask.wireFormat, body, ask.pathModelId.replaceAll(token, '[token]'));
    if ('status' in asked) return refuse(asked.status, asked.message);
    record.modelId = asked.modelId;
    const scripted = scripts.take(asked.modelId);
    const known = characterOf(asked.modelId);
    if (!known && !scripted) return refuse(404, `There is no simulated model “${asked.modelId}”.`);
    const character: Character | undefined = known ?? characterOf('sim-fast');
    const answer = character ? simulateAnswer(character, asked, context.speed) : silence;
    const isFirstAsk =
      character?.manner === 'busy-at-first' &&
      scripts.isFirstAsk(asked.modelId, JSON.stringify([asked.systemPrompt, asked.turns]));
    const usual = usualScript(character ?? { manner: 'answers' }, answer, {
      isStreaming: asked.isStreaming,
      isFirstAsk,
    });
    return carryOut(mergeScripts(usual, scripted), ask.wireFormat, { ...asked, answer });
  };

  if (context.admission === 'wrong-host') return refuse(421, 'This is not the address of the simulator.');
  if (context.admission === 'wrong-token') {
    const message = 'The token of the simulator is missing or wrong.';
    const isAws = route?.kind === 'ask' && route.wireFormat === 'bedrock-converse';
    // AWS answers unknown credentials with 403, the others with 401.
    return isAws ? refuse(403, message, { code: 'UnrecognizedClientException' }) : refuse(401, message);
  }
  if (!route) return refuse(404, 'The simulator has no such path.');
  if (route.kind === 'ask') return answerAsk(route);
  const script = mergeScripts({ body: modelList() }, scripts.take(modelListTarget));
  return carryOut(script, 'openai-chat', { modelId: '', isUsageRequested: false, answer: silence });
};
