// Gets keys for a time from a profile of the AWS command line: with single sign-on, roles, or a program of the profile's choice.
// Reads the person's AWS files through the SDK and writes none itself. Knows no endpoint.
import { createSmithyHandler, untoldPlatform } from '../../network/smithy-handler.ts';
import { ProviderError } from '../provider.ts';
import { type SignIn, signInError, watchSend } from './grant.ts';

const tokenService = 'https://sts.amazonaws.com';

/** What the SDK says, as words of ours; anything else is told as it is. */
const wordsFor = (profile: string, text: string): ['auth' | 'config', string] => {
  if (/SSO|Token is expired|aws sso login/i.test(text))
    return [
      'auth',
      `The sign-in of the AWS profile “${profile}” has ended. Run aws sso login --profile ${profile}.`,
    ];
  if (/multi-factor/i.test(text))
    return [
      'config',
      `The AWS profile “${profile}” asks for a code at every sign-in, which Collate cannot give.`,
    ];
  if (/Could not (load|resolve) credentials|Metadata Service access disabled|was not found/i.test(text))
    return ['config', `The AWS profile “${profile}” was not found, or says of no way to sign in.`];
  return ['auth', `The AWS profile “${profile}” gave no keys: ${text.split('\n')[0] ?? ''}`];
};

export const signInByAwsProfile: SignIn = async (request, context) => {
  // A profile may name a program, which reaches what it needs by itself: whether anything may is asked here.
  context.check(tokenService);
  const profile = request.settings.profile ?? 'default';
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
  // A profile that gives nothing gives nothing: the keys of the machine Collate runs on are somebody else's.
  process.env.AWS_EC2_METADATA_DISABLED = 'true';
  const { send, lost } = watchSend(context.send, context.signal);
  const client = { ...untoldPlatform, requestHandler: createSmithyHandler(send), maxAttempts: 1 };
  try {
    const keys = await defaultProvider({
      profile,
      ignoreCache: true,
      clientConfig: client,
      ...(request.region === undefined ? {} : { parentClientConfig: { region: request.region } }),
    })();
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = keys;
    return {
      secret: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
      ...(expiration === undefined ? {} : { expiresAt: expiration.getTime() }),
    };
  } catch (error) {
    const failure = lost();
    if (failure !== undefined) throw new ProviderError(failure);
    throw signInError(...wordsFor(profile, error instanceof Error ? error.message : ''), undefined);
  }
};
