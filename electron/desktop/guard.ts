// Keeps every window where it belongs: no navigation, no new window, no embedded page. Links are handed to the one gate.
// Knows nothing of sessions' permissions beyond applying them to each.
import { app, type WebContents } from 'electron';
import { appUrl } from './app-url.ts';
import { guardSession } from './session-guard.ts';

/** Applied to each web contents as it is created, whoever created it. `openLink` decides and asks; it never throws. */
export const guardContents = (contents: WebContents, openLink: (address: string) => void): void => {
  const stay = (event: { url: string; preventDefault(): void }): void => {
    if (event.url !== appUrl) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openLink(url);
    return { action: 'deny' };
  });
};

/** To be called before the app is ready, so that no session and no contents escape it. */
export const installGuard = (openLink: (address: string) => void): void => {
  app.on('session-created', guardSession);
  app.on('web-contents-created', (_event, contents) => guardContents(contents, openLink));
};
