// Brings the page to the user's browser. The link is a secret until it is opened, and every user of a machine can read the
// arguments of its programs: so the browser is given a private file that leads to the link.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether a browser started here would be seen by the person who started Collate. */
export const canOpenBrowser = (
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): boolean => {
  if (environment.SSH_CONNECTION || environment.CI) return false;
  return (
    platform === 'darwin' ||
    platform === 'win32' ||
    Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY)
  );
};

export interface Opener {
  /** Resolves when the browser was started, with whether it was. */
  open(link: string): Promise<boolean>;
  /** Removes the file; call it when the link was used or can no longer be. */
  forget(): void;
}

export type OpenFile = (path: string) => Promise<unknown>;

const openWithSystem: OpenFile = async (path) => {
  const { default: open } = await import('open');
  return await open(path);
};

export const createOpener = (dataDir: string, openFile: OpenFile = openWithSystem): Opener => {
  const path = join(dataDir, 'open-in-browser.html');
  const forget = (): void => rmSync(path, { force: true });
  return {
    open: async (link) => {
      try {
        // The link is made here, of characters that mean nothing in HTML.
        writeFileSync(
          path,
          `<!doctype html><meta http-equiv="refresh" content="0;url=${link}"><title>Collate</title>`,
          {
            mode: 0o600,
          },
        );
        await openFile(path);
        return true;
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        forget();
        return false;
      }
    },
    forget,
  };
};
