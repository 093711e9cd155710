// Loads an Electron entry, unmodified, with a double in the place of `electron`. Every load is a fresh set of modules, so that several
// apps can live one after another, or beside each other, in one process.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { ElectronDouble } from './electron-double.ts';

type Face = ElectronDouble['electron'];

/** Reached by the made-up module below, which is text. */
const registry = Symbol.for('electron-double-registry');
const doubles: Map<string, Face> = Reflect.get(globalThis, registry) ?? new Map();
Reflect.set(globalThis, registry, doubles);
/** By load: what stands in the place of which file. */
const replacements = new Map<string, Record<string, string>>();

const parameter = 'electron-double';
const scheme = 'electron-double:';

/** What must be loaded anew: our own modules, built or not, and the one package that imports `electron`. */
const isOwn = (url: string): boolean =>
  url.startsWith('file:') &&
  (!url.includes('/node_modules/') || url.includes('/node_modules/electron-store/'));

/** What is built runs as it is: a test runner would translate all of it once more, for each load. */
const isBuilt = (url: string): boolean =>
  idOf(url) !== undefined && new URL(url).pathname.endsWith('.js') && !url.includes('/node_modules/');

const idOf = (url: string | undefined): string | undefined =>
  url === undefined || !URL.canParse(url)
    ? undefined
    : (new URL(url).searchParams.get(parameter) ?? undefined);

const withId = (url: string, id: string): string => {
  const marked = new URL(url);
  marked.searchParams.set(parameter, id);
  return marked.href;
};

let isInstalled = false;

const install = (): void => {
  isInstalled = true;
  registerHooks({
    resolve: (specifier, context, next) => {
      const id = idOf(context.parentURL);
      if (id === undefined) return next(specifier, context);
      if (specifier === 'electron') return { url: `${scheme}${id}`, format: 'module', shortCircuit: true };
      const resolved = next(specifier, context);
      if (!isOwn(resolved.url)) return resolved;
      const plain = new URL(resolved.url);
      plain.search = '';
      const replacement = replacements.get(id)?.[plain.href];
      return { ...resolved, url: withId(replacement ?? resolved.url, id) };
    },
    load: (url, context, next) => {
      if (!url.startsWith(scheme)) {
        if (!isBuilt(url)) return next(url, context);
        const source = readFileSync(new URL(url));
        return { format: 'module', shortCircuit: true, source };
      }
      const id = url.slice(scheme.length);
      const names = Object.keys(doubles.get(id) ?? {});
      const source = [
        `const electron = globalThis[Symbol.for('electron-double-registry')].get(${JSON.stringify(id)});`,
        'export default electron;',
        `export const { ${names.join(', ')} } = electron;`,
      ].join('\n');
      return { format: 'module', shortCircuit: true, source };
    },
  });
};

const { importByNode } = createRequire(import.meta.url)('./import-by-node.cjs') as {
  importByNode(url: string): Promise<unknown>;
};

/**
 * Runs `entry` (`.js` as built, or `.ts` as written). `replaced` puts other files in the place of some: absolute path to absolute path.
 * Resolves when the module has run; the app goes on by itself.
 */
export const loadMain = async (
  entry: string,
  electron: Face,
  replaced: Readonly<Record<string, string>> = {},
): Promise<void> => {
  if (!isInstalled) install();
  const id = randomUUID();
  doubles.set(id, electron);
  replacements.set(
    id,
    Object.fromEntries(
      Object.entries(replaced).map(([from, to]) => [pathToFileURL(from).href, pathToFileURL(to).href]),
    ),
  );
  await importByNode(withId(pathToFileURL(entry).href, id));
};
