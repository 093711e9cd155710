// The simulated endpoint: a real HTTP server on loopback that speaks every wire format. It is what Collate compares before any
// key is entered, and the scriptable fault server of the tests. Knows nothing of chats, connections or adapters.
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { WireFormat } from '../../../shared/model.ts';
import type { FaultScript } from './fault-script.ts';
import { createGuard } from './guard.ts';
import { handleRequest } from './handle-request.ts';
import { ExchangeOver } from './outlet.ts';
import { type RecordedRequest, type RequestRecord, recordRequest } from './recording.ts';
import { baseUrlOf, findRoute } from './routes.ts';
import { createScriptBook } from './script-book.ts';
import { type SimulatedModel, simulatedModels } from './simulated-models.ts';

export interface SimulatorOptions {
  /** 1 is the natural pace, 2 twice as fast; 0 waits for nothing. Scripted waits are not scaled. */
  speed?: number;
  /** Keeps every request, without credentials, for `requests()`. */
  isRecording?: boolean;
  /** Told of every request when its head has come. */
  onRequest?: (request: RecordedRequest) => void;
  /** Told of defects of the simulator itself; the client gets a broken connection. */
  log?: (level: 'error', message: string, detail: Record<string, unknown>) => void;
}

export interface Simulator {
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  /** 256 random bits in hex; every route asks for it as `Authorization: Bearer`, `x-api-key` or `x-goog-api-key`. Never in any answer. */
  readonly token: string;
  readonly models: readonly SimulatedModel[];
  /** What the adapter of that format takes as base URL. Any model answers in any format; `models` names its usual one. */
  baseUrl(wireFormat: WireFormat): string;
  /**
   * Sets what the next request to a model gets, whether or not there is a model of that id; several wait in line. `modelListTarget`
   * stands for the model list. A sticky script stays until another one or `clearScripts`.
   */
  script(target: string, script: FaultScript): void;
  clearScripts(): void;
  /** In order of arrival; empty unless recording. */
  requests(): readonly RecordedRequest[];
  openSockets(): number;
  /** Ends every exchange at once, closes every socket and frees the port. May be called again. */
  close(): Promise<void>;
}

export const startSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const { speed = 1, isRecording = false, onRequest, log } = options;
  const token = randomBytes(32).toString('hex');
  const scripts = createScriptBook();
  const sockets = new Set<Socket>();
  const running = new Set<AbortController>();
  const recorded: RequestRecord[] = [];
  let exchanges = 0;

  /** Unique here, and a digest so that it looks like a vendor's. */
  const nextExchangeId = (): string => {
    exchanges += 1;
    return `sim${createHash('sha256').update(`${token}:${exchanges}`).digest('hex').slice(0, 24)}`;
  };

  const server = createServer();
  server.on('connection', (socket) => {
    sockets.add(socket);
    // A client that resets its connection is no news; the close that follows ends the exchange.
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  const admit = createGuard(token, host);

  server.on('request', async (request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const route = findRoute(request.method ?? '', path);
    const record = recordRequest(request, token, route?.kind === 'ask' ? route.wireFormat : undefined);
    const controller = new AbortController();
    running.add(controller);
    if (isRecording) recorded.push(record);
    onRequest?.(record);
    try {
      const admission = admit(request.headers);
      const exchangeId = nextExchangeId();
      const outcome = await handleRequest({
        ...{ request, response, record, controller, exchangeId, admission, scripts, speed, token },
      });
      record.settle(outcome);
    } catch (error) {
      const hasLeft = request.destroyed && !request.complete;
      if (!hasLeft) log?.('error', 'The simulator failed.', { error: String(error) });
      request.socket.destroy();
      record.settle('client-left');
    } finally {
      running.delete(controller);
    }
  });

  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= (async () => {
      const closed = Promise.all([
        new Promise((resolve) => server.close(resolve)),
        ...[...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve))),
      ]);
      for (const controller of running) controller.abort(new ExchangeOver('server-closed'));
      for (const socket of sockets) socket.destroy();
      await closed;
    })();
    return closing;
  };

  const origin = `http://${host}`;
  return {
    origin,
    token,
    models: simulatedModels,
    baseUrl: (wireFormat) => baseUrlOf(origin, wireFormat),
    script: scripts.add,
    clearScripts: scripts.clear,
    requests: () => recorded,
    openSockets: () => sockets.size,
    close,
  };
};
