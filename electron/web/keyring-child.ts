// A process of its own that does one thing with the machine's keyring and ends: opening a keyring can block whoever does it, for
// as long as a dialog that nobody sees is open, and a process can be killed. The command is the argument, a secret comes and goes
// through the pipes. It knows nothing of what the secrets are.
import { randomBytes, randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { AsyncEntry } from '@napi-rs/keyring';

const service = 'Collate';

// Unpinned, the library falls back to the kernel's keyring without a word, and that is empty after a restart.
const entryOf = (account: string): AsyncEntry =>
  new AsyncEntry(service, account, { linux: { store: 'secret-service' } });

const put = async (account: string, secret: Buffer): Promise<void> => {
  await entryOf(account).setSecret(secret);
  const kept = await entryOf(account).getSecret();
  if (kept === null || !secret.equals(Uint8Array.from(kept)))
    throw new Error('it did not keep what was put into it');
};

const commands: Record<string, (account: string) => Promise<string | null>> = {
  /** Proves the keyring by putting something in and taking it out again. */
  probe: async () => {
    const account = `probe-${randomUUID()}`;
    await put(account, randomBytes(16));
    await entryOf(account).deleteCredential();
    return null;
  },
  put: async (account) => {
    await put(account, Buffer.from(await text(process.stdin), 'base64'));
    return null;
  },
  take: async (account) => {
    const kept = await entryOf(account).getSecret();
    return kept === null ? null : Buffer.from(kept).toString('base64');
  },
};

const [, , command = '', account = ''] = process.argv;
try {
  const value = await commands[command]?.(account);
  process.stdout.write(JSON.stringify({ ok: true, value }));
} catch (error) {
  process.stdout.write(
    JSON.stringify({ ok: false, message: error instanceof Error ? error.message : String(error) }),
  );
}
