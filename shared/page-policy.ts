// The Content-Security-Policy of the page and of its worker, as every shell that serves them sends it.
// Knows nothing of who sends it.

/**
 * For the page. `connect` is `'none'` where calls travel outside the network, and `'self'` where they are requests to the page's own origin.
 * The one Trusted Types policy admits only the built worker's own address; it can make neither HTML nor script.
 */
export const pagePolicy = (connect: "'none'" | "'self'"): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' blob:",
    `connect-src ${connect}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types collate-worker',
  ].join('; ');

/** For the worker's own script, the only place where WebAssembly may be compiled: the highlighter's regular expressions. */
export const workerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";

/** Whether a built file is a worker's script: the sources are named `*.worker.ts` and the build keeps that in front of the hash. */
export const isWorkerFile = (path: string): boolean => /(^|[/.])worker-[\w-]+\.js$/.test(path);
