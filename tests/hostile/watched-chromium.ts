// A Chromium that asks for names as eagerly as a browser may, and whose own log says which: none of them leaves this computer.
import { createReadStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { chromiumOptions } from '../helpers/chromium-options.ts';

export interface WatchedChromium {
  context: BrowserContext;
  /** Closes it and gives the hosts of the corpus that were looked up, connected to or asked, sorted. */
  close(): Promise<string[]>;
}

/** Every host that a text of the corpus names. */
const corpusHost = /\b(?:[a-z]+\.evil\.test|example\.(?:org|com))\b/g;

/** Names are resolved by a server that is not there: asked for, logged, and never sent to one that is. */
const nowhere = { mode: 'secure', templates: 'https://127.0.0.1:9/dns-query' };

/** Looks up and connects ahead wherever a page hints at it; some systems ship Chromium with that switched off. */
const eager = { net: { network_prediction_options: 0 } };

export const launchWatchedChromium = async (
  options: BrowserContextOptions = {},
): Promise<WatchedChromium> => {
  const folder = mkdtempSync(join(tmpdir(), 'collate-watched-'));
  const log = join(folder, 'network.json');
  const profile = join(folder, 'profile');
  mkdirSync(join(profile, 'Default'), { recursive: true });
  writeFileSync(join(profile, 'Local State'), JSON.stringify({ dns_over_https: nowhere }));
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(eager));
  const launch = chromiumOptions();
  const context = await chromium.launchPersistentContext(profile, {
    ...launch,
    ...options,
    // A rule that refuses names would refuse them before they are looked up, and so unseen.
    args: [
      ...launch.args.filter((argument) => !argument.startsWith('--host-resolver-rules')),
      `--log-net-log=${log}`,
    ],
  });
  return {
    context,
    async close() {
      await context.close();
      const hosts = new Set<string>();
      for await (const line of createInterface({ input: createReadStream(log) }))
        for (const [host] of line.matchAll(corpusHost)) hosts.add(host);
      rmSync(folder, { recursive: true, force: true });
      return [...hosts].sort();
    },
  };
};
