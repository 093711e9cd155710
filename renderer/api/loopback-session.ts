// The page's right to use the loopback shell: takes the one-time code out of the address, exchanges it for a session token and
// keeps that for as long as the tab lives. Knows nothing of calls and events.

const storageKey = 'collate-session';

export interface Session {
  /**
   * The token, exchanged for the code first where there is one. Undefined: this page was not let in.
   * Rejects when the shell cannot be reached; the next call tries again.
   */
  token(): Promise<string | undefined>;
  /** The shell does not know the token (any more). */
  forget(): void;
}

export interface SessionParts {
  origin: string;
  fetch: typeof globalThis.fetch;
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** The code of the link this page was opened with; asked for once. */
  takeCode(): string | undefined;
}

/** Reads the code from the address and removes it there, so that it is in no history and no bookmark. */
export const takeCodeFromAddress = (): string | undefined => {
  const { hash, pathname, search } = window.location;
  const code = new URLSearchParams(hash.slice(1)).get('token');
  if (code === null) return undefined;
  window.history.replaceState(null, '', pathname + search);
  return code;
};

export const createSession = ({ origin, fetch, storage, takeCode }: SessionParts): Session => {
  let code = takeCode();
  let exchange: Promise<void> | undefined;

  const exchangeCode = async (unused: string): Promise<void> => {
    const response = await fetch(new URL('/session', origin), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: unused }),
      credentials: 'omit',
    });
    // A link that was used before, as when the tab is restored: the session it made then may still be good.
    if (response.ok) {
      const { token } = (await response.json()) as { token: string };
      storage.setItem(storageKey, token);
    }
    code = undefined;
  };

  return {
    token: async () => {
      if (code !== undefined) {
        exchange ??= exchangeCode(code).finally(() => {
          exchange = undefined;
        });
        await exchange;
      }
      return storage.getItem(storageKey) ?? undefined;
    },
    forget: () => storage.removeItem(storageKey),
  };
};
