// Runs a built preload in a page: Electron gives a sandboxed preload a `require` with little more than `electron`, and so does this.
// There is one world here instead of two, so what a preload keeps to itself is kept by a closure.

/** Name of the binding through which the page reaches `ipcMain`; taken away before the page's own code runs. */
export const bindingName = '__electronDoubleMessage';

/** The text of an init script. `preload` is the text of one CommonJS file. */
export const preloadScript = (preload: string): string => `(() => {
  const message = globalThis.${bindingName};
  delete globalThis.${bindingName};
  if (globalThis.top !== globalThis) return;
  const listeners = new Map();
  const ipcRenderer = {
    invoke: (channel, ...args) => message('invoke', channel, args),
    send: (channel, ...args) => { message('send', channel, args).catch(() => undefined); },
    on: (channel, listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    off: (channel, listener) => {
      listeners.set(channel, (listeners.get(channel) ?? []).filter((other) => other !== listener));
      return ipcRenderer;
    },
  };
  Object.defineProperty(globalThis, Symbol.for('electron-double'), {
    value: (channel, args) => {
      for (const listener of listeners.get(channel) ?? []) listener({ sender: ipcRenderer }, ...args);
    },
  });
  const frozen = (value) =>
    typeof value === 'object' && value !== null
      ? Object.freeze(Object.fromEntries(Object.entries(value).map(([key, part]) => [key, frozen(part)])))
      : value;
  const contextBridge = {
    exposeInMainWorld: (name, api) => {
      if (name in globalThis) throw new Error('Cannot bind an API on top of an existing property on the window object');
      Object.defineProperty(globalThis, name, { value: frozen(api), enumerable: true });
    },
  };
  const offered = { electron: { contextBridge, ipcRenderer } };
  const require = (name) => {
    if (!Object.hasOwn(offered, name)) throw new Error('module not found: ' + name);
    return offered[name];
  };
  const module = { exports: {} };
  ((exports, require, module) => {
${preload}
  })(module.exports, require, module);
})();`;
