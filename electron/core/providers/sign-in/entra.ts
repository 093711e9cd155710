// Signs in at Microsoft Entra: by the Azure CLI or Azure PowerShell of this computer, in the browser, or as a registered
// application. Knows no endpoint and keeps nothing but what the browser's next silent renewal needs.
import type { TokenCredentialOptions } from '@azure/identity';
import { ProviderError } from '../provider.ts';
import { createAzureHttp } from './azure-http.ts';
import {
  type Grant,
  type SignIn,
  type SignInRequest,
  signInError,
  type WatchedSend,
  watchSend,
} from './grant.ts';

/** Given, because the library would take another from the environment. Clouds of single countries have their own. */
const authorityHost = 'https://login.microsoftonline.com';

interface AzureCredential {
  getToken(
    scope: string,
    options: { abortSignal: AbortSignal },
  ): Promise<{ token: string; expiresOnTimestamp: number } | null>;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const grantOf = async (
  credential: AzureCredential,
  { scope }: SignInRequest,
  signal: AbortSignal,
): Promise<Grant> => {
  if (scope === undefined) throw new Error('The vendor’s row names no scope.');
  const token = await credential.getToken(scope, { abortSignal: signal });
  if (token === null) throw new Error('No token was given.');
  return { secret: { token: token.token }, expiresAt: token.expiresOnTimestamp };
};

const httpOptions = (send: typeof globalThis.fetch): TokenCredentialOptions => ({
  authorityHost,
  httpClient: createAzureHttp(send),
  // Tries are made once and are seen; a redirect would take the secret elsewhere.
  retryOptions: { maxRetries: 0 },
  redirectOptions: { maxRetries: 0 },
});

/** Codes of Entra that have words of ours; its own are long and end in ids. */
const entraWords: readonly [RegExp, 'auth' | 'config', string][] = [
  [/AADSTS7000215/, 'auth', 'Microsoft does not accept the client secret. Enter its value, not its id.'],
  [/AADSTS7000222/, 'auth', 'The client secret has expired. Make a new one in the Azure portal.'],
  [/AADSTS700016/, 'config', 'There is no application with this id in this tenant.'],
  [/AADSTS(90002|900023)/, 'config', 'Microsoft knows no tenant of this name.'],
  [
    /AADSTS(50076|50079|50158)/,
    'auth',
    'Your organisation demands another step to sign in. Use the browser.',
  ],
  [/AADSTS(65001|65004)/, 'auth', 'The application was not given the right to use this service.'],
];

const refusal = (error: unknown, stored: SignInRequest['stored']): ProviderError => {
  const text = messageOf(error);
  const known = entraWords.find(([pattern]) => pattern.test(text));
  if (known !== undefined) return signInError(known[1], known[2], stored);
  const words = /AADSTS\d+: [^\r\n]*?(?= Trace ID:|[\r\n]|$)/.exec(text)?.[0] ?? text.split('\n')[0] ?? '';
  return signInError('auth', `Microsoft did not let Collate sign in: ${words}`, stored);
};

const isNotInstalled = (text: string): boolean =>
  /could not be found|not recognized|ENOENT|is not installed|Unable to execute PowerShell/i.test(text);

const firstLine = (text: string): string =>
  text
    .replace(/^ERROR:\s*/, '')
    .split('\n')[0]
    ?.trim() ?? '';

/** Uses whichever of the two command lines is there, the Azure CLI first. */
export const signInByAzureCli: SignIn = async (request, { check, signal }) => {
  // The programs reach it by themselves; whether they may is asked here.
  check(authorityHost);
  const { AzureCliCredential, AzurePowerShellCredential } = await import('@azure/identity');
  const { tenant } = request.settings;
  const options = { processTimeoutInMs: 30_000, ...(tenant === undefined ? {} : { tenantId: tenant }) };
  try {
    return await grantOf(new AzureCliCredential(options), request, signal);
  } catch (error) {
    const text = messageOf(error);
    if (/az login/i.test(text) && !isNotInstalled(text))
      throw signInError('auth', 'The Azure CLI is not signed in. Run az login.', undefined);
    if (!isNotInstalled(text))
      throw signInError('auth', `The Azure CLI gave no token: ${firstLine(text)}`, undefined);
  }
  try {
    return await grantOf(new AzurePowerShellCredential(options), request, signal);
  } catch (error) {
    const text = messageOf(error);
    if (/Connect-AzAccount/i.test(text) && !isNotInstalled(text))
      throw signInError('auth', 'Azure PowerShell is not signed in. Run Connect-AzAccount.', undefined);
    throw signInError(
      'config',
      'Neither the Azure CLI nor Azure PowerShell was found on this computer. Install one, or sign in another way.',
      undefined,
    );
  }
};

export const signInAsAzureApp: SignIn = async (request, context) => {
  const { tenant, clientId } = request.settings;
  const clientSecret = request.stored?.clientSecret;
  if (tenant === undefined || clientId === undefined || clientSecret === undefined)
    throw signInError('config', 'Tenant, application id and client secret are all needed.', undefined);
  const { ClientSecretCredential } = await import('@azure/identity');
  const { send, lost } = watchSend(context.send, context.signal);
  try {
    const options = { ...httpOptions(send), disableInstanceDiscovery: true };
    const credential = new ClientSecretCredential(tenant, clientId, clientSecret, options);
    return await grantOf(credential, request, context.signal);
  } catch (error) {
    const failure = lost();
    throw failure === undefined ? refusal(error, request.stored) : new ProviderError(failure);
  }
};

/**
 * The browser of this computer opens unless the last sign-in can be renewed silently. What that needs is in memory and ends with
 * the process.
 */
export const createBrowserSignIn = (): SignIn => {
  const known = new Map<string, { credential: AzureCredential; watched: WatchedSend }>();
  return async (request, context) => {
    context.check(authorityHost);
    const { tenant, clientId } = request.settings;
    const { InteractiveBrowserCredential } = await import('@azure/identity');
    const make = () => {
      // Not bound to this sign-in's signal: the credential renews tokens for later ones too.
      const watched = watchSend(context.send, new AbortController().signal);
      const credential = new InteractiveBrowserCredential({
        ...httpOptions(watched.send),
        ...(tenant === undefined ? {} : { tenantId: tenant }),
        ...(clientId === undefined ? {} : { clientId }),
      });
      return { credential, watched };
    };
    const key = JSON.stringify([tenant, clientId]);
    const { credential, watched } = known.get(key) ?? make();
    known.set(key, { credential, watched });
    try {
      return await grantOf(credential, request, context.signal);
    } catch (error) {
      const failure = watched.lost();
      throw failure === undefined ? refusal(error, undefined) : new ProviderError(failure);
    }
  };
};
