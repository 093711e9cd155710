// Signs in at Google Cloud: with the application default credentials of this computer, or with the key file of a service account.
// Looks for no metadata server and no credential elsewhere. Knows no endpoint.
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { AuthClient, JWTInput } from 'google-auth-library';
import { asObject, asText, type JsonObject, parseJson } from '../loose-json.ts';
import { ProviderError } from '../provider.ts';
import { type Grant, type SignIn, type SignInContext, signInError, watchSend } from './grant.ts';

/** How the library sends. */
type Transport = AuthClient['transporter']['defaults'];

const scopes = ['https://www.googleapis.com/auth/cloud-platform'];

/** Where `gcloud auth application-default login` writes, and where a variable points instead. */
const credentialFile = ({ environment }: SignInContext): string => {
  const named = environment.GOOGLE_APPLICATION_CREDENTIALS;
  if (named !== undefined && named !== '') return named;
  const { CLOUDSDK_CONFIG: own, APPDATA: roaming } = process.env;
  const folder =
    own ??
    (process.platform === 'win32' && roaming !== undefined
      ? join(roaming, 'gcloud')
      : join(homedir(), '.config', 'gcloud'));
  return join(folder, 'application_default_credentials.json');
};

const readCredentials = async (context: SignInContext): Promise<JsonObject> => {
  const missing = 'This computer has no Google Cloud sign-in. Run gcloud auth application-default login.';
  let text: string;
  try {
    text = await readFile(credentialFile(context), 'utf8');
  } catch {
    throw signInError('config', missing, undefined);
  }
  const json = asObject(parseJson(text));
  if (json === undefined || !knownTypes.has(asText(json.type) ?? ''))
    throw signInError('config', 'The file with the Google Cloud sign-in cannot be used.', undefined);
  return json;
};

/** What the token endpoint said, wherever the library put it. */
const saidBy = (error: unknown): { code: string | undefined; words: string } => {
  const own = asObject(error);
  const data = asObject(asObject(own?.response)?.data);
  const words = asText(data?.error_description) ?? asText(own?.message) ?? '';
  return { code: asText(data?.error), words: words.split('\n')[0] ?? '' };
};

/** Kinds of sign-in whose requests are known to go the way they are given. */
const knownTypes = new Set([
  'authorized_user',
  'service_account',
  'impersonated_service_account',
  'external_account',
  'external_account_authorized_user',
]);

/** The library hands its options to a client, but not to the one that acts for another. */
const sendThrough = (client: AuthClient, transport: Transport): void => {
  Object.assign(client.transporter.defaults, transport);
  const { sourceClient } = client as AuthClient & { sourceClient?: AuthClient };
  if (sourceClient !== undefined) sendThrough(sourceClient, transport);
};

const tokenOf = async (
  credentials: JsonObject,
  context: SignInContext,
  refused: (code: string | undefined, words: string) => ProviderError,
): Promise<Grant> => {
  const { GoogleAuth } = await import('google-auth-library');
  const { send, lost } = watchSend(context.send, context.signal);
  try {
    const transport: Transport = { fetchImplementation: send, retryConfig: { retry: 0 } };
    const auth = new GoogleAuth({
      scopes,
      credentials: credentials as JWTInput,
      clientOptions: { transporterOptions: transport },
    });
    const client = await auth.getClient();
    sendThrough(client, transport);
    const { token } = await client.getAccessToken();
    if (token === null || token === undefined) throw new Error('No token was given.');
    const expiresAt = client.credentials.expiry_date;
    const quotaProject = asText(credentials.quota_project_id);
    return {
      secret: { token },
      ...(quotaProject === undefined ? {} : { headers: { 'x-goog-user-project': quotaProject } }),
      ...(expiresAt == null ? {} : { expiresAt }),
    };
  } catch (error) {
    const failure = lost();
    if (failure !== undefined) throw new ProviderError(failure);
    const { code, words } = saidBy(error);
    throw refused(code, words);
  }
};

export const signInByGoogleAccount: SignIn = async (_request, context) => {
  const credentials = await readCredentials(context);
  // Texts of the file that must not come back in the words of a failure.
  const own = {
    clientSecret: asText(credentials.client_secret) ?? '',
    token: asText(credentials.refresh_token) ?? '',
  };
  return await tokenOf(credentials, context, (code, words) =>
    code === 'invalid_grant' || code === 'invalid_rapt'
      ? signInError(
          'auth',
          'The Google Cloud sign-in of this computer has ended. Run gcloud auth application-default login.',
          own,
        )
      : signInError('auth', `Google did not let Collate sign in: ${words}`, own),
  );
};

export const signInByServiceAccount: SignIn = async ({ stored }, context) => {
  const credentials = asObject(parseJson(stored?.serviceAccount ?? ''));
  if (credentials === undefined)
    throw signInError('config', 'The key file of the service account is missing.', undefined);
  const own = { serviceAccount: asText(credentials.private_key) ?? '' };
  return await tokenOf(credentials, context, (_, words) =>
    signInError('auth', `Google does not accept the service account: ${words}`, own),
  );
};
