// The ports of a shell, for tests: a profile in a temporary folder, JSON files as plain files, a keychain in memory.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonFile, Keychain, Ports } from '../../electron/core/ports.ts';

/** Wraps by exclusive-or with a key of its own: enough to see that what is stored is not what was given. */
export const createFakeKeychain = (): Keychain => {
  const pad = randomBytes(32);
  const mask = (bytes: Uint8Array): Uint8Array =>
    bytes.map((byte, index) => byte ^ (pad[index % pad.length] ?? 0));
  return {
    backend: 'fake',
    label: 'Test keychain',
    wrap: async (key) => Buffer.from(mask(key)).toString('base64'),
    unwrap: async (wrapped) => mask(new Uint8Array(Buffer.from(wrapped, 'base64'))),
  };
};

const openPlainJsonFile = (path: string): JsonFile => ({
  path,
  read: () => (existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>) : {}),
  write: (content) => writeFileSync(path, JSON.stringify(content)),
});

export interface TestProfile {
  ports: Ports;
  /** Lines the core logged. */
  logged: string[];
  remove(): void;
}

export const createTestProfile = (over: Partial<Ports> = {}): TestProfile => {
  const dataDir = over.dataDir ?? mkdtempSync(join(tmpdir(), 'collate-test-'));
  const logged: string[] = [];
  const keychain = createFakeKeychain();
  return {
    logged,
    ports: {
      dataDir,
      openJsonFile: (name) => openPlainJsonFile(join(dataDir, `${name}.json`)),
      openKeychain: async () => keychain,
      systemProxyFor: async () => 'DIRECT',
      log: (level, message, detail) => logged.push(`${level}: ${message} ${JSON.stringify(detail ?? {})}`),
      version: '0.0.0-test',
      ...over,
    },
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  };
};
