// Names under `.test` that lead to this computer, and a note of every name that was looked up and every address connected to:
// endpoints must not be on loopback by name, or no proxy would ever be used.
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { isIP, Socket } from 'node:net';

export interface Watched {
  lookups: string[];
  connects: string[];
  stop(): void;
}

/** Replaces the process's look-up until stopped. Names that do not end in `.test` are asked of nobody and do not exist. */
export const watchNames = (): Watched => {
  const lookups: string[] = [];
  const connects: string[] = [];
  const { lookup } = dns;
  const connect = Socket.prototype.connect;
  const fake = (name: string, given: unknown, last: unknown): void => {
    const callback = (typeof given === 'function' ? given : last) as (...values: unknown[]) => void;
    const { all } = (typeof given === 'object' && given !== null ? given : {}) as { all?: boolean };
    // A server that begins to listen has its address looked up as well; nobody is asked for that.
    if (isIP(name) !== 0) {
      Reflect.apply(
        lookup,
        dns,
        [name, given, last].filter((each) => each !== undefined),
      );
      return;
    }
    lookups.push(name);
    const isKnown = name === 'localhost' || (name.endsWith('.test') && name !== 'nowhere.test');
    setImmediate(() => {
      if (!isKnown)
        callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' }));
      else if (all === true) callback(null, [{ address: '127.0.0.1', family: 4 }]);
      else callback(null, '127.0.0.1', 4);
    });
  };
  dns.lookup = fake as unknown as typeof lookup;
  syncBuiltinESMExports();
  Socket.prototype.connect = function (this: Socket, ...values: unknown[]) {
    const [first] = values.flat() as [{ host?: string; port?: number; path?: string } | undefined];
    if (typeof first === 'object') connects.push(first.path ?? `${first.host}:${first.port}`);
    return Reflect.apply(connect, this, values) as Socket;
  } as typeof connect;
  return {
    lookups,
    connects,
    stop() {
      dns.lookup = lookup;
      syncBuiltinESMExports();
      Socket.prototype.connect = connect;
    },
  };
};
