// The machine's keyring, each use of it in a process of its own that is killed when it takes too long.
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** A keyring may wait for a dialog nobody sees, so each use is given up after this. */
const defaultTimeoutMs = 3000;

/** Everything rejects, with the rest of a sentence that begins "The keyring cannot be used:", when the keyring is locked, silent or gone. */
export interface Keyring {
  /** Resolves when something could be put in, read and deleted. */
  probe(): Promise<void>;
  put(account: string, secret: Uint8Array): Promise<void>;
  /** Undefined when there is no such entry. */
  take(account: string): Promise<Uint8Array | undefined>;
}

type Outcome = { ok: true; value?: string | null } | { ok: false; message: string };

/** `script`: the built `keyring-child.ts`. */
export const createKeyring = (script: string, timeoutMs = defaultTimeoutMs): Keyring => {
  const run = async (command: string, account: string, secret: string): Promise<string | undefined> => {
    const child = spawn(process.execPath, [script, command, account], {
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
    const ended = new Promise<NodeJS.Signals | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (_, signal) => resolve(signal));
    });
    // A child that ended early does not read; its answer says why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(secret);
    const [signal, output] = await Promise.all([ended, text(child.stdout)]);
    if (signal === 'SIGKILL') throw new Error(`it did not answer within ${timeoutMs / 1000} s`);
    if (output === '') throw new Error('its process ended without an answer');
    const outcome = JSON.parse(output) as Outcome;
    if (!outcome.ok) throw new Error(outcome.message);
    return outcome.value ?? undefined;
  };
  return {
    probe: async () => void (await run('probe', '', '')),
    put: async (account, secret) => void (await run('put', account, Buffer.from(secret).toString('base64'))),
    take: async (account) => {
      const value = await run('take', account, '');
      return value === undefined ? undefined : Buffer.from(value, 'base64');
    },
  };
};
