// How AWS clients are told whom a request is from. Knows no service.
import type { BedrockRuntimeClientConfig } from '@aws-sdk/client-bedrock-runtime';
import { admissionOf, keyForSdk } from './admission.ts';
import type { ProviderContext } from './provider.ts';

/** Which credential is used is said, not guessed: the SDK would prefer what it finds in the environment. */
export const bedrockCredentials = (
  context: ProviderContext,
): Pick<BedrockRuntimeClientConfig, 'credentials' | 'token' | 'authSchemePreference'> => {
  const admission = admissionOf(context);
  return admission.type === 'signature'
    ? { credentials: admission.keys, authSchemePreference: ['sigv4'] }
    : { token: { token: keyForSdk(admission) }, authSchemePreference: ['httpBearerAuth'] };
};
