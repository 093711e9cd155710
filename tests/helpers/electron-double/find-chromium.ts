// The Chromium that tests run: the one of `CHROME_PATH`, an installed one, else Playwright's own download.
import { existsSync } from 'node:fs';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Launch options for Playwright: no network but loopback, no services of the browser's maker. */
export const chromiumOptions = (isHeadless = true) => {
  const executablePath = [process.env.CHROME_PATH ?? '', ...places].find(
    (place) => place !== '' && existsSync(place),
  );
  return {
    headless: isHeadless,
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-quic',
      '--no-first-run',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  };
};
