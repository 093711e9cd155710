// The Electron entry: puts the core into the desktop shell. Decides nothing itself.
import { join } from 'node:path';
import { app, dialog, session } from 'electron';
import { createCore } from './core/core.ts';
import { readBuiltFiles } from './desktop/built-files.ts';
import { installGuard } from './desktop/guard.ts';
import { serveIpc } from './desktop/ipc.ts';
import { openJsonFile } from './desktop/json-file.ts';
import { openKeychain } from './desktop/keychain.ts';
import { createLinkGate } from './desktop/link-gate.ts';
import { createLog } from './desktop/log.ts';
import { installMenu } from './desktop/menu.ts';
import { openProfile } from './desktop/profile.ts';
import { registerAppScheme, serveBuiltFiles } from './desktop/protocol.ts';
import { closeOnQuit } from './desktop/quit.ts';
import { isFirstInstance } from './desktop/single-instance.ts';
import { systemProxyFor } from './desktop/system-proxy.ts';
import { createMainWindow, type MainWindow } from './desktop/window.ts';

const start = async (): Promise<void> => {
  app.enableSandbox();
  registerAppScheme();
  const dataDir = openProfile();
  const log = createLog(dataDir);
  installGuard(createLinkGate((message, detail) => log('warn', message, detail)));
  let main: MainWindow | undefined;
  if (!isFirstInstance(() => main?.show())) return app.exit(0);
  await app.whenReady();

  installMenu();
  const dist = join(app.getAppPath(), 'dist');
  const files = readBuiltFiles(dist);
  const core = await createCore({
    dataDir,
    openJsonFile: (name) => openJsonFile(dataDir, name),
    openKeychain: () => openKeychain(),
    systemProxyFor,
    log,
    version: app.getVersion(),
  });
  closeOnQuit(core, log);
  // In memory: the page keeps nothing of its own, so nothing of a chat is left in a browser's cache or storage on disk.
  const pageSession = session.fromPartition('collate');
  serveBuiltFiles(pageSession, files);
  main = createMainWindow({
    session: pageSession,
    preload: join(dist, 'preload', 'preload.js'),
    ipc: serveIpc(core, (message, detail) => log('error', message, detail)),
    boundsFile: openJsonFile(dataDir, 'window', { isExpendable: true }),
    log,
  });
  app.on('activate', () => main?.show());
  main.show();
};

start().catch((error: unknown) => {
  dialog.showErrorBox('Collate cannot start', error instanceof Error ? error.message : String(error));
  app.exit(1);
});
