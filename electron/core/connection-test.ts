// Tries a connection step by step and says in words what each step found: reach, authenticate, list models, stream a few tokens.
// Chooses no model for an endpoint that lists none. Knows nothing of signing in: what it gave is in the endpoint by now.
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
  'proxy',
  'offline',
  'tls',
  'timeout',
  'redirect_blocked',
  'config',
  'vault_locked',
]);
const notAdmitted = new Set<Failure['kind']>(['auth', 'billing']);
/** What an endpoint says only to those it knows. */
const admitted = new Set<Failure['kind']>([
  'permission',
  'not_found',
  'rate_limit',
  'overloaded',
  'content_filter',
  'unsupported_param',
  'stalled',
  'empty',
]);

const reached: Step = { name: 'reach', state: 'passed', detail: 'The endpoint answered.' };

const authenticated = ({ secret }: Endpoint): Step => ({
  name: 'authenticate',
  state: 'passed',
  detail: secret === undefined ? 'No key is needed.' : 'The key was accepted.',
});

const failedAt = (name: Step['name'], failure: Failure, detail = failure.message): Step => ({
  name,
  state: 'failed',
  detail,
  failure,
});

/** How far a request came, by how it failed; undefined: past all that can be told apart here. */
const stepsBefore = (failure: Failure): Step[] | undefined => {
  if (notReached.has(failure.kind)) return [failedAt('reach', failure)];
  return notAdmitted.has(failure.kind) ? [reached, failedAt('authenticate', failure)] : undefined;
};

const stepsOfListing = (failure: Failure): Step[] => {
  if (failure.kind === 'protocol') return [reached, failedAt('list-models', failure)];
  const detail = `The endpoint gave no list of models: ${failure.message}`;
  return stepsBefore(failure) ?? [reached, { name: 'list-models', state: 'skipped', detail, failure }];
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
  return failedAt('stream', outcome.failure, `${modelId}: ${outcome.failure.message}`);
};

const chooseModel = (models: ModelInfo[], preferred: string[]): string | undefined => {
  const ids = new Set(models.map((model) => model.id));
  return preferred.find((id) => ids.size === 0 || ids.has(id)) ?? models[0]?.id;
};

/** With the steps that a stream shows of itself, where no list showed them before. */
const withStream = (steps: Step[], stream: Step, endpoint: Endpoint): Step[] => {
  const hasReached = steps.some(({ name }) => name === 'reach');
  const hasListed = steps.some(({ name }) => name === 'authenticate');
  if (stream.failure === undefined)
    return stream.state === 'skipped' || hasListed
      ? [...steps, stream]
      : [reached, authenticated(endpoint), ...steps.filter(({ name }) => name !== 'reach'), stream];
  if (hasListed) return [...steps, stream];
  const before = stepsBefore(stream.failure);
  if (before !== undefined) return [...(hasReached ? steps.slice(1) : []), ...before];
  const isAdmitted = admitted.has(stream.failure.kind);
  return [
    reached,
    ...(isAdmitted ? [authenticated(endpoint)] : []),
    ...steps.filter(({ name }) => name !== 'reach'),
    stream,
  ];
};

/**
 * Sends real requests, the last of them a prompt of one word: at most a few tokens are billed.
 * `modelId`: the model to try. Without it one of `preferredModels` that the endpoint lists, in this order, or any of them where it
 * lists nothing; with none of them there the test ends as `needs-model`.
 */
export const testConnection = async (options: {
  provider: Provider;
  endpoint: Endpoint;
  settings: Settings;
  modelId: string | undefined;
  preferredModels: string[];
  signal: AbortSignal;
  onSteps(steps: Step[]): void;
}): Promise<ConnectionTest> => {
  const { provider, endpoint, settings, signal } = options;
  const ended = (steps: Step[], state?: ConnectionTest['state'], modelId?: string): ConnectionTest => ({
    state: state ?? (steps.some((step) => step.state === 'failed') ? 'failed' : 'passed'),
    steps,
    testedAt: Date.now(),
    ...(modelId !== undefined && { modelId }),
  });
  let steps: Step[] = [];
  let models: ModelInfo[] = [];
  if (hasModelList(provider, endpoint)) {
    const listed = await listModels(provider, endpoint, settings, signal);
    if (listed.ok) {
      models = listed.models;
      const count = models.length === 1 ? '1 model' : `${models.length} models`;
      steps = [
        reached,
        authenticated(endpoint),
        { name: 'list-models', state: 'passed', detail: `The endpoint lists ${count}.` },
      ];
    } else steps = stepsOfListing(listed.failure);
    if (signal.aborted) return ended([], 'stopped');
    options.onSteps(steps);
    if (steps.some((step) => step.state === 'failed')) return ended(steps);
  }
  const modelId = options.modelId ?? chooseModel(models, options.preferredModels);
  if (modelId === undefined)
    return ended(
      [...steps, { name: 'stream', state: 'skipped', detail: 'Which model to try is not known.' }],
      'needs-model',
    );
  const stream = await streamStep(provider, endpoint, modelId, settings, signal);
  return ended(withStream(steps, stream, endpoint), signal.aborted ? 'stopped' : undefined, modelId);
};
