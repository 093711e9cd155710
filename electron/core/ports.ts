// What a shell must supply to the core. The core runs in plain Node and knows nothing else of where it is.

/** Wraps the vault's data key with something the machine keeps: a keychain. Never sees the secrets themselves. */
export interface Keychain {
  /** Stored beside the wrapped key and compared on opening: a change of backend is reported, not guessed over. */
  backend: string;
  /** What a person calls it: "macOS Keychain", "GNOME Keyring". */
  label: string;
  /** Rejects when the keychain is locked, dismissed or gone; the vault then stays as it is. */
  wrap(key: Uint8Array): Promise<string>;
  /** `onRewrapped` gets the key wrapped anew when the keychain has changed its own key: to be kept in place of `wrapped`. */
  unwrap(wrapped: string, onRewrapped?: (wrapped: string) => void): Promise<Uint8Array>;
}

/** A small JSON file that is replaced atomically; electron-store or conf. */
export interface JsonFile {
  /** Absolute path, for messages in the log. */
  readonly path: string;
  /** The whole content; an empty object when there is no file yet. */
  read(): Record<string, unknown>;
  /** Replaces the whole content. Throws when it cannot be written; the old content then stays. */
  write(content: Record<string, unknown>): void;
}

export interface Ports {
  /** Absolute folder for everything Collate keeps; exists and is private to the user. */
  dataDir: string;
  /** Opens `<dataDir>/<name>.json`. The core has already made sure that an existing file holds a JSON object. */
  openJsonFile(name: 'settings' | 'vault'): JsonFile;
  /** The machine's keychain, or why there is none that is worth the name. */
  openKeychain(): Promise<Keychain | { unavailable: string }>;
  /**
   * The proxy the computer is set to use for an address, as PAC scripts answer (`PROXY host:port; DIRECT`) or as an address such as
   * `socks5://host:port`; an empty text means none. May reject: the core then connects directly. Not called while offline.
   */
  systemProxyFor(url: string): Promise<string>;
  /** Diagnostics; already free of secrets. Must not throw. */
  log(level: 'info' | 'warn' | 'error', message: string, detail?: Record<string, unknown>): void;
  /** How fast the simulated models answer: 1 is their natural pace (the default), 0 is at once. For tests and demonstrations. */
  simulatorSpeed?: number;
  /** Collate's version. */
  version: string;
}
