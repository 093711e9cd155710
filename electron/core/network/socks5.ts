// The greeting of a SOCKS 5 proxy over a connected socket (RFC 1928), with user name and password (RFC 1929). The proxy looks the
// name up. Knows nothing of what is sent through it afterwards.
import { isIPv4, isIPv6, type Socket } from 'node:net';
import type { ProxyCredential } from './route.ts';

/** `reason`: what the proxy said. `unreachable` speaks of the target, all others of the proxy. */
export type Socks5Result =
  | { ok: true }
  | {
      ok: false;
      reason: 'credential-needed' | 'credential-refused' | 'forbidden' | 'unreachable' | 'not-socks';
    };

type Refusal = Extract<Socks5Result, { ok: false }>['reason'];

const version = 5;
const method = { none: 0x00, password: 0x02, nothing: 0xff };
const addressType = { ipv4: 1, name: 3, ipv6: 4 } as const;
/** Network unreachable, host unreachable, refused, expired on the way. */
const unreachableReplies = new Set([3, 4, 5, 6]);

/** The next `count` bytes. The proxy has nothing to say beyond its answers until the client has spoken to the target. */
const read = async (socket: Socket, count: number): Promise<Buffer> => {
  for (;;) {
    const bytes = socket.read(count) as Buffer | null;
    if (bytes !== null && bytes.length === count) return bytes;
    await new Promise<void>((resolve, reject) => {
      const settle = (error?: Error): void => {
        socket.off('readable', onReadable).off('error', settle).off('close', onEnd).off('end', onEnd);
        if (error === undefined) resolve();
        else reject(error);
      };
      const onReadable = (): void => settle();
      const onEnd = (): void =>
        settle(Object.assign(new Error('The proxy closed the connection.'), { code: 'ECONNRESET' }));
      if (bytes !== null || socket.destroyed || socket.readableEnded) return onEnd();
      socket.once('readable', onReadable).once('error', settle).once('close', onEnd).once('end', onEnd);
    });
  }
};

const ipv6Bytes = (address: string): Buffer => {
  const [head = '', tail] = address.split('::');
  const words = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((word) => Number.parseInt(word, 16));
  const before = words(head);
  const after = words(tail ?? '');
  const all =
    tail === undefined ? before : [...before, ...Array(8 - before.length - after.length).fill(0), ...after];
  return Buffer.from(all.flatMap((word) => [word >> 8, word & 0xff]));
};

/** `host`: a name or an address, IPv6 without brackets and in the short form of WHATWG URLs. */
const connectRequest = (host: string, port: number): Buffer => {
  const address = isIPv4(host)
    ? Buffer.from([addressType.ipv4, ...host.split('.').map(Number)])
    : isIPv6(host)
      ? Buffer.concat([Buffer.from([addressType.ipv6]), ipv6Bytes(host)])
      : Buffer.concat([Buffer.from([addressType.name, Buffer.byteLength(host)]), Buffer.from(host)]);
  return Buffer.concat([Buffer.from([version, 1, 0]), address, Buffer.from([port >> 8, port & 0xff])]);
};

const passwordRequest = ({ userName, password }: ProxyCredential): Buffer => {
  const fields = [userName, password].map((text) => Buffer.from(text).subarray(0, 255));
  return Buffer.concat([
    Buffer.from([1]),
    ...fields.flatMap((field) => [Buffer.from([field.length]), field]),
  ]);
};

/** Leaves the socket ready for the target's own bytes. Rejects with the socket's error; whoever calls closes it then. */
export const greetSocks5 = async (
  socket: Socket,
  target: { host: string; port: number },
  credential: ProxyCredential | undefined,
): Promise<Socks5Result> => {
  const refused = (reason: Refusal): Socks5Result => ({ ok: false, reason });
  const offered = credential === undefined ? [method.none] : [method.none, method.password];
  socket.write(Buffer.from([version, offered.length, ...offered]));
  const [greeted, chosen] = await read(socket, 2);
  if (greeted !== version) return refused('not-socks');
  if (chosen === method.password && credential !== undefined) {
    socket.write(passwordRequest(credential));
    const [, status] = await read(socket, 2);
    if (status !== 0) return refused('credential-refused');
  } else if (chosen !== method.none)
    return refused(credential === undefined ? 'credential-needed' : 'credential-refused');
  socket.write(connectRequest(target.host, target.port));
  const [answered, reply = 1, , type] = await read(socket, 4);
  if (answered !== version) return refused('not-socks');
  if (reply !== 0) return refused(unreachableReplies.has(reply) ? 'unreachable' : 'forbidden');
  const length =
    type === addressType.name ? ((await read(socket, 1))[0] ?? 0) : type === addressType.ipv6 ? 16 : 4;
  await read(socket, length + 2);
  return { ok: true };
};
