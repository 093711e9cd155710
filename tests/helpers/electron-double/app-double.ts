// Electron's `app`: the order of a life from ready to quit, as its documentation states it. One process can hold several of them.
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import type { App, CommandLine } from 'electron';
import { createEvent, type DoubleOptions } from './world.ts';

/** Profiles that are held by an app of this process, as the operating system would hold them between processes. */
const held = new Map<string, EventEmitter>();

type AppFace = Pick<
  App,
  | 'enableSandbox'
  | 'exit'
  | 'getAppPath'
  | 'getName'
  | 'getPath'
  | 'getVersion'
  | 'isPackaged'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'setPath'
  | 'whenReady'
> & { commandLine: Pick<CommandLine, 'getSwitchValue' | 'hasSwitch'> };

interface Closable {
  close(): void;
  destroy(): void;
  isDestroyed(): boolean;
}

export const createAppDouble = (
  options: DoubleOptions,
  parts: { windows: () => Closable[]; onSandbox: () => void; onReady: () => void },
) => {
  const emitter = new EventEmitter();
  const paths = new Map<string, string>([
    ['appData', options.appData],
    ['userData', join(options.appData, 'Electron')],
    ['temp', join(options.appData, 'temp')],
  ]);
  const exited = Promise.withResolvers<number>();
  let isQuitting = false;
  let isOver = false;

  const end = (code: number): void => {
    if (isOver) return;
    isOver = true;
    for (const [profile, holder] of held) if (holder === emitter) held.delete(profile);
    emitter.emit('quit', createEvent({}), code);
    exited.resolve(code);
  };

  const prevented = (name: 'before-quit' | 'will-quit'): boolean => {
    const event = createEvent({});
    emitter.emit(name, event);
    return event.defaultPrevented;
  };

  const face: AppFace = {
    commandLine: {
      getSwitchValue: (name) => options.switches?.[name] ?? '',
      hasSwitch: (name) => options.switches?.[name] !== undefined,
    },
    isPackaged: options.isPackaged ?? false,
    enableSandbox: parts.onSandbox,
    getAppPath: () => options.appPath,
    getName: () => 'Collate',
    getVersion: () => options.version ?? '0.1.0',
    getPath: (name) => {
      const path = paths.get(name);
      if (path === undefined) throw new Error(`The double has no path named ${name}.`);
      return path;
    },
    setPath: (name, path) => {
      paths.set(name, path);
    },
    requestSingleInstanceLock: () => {
      const profile = paths.get('userData') ?? '';
      const holder = held.get(profile);
      if (holder !== undefined && holder !== emitter) {
        holder.emit('second-instance', createEvent({}), [], process.cwd(), undefined);
        return false;
      }
      held.set(profile, emitter);
      return true;
    },
    whenReady: async () => {
      await Promise.resolve();
      if (!isReady) {
        isReady = true;
        parts.onReady();
        emitter.emit('ready', createEvent({}), {});
      }
    },
    quit: () => {
      if (isOver) return;
      isQuitting = true;
      if (prevented('before-quit')) {
        isQuitting = false;
        return;
      }
      for (const window of parts.windows()) window.close();
      if (parts.windows().some((window) => !window.isDestroyed())) {
        isQuitting = false;
        return;
      }
      if (!prevented('will-quit')) end(0);
    },
    exit: (code = 0) => {
      for (const window of parts.windows()) window.destroy();
      end(code);
    },
  };
  let isReady = false;

  return {
    app: Object.assign(emitter, face),
    /** Resolves with the exit code. */
    exited: exited.promise,
    /** To be told when a window is gone and none is left. */
    onLastWindowClosed: () => {
      if (isQuitting || isOver) return;
      if (emitter.listenerCount('window-all-closed') === 0) face.quit();
      else emitter.emit('window-all-closed');
    },
  };
};
