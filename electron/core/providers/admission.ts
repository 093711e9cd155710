// By what a request is admitted: the vendor's key, a token, or a signature made with AWS keys. Chooses among the secrets a request
// was given; knows no vault and obtains nothing.
import type { Vendor } from '../../../shared/vendors.ts';
import { type ProviderContext, ProviderError } from './provider.ts';

/** The names AWS gives them. `sessionToken` only with temporary keys. */
export interface AwsKeys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** A `key` goes where the vendor reads keys; a `token` is always sent as bearer; a `signature` is made last, over what is sent. */
export type Admission =
  | { type: 'none' }
  | { type: 'key'; key: string }
  | { type: 'token'; token: string }
  | { type: 'signature'; keys: AwsKeys };

/** Throws `config` where there is nothing and the vendor does not work without. */
export const admissionOf = (context: ProviderContext): Admission => {
  const { token, apiKey, accessKeyId, secretAccessKey, sessionToken } = context.secret ?? {};
  if (token !== undefined) return { type: 'token', token };
  if (apiKey !== undefined) return { type: 'key', key: apiKey };
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    const keys = { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
    return { type: 'signature', keys };
  }
  if (context.vendor.credentials.includes('none')) return { type: 'none' };
  throw new ProviderError({ kind: 'config', message: 'There is no key for this connection yet.' });
};

/** What an SDK that knows one kind of key is given; some of them demand one although none is sent. */
export const keyForSdk = (admission: Admission): string =>
  admission.type === 'key' ? admission.key : admission.type === 'token' ? admission.token : 'none';

/** Over an SDK that sends its key as bearer: `null` takes a header away. */
export const admissionHeaders = (
  admission: Admission,
  { authHeader }: Vendor,
): Record<string, string | null> => {
  if (admission.type === 'none' || admission.type === 'signature') return { Authorization: null };
  if (admission.type === 'token' || authHeader === undefined || authHeader === 'authorization') return {};
  return { Authorization: null, [authHeader]: admission.key };
};
