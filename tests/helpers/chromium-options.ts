// How every test launches Chromium: the installed one that the test run uses, else Playwright's own download.
import { existsSync } from 'node:fs';
import { findChromium } from '../../scripts/chromium.mjs';

/** Launch options for Playwright: no network but loopback, no services of the browser's maker. */
export const chromiumOptions = (isHeadless = true) => {
  const executablePath = findChromium({
    platform: process.platform,
    environment: process.env,
    exists: existsSync,
  });
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
