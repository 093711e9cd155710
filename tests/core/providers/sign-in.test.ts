import { createHash, createVerify, generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProviderError } from '../../../electron/core/providers/provider.ts';
import { signInByAwsProfile } from '../../../electron/core/providers/sign-in/aws-profile.ts';
import {
  createBrowserSignIn,
  signInAsAzureApp,
  signInByAzureCli,
} from '../../../electron/core/providers/sign-in/entra.ts';
import {
  signInByGoogleAccount,
  signInByServiceAccount,
} from '../../../electron/core/providers/sign-in/google.ts';
import type { Grant, SignIn, SignInRequest } from '../../../electron/core/providers/sign-in/grant.ts';
import { createWaysToSignIn } from '../../../electron/core/providers/sign-in/ways.ts';
import { serviceAccountSchema } from '../../../shared/connection.ts';
import { credentialKinds } from '../../../shared/credential-kinds.ts';
import type { Failure } from '../../../shared/failure.ts';
import { type SeenRequest, startServer, type TestServer } from '../../helpers/replay-server.ts';
import { createTestNetwork, testNetwork } from '../../helpers/test-network.ts';

const offline = createTestNetwork({ settings: { proxy: { mode: 'none' }, isOffline: true } });
const scope = 'https://ai.azure.com/.default';

let folder: string;
let environment: Record<string, string>;
const before = { ...process.env };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'collate-sign-in-'));
  environment = {};
  // Nothing of this computer's own sign-ins may be found.
  Object.assign(process.env, {
    HOME: folder,
    USERPROFILE: folder,
    CLOUDSDK_CONFIG: join(folder, 'gcloud'),
    AWS_CONFIG_FILE: join(folder, 'aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'aws-credentials'),
  });
});
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
  rmSync(folder, { recursive: true, force: true });
});

type Answer = { status?: number; body: unknown };

/** The clouds' own token services, played on loopback: every request for one of them goes there, by real HTTP. */
const withServices = async <Value>(
  answer: (seen: SeenRequest & { url: URL }) => Answer,
  work: (send: typeof fetch, server: TestServer) => Promise<Value>,
): Promise<Value> => {
  const server = await startServer((response, seen) => {
    const { status = 200, body } = answer({ ...seen, url: new URL(seen.path.slice(1)) });
    const isText = typeof body === 'string';
    response.writeHead(status, { 'content-type': isText ? 'text/xml' : 'application/json' });
    response.end(isText ? body : JSON.stringify(body));
  });
  try {
    return await work((input, init) => testNetwork.fetch(`${server.url}/${String(input)}`, init), server);
  } finally {
    await server.close();
  }
};

const never = new AbortController().signal;
const signIn = (
  way: SignIn,
  request: Partial<SignInRequest>,
  send: typeof fetch = offline.fetch,
  check: (url: string) => void = () => undefined,
): Promise<Grant> =>
  way(
    { settings: {}, stored: undefined, region: undefined, scope, ...request },
    { send, check, signal: never, environment },
  );

const failureOf = async (work: Promise<unknown>): Promise<Failure> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof ProviderError) return error.failure;
    throw error;
  }
  throw new Error('It succeeded.');
};

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const keyFile = (over: object = {}): string =>
  JSON.stringify(
    {
      type: 'service_account',
      project_id: 'my-project',
      private_key_id: 'key-1',
      private_key: privateKey,
      client_email: 'robot@my-project.iam.gserviceaccount.com',
      token_uri: 'https://oauth2.googleapis.com/token',
      ...over,
    },
    undefined,
    2,
  );

describe('a Google service account', () => {
  it('is exchanged for a token by a request signed with its key', async () => {
    const grant = await withServices(
      ({ url, body }) => {
        expect(url.href).toBe('https://oauth2.googleapis.com/token');
        const form = new URLSearchParams(body);
        const [head = '', claims = '', signature = ''] = form.get('assertion')?.split('.') ?? [];
        const isSigned = createVerify('RSA-SHA256')
          .update(`${head}.${claims}`)
          .verify(publicKey, signature, 'base64url');
        const { iss, aud, scope: asked } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'));
        expect([isSigned, iss, aud, asked]).toEqual([
          true,
          'robot@my-project.iam.gserviceaccount.com',
          'https://oauth2.googleapis.com/token',
          'https://www.googleapis.com/auth/cloud-platform',
        ]);
        return { body: { access_token: 'ya29.service', expires_in: 3600, token_type: 'Bearer' } };
      },
      (send) => signIn(signInByServiceAccount, { stored: { serviceAccount: keyFile() } }, send),
    );
    expect(grant.secret).toEqual({ token: 'ya29.service' });
    expect((grant.expiresAt ?? 0) - Date.now()).toBeGreaterThan(3_000_000);
  });

  it('that Google refuses is told in Google’s words, without the key', async () => {
    const failure = await withServices(
      () => ({
        status: 400,
        body: { error: 'invalid_grant', error_description: `Invalid JWT. ${privateKey}` },
      }),
      (send) => failureOf(signIn(signInByServiceAccount, { stored: { serviceAccount: keyFile() } }, send)),
    );
    expect(failure).toMatchObject({ kind: 'auth', message: expect.stringContaining('Invalid JWT') });
    expect(failure.message).not.toContain(privateKey.split('\n')[1]);
  });

  it.each([
    ['another kind of sign-in', keyFile({ type: 'authorized_user' })],
    ['a token service of somebody else', keyFile({ token_uri: 'https://evil.example/token' })],
    ['text that is no JSON', 'sk-0123456789'],
    ['a file too large to be one', keyFile({ extra: 'x'.repeat(20_000) })],
  ])('is not taken for one: %s', (_, text) => {
    const parsed = serviceAccountSchema.safeParse(text);
    expect(parsed.success).toBe(false);
    expect(JSON.stringify(parsed.error?.issues)).not.toContain(text.slice(0, 12));
  });

  it('is taken with its line breaks and spaces', () => {
    expect(serviceAccountSchema.parse(`\n${keyFile()}\n`)).toBe(keyFile());
  });
});

describe('the gcloud sign-in of this computer', () => {
  const user = {
    type: 'authorized_user',
    client_id: 'client.apps.googleusercontent.com',
    client_secret: 'canary-client-secret',
    refresh_token: 'canary-refresh-token',
    quota_project_id: 'billed-project',
  };
  const place = (where: string): void => writeFileSync(where, JSON.stringify(user));

  it('is found where gcloud writes it, renewed, and says which project is billed', async () => {
    mkdirSync(join(folder, 'gcloud'));
    place(join(folder, 'gcloud', 'application_default_credentials.json'));
    const grant = await withServices(
      ({ url, body }) => {
        expect(url.href).toBe('https://oauth2.googleapis.com/token');
        expect(Object.fromEntries(new URLSearchParams(body))).toMatchObject({
          grant_type: 'refresh_token',
          refresh_token: 'canary-refresh-token',
        });
        return { body: { access_token: 'ya29.user', expires_in: 3600, token_type: 'Bearer' } };
      },
      (send) => signIn(signInByGoogleAccount, {}, send),
    );
    expect(grant).toMatchObject({
      secret: { token: 'ya29.user' },
      headers: { 'x-goog-user-project': 'billed-project' },
    });
  });

  it('that acts for a service account goes our way with both of its requests', async () => {
    environment.GOOGLE_APPLICATION_CREDENTIALS = join(folder, 'acting.json');
    writeFileSync(
      join(folder, 'acting.json'),
      JSON.stringify({
        type: 'impersonated_service_account',
        source_credentials: user,
        service_account_impersonation_url:
          'https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/robot@p.iam.gserviceaccount.com:generateAccessToken',
      }),
    );
    const until = new Date(Date.now() + 3_600_000);
    const hosts: string[] = [];
    const grant = await withServices(
      ({ url, headers }) => {
        hosts.push(url.host);
        if (url.host === 'oauth2.googleapis.com')
          return { body: { access_token: 'ya29.user', expires_in: 3600, token_type: 'Bearer' } };
        expect(headers.authorization).toBe('Bearer ya29.user');
        return { body: { accessToken: 'ya29.robot', expireTime: until.toISOString() } };
      },
      (send) => signIn(signInByGoogleAccount, {}, send),
    );
    expect([grant.secret, grant.expiresAt]).toEqual([{ token: 'ya29.robot' }, until.getTime()]);
    expect(hosts).toEqual(['oauth2.googleapis.com', 'iamcredentials.googleapis.com']);
  });

  it('is read where the variable that was taken from the environment points', async () => {
    environment.GOOGLE_APPLICATION_CREDENTIALS = join(folder, 'elsewhere.json');
    place(join(folder, 'elsewhere.json'));
    const failure = await withServices(
      () => ({
        status: 400,
        body: { error: 'invalid_grant', error_description: 'Token canary-refresh-token has expired.' },
      }),
      (send) => failureOf(signIn(signInByGoogleAccount, {}, send)),
    );
    expect(failure).toMatchObject({ kind: 'auth', message: expect.stringContaining('gcloud auth') });
    expect(JSON.stringify(failure)).not.toContain('canary');
  });

  it('that is not there is said with the command that makes one', async () => {
    expect(await failureOf(signIn(signInByGoogleAccount, {}))).toEqual({
      kind: 'config',
      message: 'This computer has no Google Cloud sign-in. Run gcloud auth application-default login.',
    });
  });
});

describe('an application registered at Microsoft Entra', () => {
  const settings = { tenant: 'contoso.onmicrosoft.com', clientId: '11111111-2222-3333-4444-555555555555' };
  const stored = { clientSecret: 'canary~client~secret' };
  const metadata = (tenant: string) => ({
    token_endpoint: `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
    issuer: `https://login.microsoftonline.com/${tenant}/v2.0`,
    authorization_endpoint: `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/authorize`,
  });

  it('gets a token for the scope of the vendor’s row, over our own way out', async () => {
    const hosts = new Set<string>();
    const grant = await withServices(
      ({ url, body }) => {
        hosts.add(url.host);
        if (!url.pathname.endsWith('/token')) return { body: metadata(settings.tenant) };
        expect(Object.fromEntries(new URLSearchParams(body))).toMatchObject({
          grant_type: 'client_credentials',
          client_id: settings.clientId,
          client_secret: stored.clientSecret,
          scope,
        });
        return { body: { access_token: 'entra-token', expires_in: 3600, token_type: 'Bearer' } };
      },
      (send) => signIn(signInAsAzureApp, { settings, stored }, send),
    );
    expect(grant.secret).toEqual({ token: 'entra-token' });
    expect((grant.expiresAt ?? 0) - Date.now()).toBeGreaterThan(3_000_000);
    expect([...hosts]).toEqual(['login.microsoftonline.com']);
  });

  it.each([
    [
      'AADSTS7000215: Invalid client secret provided: canary~client~secret. Trace ID: 1',
      'auth',
      'client secret',
    ],
    ['AADSTS700016: Application was not found in the directory. Trace ID: 1', 'config', 'no application'],
    ['AADSTS99999: Something new, canary~client~secret. Trace ID: 1', 'auth', 'Something new'],
  ] as const)('that is refused is told in words, without the secret: %s', async (words, kind, said) => {
    const failure = await withServices(
      ({ url }) =>
        url.pathname.endsWith('/token')
          ? { status: 401, body: { error: 'invalid_client', error_description: words } }
          : { body: metadata(settings.tenant) },
      (send) => failureOf(signIn(signInAsAzureApp, { settings, stored }, send)),
    );
    expect(failure).toMatchObject({ kind, message: expect.stringContaining(said) });
    expect(JSON.stringify(failure)).not.toMatch(/canary|Trace/);
  });
});

// Where a variable can name the browser, a program can play it.
describe.skipIf(process.platform !== 'linux')('signing in at Microsoft in the browser', () => {
  /** Signs in at once: sends a code, in which the address it was opened with is kept, to where the page would. */
  const browser = `#!${process.execPath}
const opened = new URL(process.argv[2]);
const code = Buffer.from(opened.href).toString('base64url');
const body = new URLSearchParams({ code, state: opened.searchParams.get('state') });
fetch(opened.searchParams.get('redirect_uri'), { method: 'POST', body, redirect: 'manual' });
`;
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.round(Date.now() / 1000);
  const claims = {
    iss: 'https://login.microsoftonline.com/contoso/v2.0',
    sub: 'me',
    oid: 'me',
    tid: 'contoso',
    preferred_username: 'me@contoso.com',
    exp: now + 3600,
    iat: now,
  };

  it('opens it once, and renews silently afterwards', async () => {
    const program = join(folder, 'browser');
    writeFileSync(program, browser);
    chmodSync(program, 0o755);
    process.env.BROWSER = program;
    const asked: URLSearchParams[] = [];
    const way = createBrowserSignIn();
    const tokens = await withServices(
      ({ url, body }) => {
        if (!url.pathname.endsWith('/token'))
          return {
            body: {
              token_endpoint: 'https://login.microsoftonline.com/contoso/oauth2/v2.0/token',
              authorization_endpoint: 'https://login.microsoftonline.com/contoso/oauth2/v2.0/authorize',
              issuer: 'https://login.microsoftonline.com/contoso/v2.0',
              tenant_discovery_endpoint:
                'https://login.microsoftonline.com/contoso/v2.0/.well-known/openid-configuration',
              metadata: [],
            },
          };
        const form = new URLSearchParams(body);
        asked.push(form);
        return {
          body: {
            access_token: `browser-token-${asked.length}`,
            refresh_token: 'refresh-token',
            id_token: `${encode({ alg: 'none' })}.${encode(claims)}.x`,
            client_info: encode({ uid: 'me', utid: 'contoso' }),
            scope,
            // Ends so soon that the next use renews it.
            expires_in: 60,
            token_type: 'Bearer',
          },
        };
      },
      async (send) => [
        await signIn(way, { settings: { tenant: 'contoso' } }, send),
        await signIn(way, { settings: { tenant: 'contoso' } }, send),
      ],
    );
    expect(tokens.map(({ secret }) => secret.token)).toEqual(['browser-token-1', 'browser-token-2']);
    expect(asked.map((form) => form.get('grant_type'))).toEqual(['authorization_code', 'refresh_token']);
    const opened = new URL(Buffer.from(asked[0]?.get('code') ?? '', 'base64url').toString('utf8'));
    expect(opened.origin).toBe('https://login.microsoftonline.com');
    expect(opened.searchParams.get('scope')).toContain(scope);
    expect(opened.searchParams.get('code_challenge_method')).toBe('S256');
    expect(new URL(opened.searchParams.get('redirect_uri') ?? '').hostname).toBe('localhost');
  });
});

describe.skipIf(process.platform === 'win32')('the Azure CLI of this computer', () => {
  /** A program of that name, found before any other. */
  const install = (name: string, script: string): void => {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    process.env.PATH = folder;
  };

  it('gives a token for the scope, in the tenant that was set', async () => {
    const expiresOn = Math.round(Date.now() / 1000) + 3600;
    install(
      'az',
      `case "$*" in *"--resource https://ai.azure.com"*"--tenant contoso.com"*) echo '{"accessToken":"cli-token","expires_on":${expiresOn}}';; *) echo "asked: $*" >&2; exit 1;; esac`,
    );
    expect(await signIn(signInByAzureCli, { settings: { tenant: 'contoso.com' } })).toEqual({
      secret: { token: 'cli-token' },
      expiresAt: expiresOn * 1000,
    });
  });

  it('that is not signed in is said with the command to run', async () => {
    install('az', `echo "ERROR: Please run 'az login' to setup account." >&2; exit 1`);
    expect(await failureOf(signIn(signInByAzureCli, {}))).toEqual({
      kind: 'auth',
      message: 'The Azure CLI is not signed in. Run az login.',
    });
  });

  it('that is not installed is said, where Azure PowerShell is not either', async () => {
    process.env.PATH = folder;
    const failure = await failureOf(signIn(signInByAzureCli, {}));
    expect(failure).toMatchObject({ kind: 'config', message: expect.stringContaining('Azure CLI') });
  });
});

/** What AWS clients tell of the system unless they are told not to. */
const toldPlatform = /aws-sdk-js|os\/|md\/nodejs/i;

describe('a profile of the AWS command line', () => {
  const config = (...lines: string[]): void => writeFileSync(join(folder, 'aws-config'), lines.join('\n'));

  it('with keys in it gives those', async () => {
    config('[profile work]', 'aws_access_key_id = AKIAWORK', 'aws_secret_access_key = secret');
    expect((await signIn(signInByAwsProfile, { settings: { profile: 'work' } })).secret).toEqual({
      accessKeyId: 'AKIAWORK',
      secretAccessKey: 'secret',
    });
  });

  it('with single sign-on gives keys for a time, from the session of the AWS command line', async () => {
    const startUrl = 'https://contoso.awsapps.com/start';
    config(
      '[profile sso]',
      'sso_session = contoso',
      'sso_account_id = 123456789012',
      'sso_role_name = Asker',
      '[sso-session contoso]',
      'sso_region = eu-west-1',
      `sso_start_url = ${startUrl}`,
    );
    const cache = join(folder, '.aws', 'sso', 'cache');
    mkdirSync(cache, { recursive: true });
    writeFileSync(
      join(cache, `${createHash('sha1').update('contoso').digest('hex')}.json`),
      JSON.stringify({
        accessToken: 'sso-token',
        expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
        region: 'eu-west-1',
        startUrl,
      }),
    );
    const expiration = Date.now() + 1_800_000;
    const grant = await withServices(
      ({ url, headers }) => {
        expect([url.host, url.pathname, url.searchParams.get('role_name')]).toEqual([
          'portal.sso.eu-west-1.amazonaws.com',
          '/federation/credentials',
          'Asker',
        ]);
        expect(headers['x-amz-sso_bearer_token']).toBe('sso-token');
        expect(JSON.stringify(headers)).not.toMatch(toldPlatform);
        const keys = { accessKeyId: 'ASIASSO', secretAccessKey: 's', sessionToken: 't', expiration };
        return { body: { roleCredentials: keys } };
      },
      (send) => signIn(signInByAwsProfile, { settings: { profile: 'sso' } }, send),
    );
    expect(grant).toEqual({
      secret: { accessKeyId: 'ASIASSO', secretAccessKey: 's', sessionToken: 't' },
      expiresAt: expiration,
    });
  });

  it('with a role takes it on, at the region’s own service', async () => {
    config(
      '[profile base]',
      'aws_access_key_id = AKIABASE',
      'aws_secret_access_key = secret',
      '[profile role]',
      'role_arn = arn:aws:iam::123456789012:role/Asker',
      'source_profile = base',
      'region = eu-central-1',
    );
    const until = new Date(Math.ceil(Date.now() / 1000) * 1000 + 1_800_000);
    const grant = await withServices(
      ({ url, body, headers }) => {
        expect(url.host).toBe('sts.eu-central-1.amazonaws.com');
        expect(new URLSearchParams(body).get('RoleArn')).toBe('arn:aws:iam::123456789012:role/Asker');
        expect(headers.authorization).toContain('Credential=AKIABASE/');
        expect(JSON.stringify(headers)).not.toMatch(toldPlatform);
        return {
          body: `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${until.toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
        };
      },
      (send) => signIn(signInByAwsProfile, { settings: { profile: 'role' }, region: 'us-east-1' }, send),
    );
    expect(grant.secret).toEqual({ accessKeyId: 'ASIAROLE', secretAccessKey: 's', sessionToken: 't' });
    expect(grant.expiresAt).toBe(until.getTime());
  });

  it('whose single sign-on has ended is said with the command to run', async () => {
    config(
      '[profile sso]',
      'sso_start_url = https://contoso.awsapps.com/start',
      'sso_region = eu-west-1',
      'sso_account_id = 123456789012',
      'sso_role_name = Asker',
    );
    expect(await failureOf(signIn(signInByAwsProfile, { settings: { profile: 'sso' } }))).toMatchObject({
      kind: 'auth',
      message: expect.stringContaining('aws sso login --profile sso'),
    });
  });

  it('that is not there is said, and no other credential of the machine is used instead', async () => {
    config('[default]', 'aws_access_key_id = AKIADEFAULT', 'aws_secret_access_key = secret');
    // The machine's own keys, for those who ask.
    const machine = await startServer((response) => response.end('role'));
    process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT = machine.url;
    const failure = await failureOf(signIn(signInByAwsProfile, { settings: { profile: 'none' } }));
    await machine.close();
    expect(failure).toMatchObject({ kind: 'config', message: expect.stringContaining('“none”') });
    expect(machine.requests).toEqual([]);
  });
});

describe('signing in', () => {
  it('asks nobody while Collate is offline, by any way', async () => {
    writeFileSync(
      join(folder, 'aws-config'),
      [
        '[profile base]',
        'aws_access_key_id = AKIABASE',
        'aws_secret_access_key = secret',
        '[profile role]',
        'role_arn = arn:aws:iam::123456789012:role/Asker',
        'source_profile = base',
      ].join('\n'),
    );
    environment.GOOGLE_APPLICATION_CREDENTIALS = join(folder, 'user.json');
    writeFileSync(
      join(folder, 'user.json'),
      JSON.stringify({ type: 'authorized_user', client_id: 'c', client_secret: 's', refresh_token: 'r' }),
    );
    const requests: Record<string, Partial<SignInRequest>> = {
      'aws-profile': { settings: { profile: 'role' } },
      'entra-app': {
        settings: { tenant: 'contoso.com', clientId: '11111111-2222-3333-4444-555555555555' },
        stored: { clientSecret: 'secret' },
      },
      'service-account': { stored: { serviceAccount: keyFile() } },
    };
    for (const [credential, way] of Object.entries(createWaysToSignIn())) {
      const failure = await failureOf(signIn(way, requests[credential] ?? {}, offline.fetch, offline.check));
      expect([credential, failure.kind]).toEqual([credential, 'offline']);
    }
  });

  it('where the service is in trouble says so, after one try', async () => {
    writeFileSync(
      join(folder, 'aws-config'),
      [
        '[profile base]',
        'aws_access_key_id = A',
        'aws_secret_access_key = s',
        '[profile role]',
        'region = eu-west-1',
      ]
        .concat('role_arn = arn:aws:iam::123456789012:role/Asker', 'source_profile = base')
        .join('\n'),
    );
    for (const [way, request] of [
      [signInByAwsProfile, { settings: { profile: 'role' } }],
      [signInByServiceAccount, { stored: { serviceAccount: keyFile() } }],
      [
        signInAsAzureApp,
        {
          settings: { tenant: 'contoso.com', clientId: '11111111-2222-3333-4444-555555555555' },
          stored: { clientSecret: 'secret' },
        },
      ],
    ] as const)
      await withServices(
        () => ({ status: 503, body: '<html>Down</html>' }),
        async (send, server) => {
          const failure = await failureOf(signIn(way, request, send));
          expect([failure.kind, failure.status, server.requests.length]).toEqual(['server', 503, 1]);
        },
      );
  });

  it('has a way for every kind of credential that is a sign-in', () => {
    const kinds = Object.entries(credentialKinds).filter(([, kind]) => kind.isSignIn === true);
    expect(Object.keys(createWaysToSignIn()).sort()).toEqual(kinds.map(([credential]) => credential).sort());
  });
});
