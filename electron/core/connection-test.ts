// Tries a connection step by step and says in words what each step found: reach, authenticate, list models, stream a few tokens.
import type { ConnectionTest } from '../../shared/connection.ts';
import type { Failure } from '../../shared/failure.ts';
import type { ModelInfo } from '../../shared/model.ts';
import type { Settings } from '../../shared/settings.ts';
import { hasModelList, listModels } from './list-models.ts';
import type { Endpoint } from './live-endpoint.ts';
import type { Provider } from './providers/provider.ts';
import { runAttempt } from './run-attempt.ts';

type Step = ConnectionTest['steps'][number];

/** The least that vendors accept as an output limit (OpenAI's Responses API). */
const testOutputTokens = 16;

const notReached = new Set<Failure['kind']>([
  'network',
  'tls',
  'timeout',
  'redirect_blocked',
  'config',
  'vault_locked',
]);
const notAdmitted = new Set<Failure['kind']>(['auth', 'billing']);

/** Which of the first three steps a failed listing says passed, and which failed. */
const stepsOfFailure = (failure: Failure): Step[] => {
  const failed = (name: Step['name']): Step => ({ name, state: 'failed', detail: failure.message, failure });
  if (notReached.has(failure.kind)) return [failed('reach')];
  const reached: Step = { name: 'reach', state: 'passed', detail: 'The endpoint answered.' };
  if (notAdmitted.has(failure.kind)) return [reached, failed('authenticate')];
  const detail = `The endpoint gave no list of models: ${failure.message}`;
  return [reached, { name: 'list-models', state: 'skipped', detail, failure }];
};

const streamStep = async (
  provider: Provider,
  endpoint: Endpoint,
  modelId: string,
  settings: Settings,
  signal: AbortSignal,
): Promise<Step> => {
  const startedAt = performance.now();
  let firstContentMs: number | undefined;
  const enough = new AbortController();
  const { outcome } = await runAttempt({
    provider,
    endpoint,
    request: { modelId, messages: [{ role: 'user', text: 'Hi' }], maxOutputTokens: testOutputTokens },
    signal: AbortSignal.any([signal, enough.signal]),
    limits: {
      connectMs: settings.clocks.connectSeconds * 1000,
      headersMs: settings.clocks.headersSeconds * 1000,
      firstTokenMs: settings.clocks.firstTokenSeconds * 1000,
      idleMs: settings.clocks.idleSeconds * 1000,
    },
    onEvent(event) {
      if (event.type !== 'text' && event.type !== 'reasoning') return;
      firstContentMs ??= performance.now() - startedAt;
      enough.abort();
    },
  });
  if (firstContentMs !== undefined)
    return {
      name: 'stream',
      state: 'passed',
      detail: `${modelId} began to answer after ${Math.round(firstContentMs)} ms.`,
    };
  if (outcome.type === 'finished')
    return {
      name: 'stream',
      state: 'passed',
      detail: `${modelId} answered without text, as short tests may.`,
    };
  if (outcome.type === 'stopped') return { name: 'stream', state: 'skipped', detail: 'Stopped.' };
  return {
    name: 'stream',
    state: 'failed',
    detail: `${modelId}: ${outcome.failure.message}`,
    failure: outcome.failure,
  };
};

const chooseModel = (models: ModelInfo[], preferred: string[]): string | undefined => {
  const ids = new Set(models.map((model) => model.id));
  return preferred.find((id) => ids.size === 0 || ids.has(id)) ?? models[0]?.id;
};

/**
 * Sends real requests, the last of them a prompt of one word: at most a few tokens are billed.
 * `preferredModels`: tried first, in this order, where the endpoint lists them or lists nothing.
 */
export const testConnection = async (options: {
  provider: Provider;
  endpoint: Endpoint;
  settings: Settings;
  preferredModels: string[];
  signal: AbortSignal;
  onSteps(steps: Step[]): void;
}): Promise<ConnectionTest> => {
  const { provider, endpoint, settings, signal } = options;
  const ended = (steps: Step[]): ConnectionTest => ({
    state: steps.some((step) => step.state === 'failed') ? 'failed' : 'passed',
    steps,
    testedAt: Date.now(),
  });
  let steps: Step[] = [];
  let models: ModelInfo[] = [];
  if (hasModelList(provider, endpoint)) {
    const listed = await listModels(provider, endpoint, settings, signal);
    if (listed.ok) {
      models = listed.models;
      const count = models.length === 1 ? '1 model' : `${models.length} models`;
      steps = [
        { name: 'reach', state: 'passed', detail: 'The endpoint answered.' },
        {
          name: 'authenticate',
          state: 'passed',
          detail: endpoint.secret === undefined ? 'No key is needed.' : 'The key was accepted.',
        },
        { name: 'list-models', state: 'passed', detail: `The endpoint lists ${count}.` },
      ];
    } else steps = stepsOfFailure(listed.failure);
    options.onSteps(steps);
    if (steps.some((step) => step.state === 'failed')) return ended(steps);
  }
  const modelId = chooseModel(models, options.preferredModels);
  if (modelId === undefined) {
    // With no answer to judge by, a list that could not be had is all that is known of the endpoint.
    const judged = steps.map((step) =>
      step.failure === undefined ? step : { ...step, state: 'failed' as const },
    );
    return ended([...judged, { name: 'stream', state: 'skipped', detail: 'There is no model to try.' }]);
  }
  const stream = await streamStep(provider, endpoint, modelId, settings, signal);
  if (!hasModelList(provider, endpoint) && stream.state === 'passed') {
    steps = [
      { name: 'reach', state: 'passed', detail: 'The endpoint answered.' },
      { name: 'authenticate', state: 'passed', detail: 'The key was accepted.' },
    ];
  }
  return ended([...steps, stream]);
};
