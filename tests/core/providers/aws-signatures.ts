// Checks AWS signatures as the service would: makes them anew from what arrived.
import { Hash } from '@smithy/hash-node';
import { SignatureV4 } from '@smithy/signature-v4';
import type { SeenRequest } from '../../helpers/replay-server.ts';

export const awsKeys = {
  accessKeyId: 'AKIAEXAMPLE0123456',
  secretAccessKey: 'canary/secret+canary0123456789',
  sessionToken: 'canary-session-0123456789',
};

export interface SeenSignature {
  region: string;
  service: string;
  /** Made over exactly what arrived, with the key of `awsKeys`. */
  isValid: boolean;
  signedHeaders: string[];
}

export const readSignature = async (seen: SeenRequest): Promise<SeenSignature> => {
  const [, scope, names, signature] =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      seen.headers.authorization ?? '',
    ) ?? [];
  const [keyId, , region = '', service = ''] = scope?.split('/') ?? [];
  const signedHeaders = names?.split(';') ?? [];
  const date = String(seen.headers['x-amz-date']);
  const url = new URL(seen.path, `http://${seen.headers.host}`);
  const again = await new SignatureV4({
    credentials: awsKeys,
    region,
    service,
    sha256: Hash.bind(null, 'sha256'),
  }).sign(
    {
      method: seen.method,
      protocol: 'http:',
      hostname: url.hostname,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: Object.fromEntries(
        signedHeaders
          .filter((name) => !/^x-amz-(date|security-token|content-sha256)$/.test(name))
          .map((name) => [name, String(seen.headers[name])]),
      ),
      body: seen.body,
    },
    { signingDate: new Date(date.replace(/(....)(..)(..T..)(..)(..Z)/, '$1-$2-$3:$4:$5')) },
  );
  const isValid =
    keyId === awsKeys.accessKeyId && again.headers.authorization?.endsWith(signature ?? '-') === true;
  return { region, service, isValid, signedHeaders };
};
