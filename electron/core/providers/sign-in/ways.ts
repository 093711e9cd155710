// Which credential is signed in how. The libraries are loaded when a way is first used.
import type { Credential } from '../../../../shared/connection.ts';
import { signInByAwsProfile } from './aws-profile.ts';
import { createBrowserSignIn, signInAsAzureApp, signInByAzureCli } from './entra.ts';
import { signInByGoogleAccount, signInByServiceAccount } from './google.ts';
import type { SignIn } from './grant.ts';

/** One for every kind of credential that is a sign-in. */
export const createWaysToSignIn = (): Readonly<Partial<Record<Credential, SignIn>>> => ({
  'aws-profile': signInByAwsProfile,
  'entra-cli': signInByAzureCli,
  'entra-browser': createBrowserSignIn(),
  'entra-app': signInAsAzureApp,
  'google-account': signInByGoogleAccount,
  'service-account': signInByServiceAccount,
});
