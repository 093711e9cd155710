// Providers as scripts: what they yield, when, and how they end. For tests of what is built on providers.

import type { Endpoint } from '../../electron/core/live-endpoint.ts';
import type {
  ChatRequest,
  Provider,
  ProviderContext,
  ProviderEvent,
} from '../../electron/core/providers/provider.ts';
import { newId } from '../../shared/id.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { vendors } from '../../shared/vendors.ts';
import { testNetwork } from '../helpers/test-network.ts';

export type Script = (
  request: ChatRequest,
  context: ProviderContext,
) => AsyncGenerator<ProviderEvent, void, undefined>;

/** Plays one script per request, the last one for all further requests. */
export const createFakeProvider = (...scripts: Script[]) => {
  const requests: ChatRequest[] = [];
  const provider: Provider = {
    wireFormat: 'openai-chat',
    stream(request, context) {
      requests.push(request);
      const script = scripts[Math.min(requests.length, scripts.length) - 1];
      if (script === undefined) throw new Error('no script');
      context.wire.recorder.sent({ method: 'POST', url: 'http://127.0.0.1/', headers: {}, body: '{}' });
      return script(request, context);
    },
  };
  return { provider, requests };
};

export const fakeEndpoint: Endpoint = {
  network: testNetwork,
  connection: {
    id: newId(),
    vendorId: 'openai-compatible',
    label: 'Fake',
    baseUrl: 'http://127.0.0.1',
    operator: '',
    headers: {},
    credential: 'none',
  },
  vendor: vendors['openai-compatible'],
  wireFormat: 'openai-chat',
  baseUrl: 'http://127.0.0.1',
  secret: undefined,
};

/** Clocks short enough for tests, long enough for a busy machine. */
export const quickSettings = {
  ...defaultSettings,
  clocks: { connectSeconds: 0.2, headersSeconds: 0.2, firstTokenSeconds: 0.2, idleSeconds: 0.2 },
};

export const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true }),
  );
