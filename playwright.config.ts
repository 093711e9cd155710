// End-to-end: the same specs in every host the app has.
import { defineConfig } from '@playwright/test';
import type { HostName } from './tests/e2e/hosts.ts';
import { chromiumOptions } from './tests/helpers/chromium-options.ts';

const hosts: HostName[] =
  process.env.COLLATE_E2E_HOST === undefined
    ? ['loopback', 'desktop-double', 'electron']
    : [process.env.COLLATE_E2E_HOST as HostName];

export default defineConfig<object, { hostName: HostName }>({
  testDir: 'tests/e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  workers: 2,
  forbidOnly: process.env.CI !== undefined,
  // A machine that others share may stall for seconds; what passed only then is listed as flaky.
  retries: process.env.CI === undefined ? 0 : 1,
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    // A trace of every test costs as much as the tests.
    screenshot: 'only-on-failure',
    launchOptions: chromiumOptions(),
  },
  projects: hosts.map((hostName) => ({ name: hostName, use: { hostName } })),
});
