import { connect } from 'node:net';

/** Sends bytes as they are and resolves with all that comes back until the connection is closed. */
export const rawRequest = (
  port: number,
  bytes: string | Buffer,
  whenDone: 'wait' | 'half-close' = 'wait',
): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const chunks: Buffer[] = [];
    const settle = (): void => resolve(Buffer.concat(chunks).toString('latin1'));
    socket.on('data', (chunk) => chunks.push(chunk));
    // A refusal may cut off what is still being sent.
    socket.on('error', settle);
    socket.on('close', settle);
    socket.write(bytes, () => {
      if (whenDone === 'half-close') socket.end();
    });
  });

/** The status of the first answer; 0 when the connection was closed without one. */
export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
