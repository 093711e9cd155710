// A file with certificate authorities of one's own: reads it, says in words what is wrong with it, and names what it holds.
// Trusts nothing by itself.
import { X509Certificate } from 'node:crypto';
import { open } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import type { CertificateFact } from '../../../shared/network.ts';

/** Several times the bundle of a whole browser. */
const maxBytes = 5 * 1024 * 1024;

export type CaFile =
  | { ok: true; certificates: string[]; facts: CertificateFact[] }
  | { ok: false; reason: string };

const refuse = (reason: string): CaFile => ({ ok: false, reason });

const readWords: Record<string, string> = {
  ENOENT: 'There is no such file.',
  EACCES: 'This file may not be read.',
  EPERM: 'This file may not be read.',
  EISDIR: 'This is a folder, not a file.',
};

const readText = async (path: string): Promise<{ text: string } | { reason: string }> => {
  try {
    await using file = await open(path, 'r');
    const stat = await file.stat();
    if (!stat.isFile()) return { reason: 'This is not a file.' };
    if (stat.size > maxBytes) return { reason: 'This file is too large to be a list of certificates.' };
    return { text: await file.readFile('utf8') };
  } catch (error) {
    return { reason: readWords[(error as NodeJS.ErrnoException).code ?? ''] ?? 'This file cannot be read.' };
  }
};

const nameOf = (certificate: X509Certificate): string =>
  /^(?:CN|OU|O)=(.+)$/m.exec(certificate.subject)?.[1]?.slice(0, 100) ?? 'A certificate without a name';

/** Never rejects. `now`: epoch ms. A certificate that has expired is no obstacle as long as another one holds. */
export const readCaFile = async (path: string, now = Date.now()): Promise<CaFile> => {
  if (!isAbsolute(path)) return refuse('Write the whole path, from the root of the disk.');
  const read = await readText(path);
  if ('reason' in read) return refuse(read.reason);
  const certificates = read.text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (certificates.length === 0)
    return refuse(
      'There is no certificate in this file. It must be in PEM form: text with “BEGIN CERTIFICATE”.',
    );
  const facts: CertificateFact[] = [];
  for (const [index, pem] of certificates.entries())
    try {
      const certificate = new X509Certificate(pem);
      const validUntil = Date.parse(certificate.validTo);
      facts.push({ name: nameOf(certificate), validUntil, isExpired: validUntil < now });
    } catch {
      return refuse(`Certificate ${index + 1} of ${certificates.length} in this file is damaged.`);
    }
  if (facts.every((fact) => fact.isExpired))
    return refuse(
      facts.length === 1
        ? 'The certificate in this file has expired.'
        : 'All certificates in this file have expired.',
    );
  return { ok: true, certificates, facts };
};
