// Signatures of AWS (version 4) over requests that other SDKs make: made last, over exactly what is sent.
// Knows no format; obtains no keys.
import { type AwsKeys, admissionOf } from './admission.ts';
import type { ProviderContext } from './provider.ts';

/** Signing needs a region; where the address names none and the connection neither, AWS's oldest. */
const fallbackRegion = 'us-east-1';

const awsHost = /(?:^|\.)bedrock-(runtime|mantle)(?:-fips)?\.([a-z0-9-]+)\./;

/** The region whose service answers at the connection's address: what the address says, then what the connection says. */
export const awsRegion = (context: ProviderContext): string =>
  awsHost.exec(new URL(context.baseUrl).hostname)?.[2] ?? context.region ?? fallbackRegion;

/** Which service a signature is for: behind an address of one's own, the one the vendor's row names. */
const serviceOf = (url: URL, context: ProviderContext): string => {
  const host = awsHost.exec(url.hostname)?.[1];
  if (host !== undefined) return host === 'mantle' ? 'bedrock-mantle' : 'bedrock';
  return context.vendor.signedFor ?? 'bedrock';
};

const signed = async (
  url: URL,
  init: RequestInit & { headers: Headers },
  keys: AwsKeys,
  context: ProviderContext,
): Promise<Headers> => {
  const [{ SignatureV4 }, { Hash }] = await Promise.all([
    import('@smithy/signature-v4'),
    import('@smithy/hash-node'),
  ]);
  const signer = new SignatureV4({
    credentials: keys,
    region: awsRegion(context),
    service: serviceOf(url, context),
    sha256: Hash.bind(null, 'sha256'),
  });
  const { headers } = await signer.sign({
    method: init.method ?? 'GET',
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { ...Object.fromEntries(init.headers), host: url.host },
    body: init.body,
  });
  const { host: _, ...rest } = headers;
  return new Headers(rest);
};

/** `init` with a signature, where the request is admitted by one; as it is otherwise. The body must be text. */
export const withSignature = async <Init extends RequestInit & { headers: Headers }>(
  input: string | URL | Request,
  init: Init,
  context: ProviderContext,
): Promise<Init> => {
  const admission = admissionOf(context);
  if (admission.type !== 'signature') return init;
  const url = new URL(input instanceof Request ? input.url : input);
  return { ...init, headers: await signed(url, init, admission.keys, context) };
};
