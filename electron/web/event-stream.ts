// One page's stream of batches: NDJSON, one batch a line, an empty line as a sign of life. Knows nothing of who may read it.
import type { ServerResponse } from 'node:http';
import type { Transport } from '../../shared/transport.ts';
import { securityHeaders } from './security-headers.ts';

export interface EventStreamLimits {
  heartbeatMs: number;
  /** Bytes that wait for a page that does not read. Beyond these it is cut off; it comes back and takes a snapshot. */
  maxQueuedBytes: number;
}

/** Runs until the page goes away or is too slow. The first line is the core's greeting. */
export const streamEvents = (
  core: Transport,
  response: ServerResponse,
  { heartbeatMs, maxQueuedBytes }: EventStreamLimits,
): void => {
  response.writeHead(200, { ...securityHeaders, 'content-type': 'application/x-ndjson; charset=utf-8' });
  const send = (line: string): void => {
    // What waits is measured before adding to it, so that a single large batch never cuts off a page that keeps up.
    if (response.writableLength > maxQueuedBytes) response.destroy();
    else response.write(`${line}\n`);
  };
  const unsubscribe = core.subscribe((batch) => send(JSON.stringify(batch)));
  const heartbeat = setInterval(() => send(''), heartbeatMs);
  response.once('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
};
