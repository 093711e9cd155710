// Certificates made for the test: an authority of our own, and servers it vouches for, rightly or wrongly.
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';

export interface KeyPair {
  key: string;
  cert: string;
}

const dayMs = 86_400_000;

export const createAuthority = async (name = 'Example Root', validDays = 30): Promise<KeyPair> => {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - 60 * dayMs),
    notAfterDate: new Date(Date.now() + validDays * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { key: made.private, cert: made.cert };
};

/** Signed by itself where no authority is given. */
export const createCertificate = async (
  host: string,
  options: { authority?: KeyPair; validDays?: number } = {},
): Promise<KeyPair> => {
  const { authority, validDays = 30 } = options;
  const made = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - 60 * dayMs),
    notAfterDate: new Date(Date.now() + validDays * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
    ],
    ...(authority === undefined ? {} : { ca: authority }),
  });
  return { key: made.private, cert: made.cert };
};

export interface SecureServer {
  /** `https://<host>:<port>` */
  url: string;
  /** Host headers of the requests that came through. */
  seen: string[];
  close(): Promise<void>;
}

export const startSecureServer = async (
  host: string,
  options: ServerOptions,
  listener: Parameters<typeof createHttpsServer>[1] = (_request, response) =>
    void response.end('{"ok":true}'),
): Promise<SecureServer> => {
  const seen: string[] = [];
  const server = createHttpsServer(options, (request, response) => {
    seen.push(request.headers.host ?? '');
    listener?.(request, response);
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `https://${host}:${(server.address() as AddressInfo).port}`,
    seen,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};
