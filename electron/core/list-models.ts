// Asks an endpoint for its models and turns every way that can go wrong into a failure value.
import type { Failure } from '../../shared/failure.ts';
import type { ModelInfo } from '../../shared/model.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Endpoint } from './live-endpoint.ts';
import { toFailure } from './providers/failures.ts';
import type { Provider } from './providers/provider.ts';
import { createWire } from './providers/wire.ts';

/** A list is one small answer: whoever needs longer does not have one. */
const usualTimeoutMs = 20_000;

export type ListedModels = { ok: true; models: ModelInfo[] } | { ok: false; failure: Failure };

/** Why nothing is asked where `hasModelList` is false. */
export const noModelList: Failure = {
  kind: 'config',
  message: 'This endpoint has no list of models. Type the model’s id.',
};

/** Whether there is a list to ask for. */
export const hasModelList = (provider: Provider, { vendor, baseUrl }: Endpoint): boolean =>
  provider.listModels !== undefined &&
  vendor.hasNoModelList !== true &&
  provider.hasListAt?.(baseUrl) !== false;

/** Never rejects. */
export const listModels = async (
  provider: Provider,
  endpoint: Endpoint,
  settings: Settings,
  signal: AbortSignal,
  timeoutMs = usualTimeoutMs,
): Promise<ListedModels> => {
  if (!hasModelList(provider, endpoint) || provider.listModels === undefined)
    return { ok: false, failure: noModelList };
  const secrets = Object.values(endpoint.secret ?? {});
  const connectTimeoutMs = settings.clocks.connectSeconds * 1000;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const models = await provider.listModels({
      signal: AbortSignal.any([signal, timeout]),
      vendor: endpoint.vendor,
      baseUrl: endpoint.baseUrl,
      region: endpoint.connection.region,
      headers: endpoint.connection.headers,
      settings: endpoint.connection.settings,
      secret: endpoint.secret,
      wire: createWire({
        network: endpoint.network,
        connectTimeoutMs,
        secrets,
        now: () => performance.now(),
      }),
      connectTimeoutMs,
    });
    return { ok: true, models };
  } catch (error) {
    if (timeout.aborted)
      return {
        ok: false,
        failure: { kind: 'timeout', message: 'The list of models did not come in time.', clock: 'headers' },
      };
    const failure = toFailure(error, { secrets, host: new URL(endpoint.baseUrl).host });
    if (failure.kind === 'auth') endpoint.onRefused?.();
    return { ok: false, failure };
  }
};
