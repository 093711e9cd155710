import { createHttpTransport } from '../../renderer/api/http-transport.ts';
import { codeOf, memoryStorage, pageFetch, startLoopback } from '../web/loopback.ts';
import { contractSuite } from './contract-suite.ts';

contractSuite('a loopback server', async (core) => {
  const server = await startLoopback(core);
  const transport = createHttpTransport({
    origin: new URL(server.url).origin,
    fetch: pageFetch(server),
    storage: memoryStorage(),
    takeCode: () => codeOf(server.newLink()),
  });
  return { transport, close: () => server.close() };
});
