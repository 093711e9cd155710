// The loopback shell's life: the page is served until the person ends it, or one comparison is run in the terminal.
// Resolves with the process's exit code; what the process itself does with signals is for the entry.
import type { Core } from '../core/core.ts';
import type { AskRequest } from './arguments.ts';
import { askOnce } from './ask-once.ts';
import { createOpener } from './open-browser.ts';
import { startServer } from './start-server.ts';
import { openStaticFiles } from './static-files.ts';

export interface ShellParts {
  core: Core;
  dataDir: string;
  /** Aborted when the person ends Collate. */
  signal: AbortSignal;
  print(text: string): void;
}

export interface ServeParts extends ShellParts {
  /** The folder of the build. */
  dist: string;
  port: number;
  opensBrowser: boolean;
  /** Where a person asks for another link by pressing Enter; absent when nobody sits there. */
  keyboard?: NodeJS.ReadableStream;
  onError(error: Error): void;
}

const ended = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** Rejects with a sentence when the port cannot be had or the page was not built. */
export const runServer = async (parts: ServeParts): Promise<number> => {
  const { core, dataDir, dist, port, signal, print, keyboard, onError } = parts;
  const opener = createOpener(dataDir);
  const files = await openStaticFiles(dist);
  const server = await startServer({ core, files, port, onOpened: opener.forget, onError });
  const printLink = (): void => print(`Collate: ${server.newLink()}\n`);
  printLink();
  keyboard?.on('data', printLink);
  if (keyboard !== undefined) print('The link opens once. Enter prints another; Ctrl-C ends Collate.\n');
  // The link in the terminal stays good: the browser gets one of its own.
  if (parts.opensBrowser && !(await opener.open(server.newLink())))
    print('No browser could be started here: open the link yourself.\n');
  await ended(signal);
  opener.forget();
  await server.close();
  return 0;
};

/** Exit codes: see `askOnce`; 130 when the person ended it. */
export const runAsk = async ({ core, signal, print }: ShellParts, request: AskRequest): Promise<number> => {
  const code = await askOnce({ core, request, print, signal });
  return signal.aborted ? 130 : code;
};
