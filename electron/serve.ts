// Entry of the loopback shell in plain Node: composes the core with the ports of this machine and runs the page or one comparison.
// It knows nothing of Electron.
import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { createCore } from './core/core.ts';
import { parseArguments, UsageError } from './web/arguments.ts';
import { defaultDataDir, prepareDataDir } from './web/data-dir.ts';
import { openJsonFile } from './web/json-file.ts';
import { openKeychain } from './web/keychain.ts';
import { createKeyring } from './web/keyring.ts';
import { createLog } from './web/log-file.ts';
import { canOpenBrowser } from './web/open-browser.ts';
import { endProcess, endSignal } from './web/process-end.ts';
import { runAsk, runServer } from './web/run-shell.ts';
import { createSystemProxy } from './web/system-proxy.ts';

const print = (text: string): void => void process.stdout.write(text);

const run = async (signal: AbortSignal): Promise<number> => {
  const { ask, port, opensBrowser, dataDir: asked } = parseArguments(process.argv.slice(2));
  const canOpen = opensBrowser && canOpenBrowser(process.env);
  const dataDir = prepareDataDir(asked ?? defaultDataDir(process.env));
  const log = createLog(dataDir);
  const core = await createCore({
    dataDir,
    openJsonFile: (name) => openJsonFile(dataDir, name),
    openKeychain: () => openKeychain(createKeyring(join(import.meta.dirname, 'keyring-child.js'))),
    systemProxyFor: createSystemProxy(process.env),
    log,
    version: packageJson.version,
  });
  const shell = { core, dataDir, signal, print };
  try {
    if (ask !== undefined) return await runAsk(shell, ask);
    return await runServer({
      ...shell,
      dist: join(import.meta.dirname, '..'),
      port,
      opensBrowser: canOpen,
      ...(process.stdin.isTTY ? { keyboard: process.stdin } : {}),
      onError: (error) => log('error', 'a request failed', { stack: error.stack }),
    });
  } finally {
    await core.close();
  }
};

// What the profile holds is the user's own, whichever part of Collate writes it.
process.umask(0o077);
try {
  endProcess(await run(endSignal()));
} catch (error) {
  process.stderr.write(`Collate: ${error instanceof Error ? error.message : String(error)}\n`);
  endProcess(error instanceof UsageError ? 2 : 1);
}
