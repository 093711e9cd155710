// What every browser session is denied: permissions, devices, screens, the network, and downloads of anything but the page's own files.
// Knows nothing of windows and navigation.
import type { Session } from 'electron';
import { isAppUrl } from './app-url.ts';

/** Copying is the one thing the page asks the machine for. */
const isAllowed = (permission: string, origin: string): boolean =>
  permission === 'clipboard-sanitized-write' && isAppUrl(origin);

/** What a page can load: itself, what it made in memory, and (in development only) the inspector. */
const isLocal = (url: string): boolean =>
  isAppUrl(url) || /^(data|devtools|chrome-devtools):/.test(url) || isOwnBlob(url);

/** A file the page itself made: an export. */
const isOwnBlob = (url: string): boolean => url.startsWith('blob:') && isAppUrl(url.slice('blob:'.length));

/** To be applied to every session, before anything is loaded in it. */
export const guardSession = (session: Session): void => {
  session.setPermissionRequestHandler((_contents, permission, callback, details) =>
    callback(isAllowed(permission, details.requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    isAllowed(permission, requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
  // The page's policy forbids the network already; this holds even where a policy is missing or broken.
  session.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !isLocal(details.url) }));
  // What is not prevented shows the system's save dialog, which is how an export is kept.
  session.on('will-download', (event, item) => {
    if (!isOwnBlob(item.getURL())) event.preventDefault();
  });
};
