import workerUrl from './task.worker.ts?worker&url';

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): URL };
}

const ownAddress = new URL(workerUrl, import.meta.url).href;

/** The policy's one rule: the built worker's own address, by equality, and no other. Throws for any other. */
const admitOwnAddress = (address: string): string => {
  if (address !== ownAddress) throw new TypeError('Only the app’s own worker may be started.');
  return address;
};

let policy: { createScriptURL(address: string): string | URL } | undefined;

// A second policy of the same name would be refused: it is made once.
const trustedAddress = (): string | URL => {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('collate-worker', { createScriptURL: admitOwnAddress }) ?? {
    createScriptURL: admitOwnAddress,
  };
  return policy.createScriptURL(ownAddress);
};

/** Starts the app's one worker script. Throws where the browser refuses; whoever starts it terminates it. */
export const startWorker = (): Worker => new Worker(trustedAddress(), { type: 'module' });
