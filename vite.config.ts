// One build for everything that ships: the page, the loopback shell, the Electron entry, its preload.
import { builtinModules } from 'node:module';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type Rolldown } from 'vite';

/** Loaded from node_modules at run time: native addons, what may reach for one, and what only exists inside Electron. */
const external = [
  /^node:/,
  ...builtinModules,
  'electron',
  'better-sqlite3',
  '@napi-rs/keyring',
  'os-proxy-config',
];

/** What only exists inside Electron must not be reachable from the shell that runs without it. */
const serveWithoutElectron: Plugin = {
  name: 'collate:serve-without-electron',
  applyToEnvironment: (environment) => environment.name === 'node',
  generateBundle(_, bundle: Rolldown.OutputBundle) {
    const entry = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === 'serve');
    if (entry === undefined) this.error('The build has no serve.js.');
    const reached = new Set([entry.fileName]);
    for (const fileName of reached) {
      const file = bundle[fileName];
      if (file?.type !== 'chunk') continue;
      for (const imported of [...file.imports, ...file.dynamicImports]) {
        if (imported === 'electron' || imported.startsWith('electron/'))
          this.error(
            `serve.js reaches “electron” through ${fileName}: only electron/desktop/ and main.ts may import it.`,
          );
        reached.add(imported);
      }
    }
  },
};

/** The formulas' style sheet names each font in three formats; browsers this young need one. */
const oneFontFormat: Plugin = {
  name: 'collate:one-font-format',
  enforce: 'pre',
  transform: {
    filter: { id: /katex[^?]*\.css/ },
    handler: (css) => css.replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\(["'][^)]*\)/g, ''),
  },
};

const nodeEnvironment = (input: Record<string, string>, format: 'es' | 'cjs', outDir: string) => ({
  consumer: 'server' as const,
  resolve: { noExternal: true as const, external: [], conditions: ['node', 'import', 'default'] },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    ssr: true,
    sourcemap: true,
    rolldownOptions: {
      input,
      external,
      output: { format, entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});

export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react(), serveWithoutElectron, oneFontFormat],
  // The loopback shell's page opens in whichever browser the person has.
  // Everything is loaded from the same machine, so a large chunk is no news.
  build: { target: ['chrome140', 'firefox140', 'safari26'], chunkSizeWarningLimit: 4000 },
  worker: { format: 'es' },
  environments: {
    client: {
      build: {
        outDir: '../dist/renderer',
        emptyOutDir: true,
        // Inlined files would be data: URLs, which the page's policy does not load.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
      },
    },
    node: nodeEnvironment(
      {
        main: '../electron/main.ts',
        serve: '../electron/serve.ts',
        'keyring-child': '../electron/web/keyring-child.ts',
      },
      'es',
      '../dist/electron',
    ),
    preload: nodeEnvironment({ preload: '../electron/preload.ts' }, 'cjs', '../dist/preload'),
  },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments))
        if (environment.name !== 'ssr') await builder.build(environment);
    },
  },
});
