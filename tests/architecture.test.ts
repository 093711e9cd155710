import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

const walk = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });

const isCode = (path: string): boolean => /\.(ts|tsx)$/.test(path);
const files = ['shared', 'electron', 'renderer'].flatMap(walk);
const sources = files.filter(isCode);
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** What a file imports, types included: project files as `/` and the path from the root, packages by name. */
const importsOf = (path: string): string[] =>
  [...read(path).matchAll(/(?:from|import\()\s*'([^']+)'|^import\s+'([^']+)'/gm)].map((match) => {
    const specifier = match[1] ?? match[2] ?? '';
    return specifier.startsWith('.')
      ? `/${relative(root, resolve(root, dirname(path), specifier))}`
      : specifier;
  });

const within =
  (...prefixes: string[]) =>
  (path: string): boolean =>
    prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));

const isProjectFile = (target: string): boolean => target.startsWith('/');
/** The import of a file in one of these rooms. */
const fileIn =
  (...rooms: string[]) =>
  (target: string): boolean =>
    within(...rooms.map((room) => `/${room}`))(target);

/** A row per room: which project files and packages its files may import. Everything else is refused. */
const arrows: {
  room: string;
  holds(path: string): boolean;
  mayImport(target: string, path: string): boolean;
}[] = [
  {
    room: 'shared',
    holds: within('shared'),
    mayImport: (target) =>
      fileIn('shared')(target) || ['zod', 'uuid', 'markdown-it', 'diff'].some((name) => within(name)(target)),
  },
  {
    room: 'electron/core',
    holds: within('electron/core'),
    mayImport: (target) =>
      isProjectFile(target)
        ? fileIn('shared', 'electron/core')(target)
        : !within('electron', 'electron-store', 'conf', '@napi-rs/keyring', 'react')(target),
  },
  {
    room: 'electron/desktop, main and preload',
    holds: within('electron/desktop', 'electron/main.ts', 'electron/preload.ts'),
    mayImport: (target) =>
      isProjectFile(target)
        ? fileIn(
            'shared',
            'electron/desktop',
            'electron/core/core.ts',
            'electron/core/ports.ts',
            'package.json',
          )(target)
        : target.startsWith('node:') || within('electron', 'electron-store')(target),
  },
  {
    room: 'electron/web and serve',
    holds: within('electron/web', 'electron/serve.ts'),
    mayImport: (target) =>
      isProjectFile(target)
        ? fileIn(
            'shared',
            'electron/web',
            'electron/core/core.ts',
            'electron/core/ports.ts',
            'package.json',
          )(target)
        : target.startsWith('node:') || within('conf', '@napi-rs/keyring', 'open', 'os-proxy-config')(target),
  },
  {
    room: 'renderer',
    holds: within('renderer'),
    mayImport: (target) =>
      isProjectFile(target)
        ? fileIn('shared', 'renderer')(target)
        : !target.startsWith('node:') && !within('electron')(target),
  },
  {
    room: 'renderer/markdown and renderer/ui',
    holds: within('renderer/markdown', 'renderer/ui'),
    mayImport: (target) =>
      !fileIn('renderer')(target) || fileIn('renderer/markdown', 'renderer/ui', 'renderer/worker')(target),
  },
  {
    room: 'renderer/worker',
    holds: within('renderer/worker'),
    // The table of tasks reaches their code; the rest knows nobody.
    mayImport: (target, path) =>
      fileIn('shared', 'renderer/worker')(target) ||
      (path === 'renderer/worker/tasks.ts' && fileIn('renderer/markdown', 'renderer/compare')(target)),
  },
  {
    room: 'electron/core/providers',
    holds: within('electron/core/providers'),
    mayImport: (target) =>
      !fileIn('electron')(target) || fileIn('electron/core/providers', 'electron/core/network')(target),
  },
  {
    room: 'electron/core/network',
    holds: within('electron/core/network'),
    // Of the rest it knows how a failure is thrown and what a shell supplies.
    mayImport: (target) =>
      !fileIn('electron')(target) ||
      fileIn(
        'electron/core/network',
        'electron/core/providers/provider.ts',
        'electron/core/ports.ts',
      )(target),
  },
];

/** One file per wire format; they share what lies beside them, never each other. */
const adapters = [
  'openai-responses',
  'openai-chat',
  'anthropic-messages',
  'bedrock-converse',
  'gemini',
  'cohere-v2',
];

/** What opens connections, and the only places that may: the network itself, and servers, which open none. */
const waysOut: { way: string; uses: RegExp; mayUse(path: string): boolean }[] = [
  {
    way: 'undici',
    uses: /(?:from|import\()\s*'undici'/,
    mayUse: within('electron/core/network'),
  },
  {
    way: 'node:http and its relatives',
    uses: /(?:import (?!type)[^;]*from|import\()\s*'(?:node:)?(?:https?|http2|net|tls|dgram|dns|dns\/promises)'/,
    mayUse: within(
      'electron/core/network',
      'electron/core/simulator/simulator.ts',
      'electron/web/start-server.ts',
    ),
  },
  {
    way: 'the platform’s own fetch',
    uses: /(?<![.\w])(?:globalThis\.)?fetch\(|new (?:WebSocket|EventSource)\(/,
    mayUse: () => false,
  },
  {
    way: 'Electron’s own stack',
    uses: /\bnet\.(?:fetch|request)\(|\bsession\.fetch\(/,
    mayUse: () => false,
  },
  {
    way: 'the HTTP stack of an SDK',
    uses: /import(?: (?!type)[^;]*|\()'(?:@smithy\/(?:node-http-handler|fetch-http-handler)|https-proxy-agent|http-proxy-agent)'/,
    mayUse: () => false,
  },
];

describe('the house', () => {
  it.each(waysOut)('has one way out: $way is used by nobody else', ({ uses, mayUse }) => {
    const others = sources.filter(
      (path) => within('electron')(path) && !mayUse(path) && uses.test(read(path)),
    );
    expect(others).toEqual([]);
  });

  it.each(waysOut.slice(0, 2))('would notice $way', ({ uses }) => {
    expect(sources.some((path) => uses.test(read(path)))).toBe(true);
  });

  it.each(arrows)('keeps the import arrows of $room', ({ holds, mayImport }) => {
    const wrong = sources.filter(holds).flatMap((path) =>
      importsOf(path)
        .filter((target) => !mayImport(target, path))
        .map((target) => `${path} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps the adapters apart', () => {
    const wrong = adapters.flatMap((adapter) =>
      importsOf(`electron/core/providers/${adapter}.ts`).filter((target) =>
        adapters.some((other) => other !== adapter && target === `/electron/core/providers/${other}.ts`),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('loads vendor SDKs only where they are first used', () => {
    const sdk =
      /^import (?!type)[^;]*from '(openai|@anthropic-ai\/[^']+|@azure\/[^']+|google-auth-library|@aws-sdk\/[^']+|@google\/genai|@pydantic\/genai-prices|undici|hash-wasm)/m;
    expect(sources.filter((path) => sdk.test(read(path)))).toEqual([]);
  });

  it('has the known rooms and no others', () => {
    const rooms = (folder: string) =>
      readdirSync(join(root, folder), { withFileTypes: true })
        .filter(
          (entry) =>
            entry.isDirectory() &&
            !['node_modules', 'dist', 'release', 'test-results', '.git'].includes(entry.name),
        )
        .map((entry) => entry.name)
        .sort();
    expect(rooms('.')).toEqual([
      '.ci',
      '.github',
      'docs',
      'electron',
      'renderer',
      'scripts',
      'shared',
      'tests',
    ]);
    expect(rooms('electron')).toEqual(['core', 'desktop', 'web']);
    expect(rooms('electron/core')).toEqual([
      'export',
      'handlers',
      'network',
      'pricing',
      'providers',
      'simulator',
      'store',
      'vault',
    ]);
    expect(rooms('renderer')).toEqual([
      'api',
      'chat',
      'chats',
      'columns',
      'compare',
      'connections',
      'export',
      'links',
      'markdown',
      'models',
      'record',
      'settings',
      'state',
      'ui',
      'worker',
    ]);
    expect(rooms('shared')).toEqual(['compare', 'markdown']);
  });

  it('has no file over 300 lines', () => {
    const long = files
      .filter((path) => isCode(path) || path.endsWith('.css'))
      .map((path) => [path, read(path).split('\n').length] as const)
      .filter(([, lines]) => lines > 301);
    expect(long).toEqual([]);
  });

  it('opens every file of shared and electron with what it owns', () => {
    const silent = sources.filter(
      (path) => within('shared', 'electron')(path) && !/^\/[/*]/.test(read(path)),
    );
    expect(silent).toEqual([]);
  });

  it('has no names that say nothing', () => {
    const vague = sources.filter((path) =>
      /(^|\/)(utils?|helpers?|common|types|misc|manager|service|index)\.(ts|tsx)$/.test(path),
    );
    expect(vague).toEqual([]);
  });

  it('never makes HTML or code from a string', () => {
    const forbidden =
      /\.innerHTML\s*=|\.outerHTML\s*=|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|new Function\(|\beval\(/;
    expect(sources.filter((path) => forbidden.test(read(path)))).toEqual([]);
  });

  it('keeps the Electron entry, the preload and the Node entry small', () => {
    const lines = (path: string) => read(path).trimEnd().split('\n').length;
    expect(lines('electron/main.ts')).toBeLessThanOrEqual(60);
    expect(lines('electron/preload.ts')).toBeLessThanOrEqual(25);
    expect(lines('electron/serve.ts')).toBeLessThanOrEqual(60);
  });
});
