// What a proxy did or said, as failures that tell it apart from the endpoint. Credentials go into a header here and into no text.
import type { Failure } from '../../../shared/failure.ts';
import { ProviderError } from '../providers/provider.ts';
import { isTlsCode, socketWords, tlsReason } from './connection-words.ts';
import { type ProxyRoute, proxyLabel } from './route.ts';

export const proxyFailure = (route: ProxyRoute, words: string, rest: Partial<Failure> = {}): ProviderError =>
  new ProviderError({
    kind: 'proxy',
    message: `The proxy ${proxyLabel(route)} ${words}.`,
    host: proxyLabel(route),
    ...rest,
  });

export const credentialWords = (route: ProxyRoute): string =>
  route.credential === undefined
    ? 'asks for a user name and a password'
    : 'does not accept the user name and the password';

export const unreachable = (route: ProxyRoute, target: string, rest: Partial<Failure> = {}): ProviderError =>
  new ProviderError({
    kind: 'network',
    message: `The proxy ${proxyLabel(route)} could not reach ${target}.`,
    host: target,
    ...rest,
  });

const codeOf = (error: unknown): string => {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return typeof code === 'string' ? code : cause === undefined ? '' : codeOf(cause);
};

/** What went wrong on the way to, or inside, the proxy. */
export const asProxyFailure = (error: unknown, route: ProxyRoute): ProviderError => {
  if (error instanceof ProviderError) return error;
  const code = codeOf(error);
  const rest = code === '' ? {} : { code };
  if (isTlsCode(code)) return proxyFailure(route, `cannot be trusted: ${tlsReason(code)}`, rest);
  return proxyFailure(route, `cannot be reached: ${socketWords[code] ?? 'the connection failed'}`, rest);
};

/** The value of `Proxy-Authorization`. */
export const proxyAuthorization = ({ credential }: ProxyRoute): string | undefined =>
  credential === undefined
    ? undefined
    : `Basic ${Buffer.from(`${credential.userName}:${credential.password}`).toString('base64')}`;

/** What a proxy's answer to a request of ours means. Undefined: it let the request pass. */
export const proxyRefusal = (
  route: ProxyRoute,
  status: number,
  target: string,
): ProviderError | undefined => {
  if (status === 407) return proxyFailure(route, credentialWords(route), { status });
  if (status >= 200 && status < 300) return undefined;
  if (status === 502 || status === 503 || status === 504) return unreachable(route, target, { status });
  return proxyFailure(route, `does not let Collate connect to ${target} (HTTP ${status})`, { status });
};
