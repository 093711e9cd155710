// Whom a secure connection believes: the authorities Node knows, those of this computer, and those of a file of one's own. There is
// no way to believe everybody. Knows nothing of hosts.
import { X509Certificate } from 'node:crypto';
import { createSecureContext, getCACertificates, rootCertificates, type SecureContext } from 'node:tls';
import type { Ports } from '../ports.ts';
import { readCaFile } from './ca-file.ts';

export interface Trust {
  /** Made once per file and kept. Never rejects: a file that cannot be read adds nobody, and the log says so. */
  contextFor(caFile: string | undefined): Promise<SecureContext>;
}

const isCertificate = (pem: string): boolean => {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
};

export const createTrust = (log: Ports['log']): Trust => {
  const contexts = new Map<string, Promise<SecureContext>>();

  const known = (): string[] => {
    try {
      return [...getCACertificates('default'), ...getCACertificates('system')];
    } catch (error) {
      // Where the runtime has no access to the system's store, its own list is what there is.
      log('warn', 'the certificates of this computer could not be read', { error: String(error) });
      return [...rootCertificates];
    }
  };

  const make = async (caFile: string | undefined): Promise<SecureContext> => {
    const own = caFile === undefined ? undefined : await readCaFile(caFile);
    if (own?.ok === false) log('warn', 'the CA file could not be used', { path: caFile, reason: own.reason });
    const ca = [...new Set([...known(), ...(own?.ok === true ? own.certificates : [])])];
    try {
      return createSecureContext({ ca });
    } catch (error) {
      log('warn', 'a certificate of this computer is damaged and was left out', { error: String(error) });
      return createSecureContext({ ca: ca.filter(isCertificate) });
    }
  };

  return {
    contextFor(caFile) {
      const key = caFile ?? '';
      const made = contexts.get(key) ?? make(caFile);
      contexts.set(key, made);
      return made;
    },
  };
};
