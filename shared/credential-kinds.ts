// What each kind of credential needs, in words and fields: the secrets that go into the vault and the settings that do not.
// The connection screen and the core read the same table. Knows no vendor.
import type { Connection, Credential, SecretFields } from './connection.ts';
import type { VendorField } from './vendors.ts';

export interface SecretField {
  name: keyof SecretFields;
  label: string;
  hint?: string;
  isOptional?: boolean;
  /** Several lines of text, as the content of a file. */
  isFile?: boolean;
}

export interface CredentialKind {
  /** Short: one of several beside each other. */
  label: string;
  /** What it means, in one sentence; absent where the label says it. */
  hint?: string;
  secrets: readonly SecretField[];
  /** Kept in the connection's `settings`. */
  settings: readonly VendorField[];
  /** What is stored is not sent: requests are sent with what signing in gives. */
  isSignIn?: boolean;
}

const tenant: VendorField = {
  name: 'tenant',
  label: 'Tenant',
  hint: 'The directory of your organisation: its id or its domain.',
  example: 'contoso.onmicrosoft.com',
};

export const credentialKinds: Readonly<Record<Credential, CredentialKind>> = {
  none: { label: 'None', secrets: [], settings: [] },
  'api-key': { label: 'Key', secrets: [{ name: 'apiKey', label: 'API key' }], settings: [] },
  'iam-keys': {
    label: 'IAM keys',
    secrets: [
      { name: 'accessKeyId', label: 'Access key id' },
      { name: 'secretAccessKey', label: 'Secret access key' },
      {
        name: 'sessionToken',
        label: 'Session token',
        hint: 'Only with temporary credentials.',
        isOptional: true,
      },
    ],
    settings: [],
  },
  environment: {
    label: 'Environment variable',
    hint: 'Read at the moment of use and never stored. It must be set before Collate starts.',
    secrets: [],
    settings: [],
  },
  token: {
    label: 'Access token',
    hint: 'A token you obtained yourself. It ends after about an hour; paste a new one then.',
    secrets: [{ name: 'token', label: 'Access token' }],
    settings: [],
  },
  'aws-profile': {
    label: 'AWS profile',
    hint: 'Uses a profile of the AWS command line on this computer, with single sign-on and roles. Nothing is stored.',
    secrets: [],
    settings: [
      {
        name: 'profile',
        label: 'Profile',
        hint: 'Its name in the AWS configuration; “default” if left empty.',
        example: 'default',
        isOptional: true,
      },
    ],
    isSignIn: true,
  },
  'entra-cli': {
    label: 'Azure CLI',
    hint: 'Uses the sign-in of the Azure CLI or of Azure PowerShell on this computer. Nothing is stored.',
    secrets: [],
    settings: [{ ...tenant, isOptional: true }],
    isSignIn: true,
  },
  'entra-browser': {
    label: 'Browser',
    hint: 'Your browser opens at the first request after Collate starts, and you sign in at Microsoft. Nothing is stored.',
    secrets: [],
    settings: [
      { ...tenant, isOptional: true },
      {
        name: 'clientId',
        label: 'Application id',
        hint: 'Only if your organisation demands an application of its own.',
        example: '00000000-0000-0000-0000-000000000000',
        isOptional: true,
      },
    ],
    isSignIn: true,
  },
  'entra-app': {
    label: 'Service principal',
    hint: 'Signs in as an application registered in your directory.',
    secrets: [{ name: 'clientSecret', label: 'Client secret' }],
    settings: [
      tenant,
      {
        name: 'clientId',
        label: 'Application id',
        hint: 'Also called client id.',
        example: '00000000-0000-0000-0000-000000000000',
      },
    ],
    isSignIn: true,
  },
  'google-account': {
    label: 'gcloud',
    hint: 'Uses the application default credentials of this computer. Nothing is stored.',
    secrets: [],
    settings: [],
    isSignIn: true,
  },
  'service-account': {
    label: 'Service account',
    secrets: [
      {
        name: 'serviceAccount',
        label: 'Key file',
        hint: 'The whole content of the JSON file that was downloaded for the service account.',
        isFile: true,
      },
    ],
    settings: [],
    isSignIn: true,
  },
};

/** Whether a connection works only after a secret was entered for it. */
export const needsSecret = ({ credential }: Pick<Connection, 'credential'>): boolean =>
  credentialKinds[credential].secrets.length > 0;
