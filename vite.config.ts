// One build for everything that ships: the page, the loopback shell, the Electron entry, its preload.
import { builtinModules } from 'node:module';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Loaded from node_modules at run time: native addons, and what only exists inside Electron. */
const external = [/^node:/, ...builtinModules, 'electron', 'better-sqlite3', '@napi-rs/keyring'];

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
    rollupOptions: {
      input,
      external,
      output: { format, entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: { target: 'chrome140' },
  environments: {
    client: {
      build: {
        outDir: '../dist/renderer',
        emptyOutDir: true,
        manifest: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
      },
    },
    node: nodeEnvironment(
      { main: '../electron/main.ts', serve: '../electron/serve.ts' },
      'es',
      '../dist/electron',
    ),
    preload: nodeEnvironment({ preload: '../electron/preload.ts' }, 'cjs', '../dist/preload'),
  },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) await builder.build(environment);
    },
  },
});
