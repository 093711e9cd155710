import { type ClipboardEvent, type RefObject, useState } from 'react';
import type { Credential, SecretFields, SecretStatus } from '../../shared/connection.ts';
import type { Vendor } from '../../shared/vendors.ts';
import { useCollate } from '../state/store.ts';
import { Badge } from '../ui/badge.tsx';
import layout from '../ui/layout.module.css';
import { Segmented } from '../ui/segmented.tsx';
import { TextField } from '../ui/text-field.tsx';
import { keyProblem } from './suggest-vendor.ts';

export type SecretName = keyof SecretFields;
export type SecretInputs = RefObject<Partial<Record<SecretName, HTMLInputElement | null>>>;

const credentialLabels: Record<Credential, string> = {
  'api-key': 'Key',
  'iam-keys': 'IAM keys',
  environment: 'Environment variable',
  none: 'None',
};

const secretFields: Record<Credential, readonly { name: SecretName; label: string; hint?: string }[]> = {
  'api-key': [{ name: 'apiKey', label: 'API key' }],
  'iam-keys': [
    { name: 'accessKeyId', label: 'Access key id' },
    { name: 'secretAccessKey', label: 'Secret access key' },
    { name: 'sessionToken', label: 'Session token', hint: 'Only with temporary credentials.' },
  ],
  environment: [],
  none: [],
};

export interface CredentialFieldsProps {
  vendor: Vendor;
  credential: Credential;
  onCredential: (credential: Credential) => void;
  /** The inputs hold the only copy; they are read at saving and emptied at once. */
  inputs: SecretInputs;
  secret: SecretStatus | undefined;
  /** The stored key would not be sent any more. */
  isUnbound: boolean;
  error: string | undefined;
  onKeyTyped: (text: string) => void;
}

export const CredentialFields = ({
  vendor,
  credential,
  onCredential,
  inputs,
  secret,
  isUnbound,
  error,
  onKeyTyped,
}: CredentialFieldsProps) => {
  const environmentKeys = useCollate((state) => state.environmentKeys);
  const [pasteProblem, setPasteProblem] = useState<string>();
  const variable = vendor.environmentVariable;

  const onPaste = (event: ClipboardEvent) => {
    // The input would swallow line breaks and keep a broken key.
    const problem = keyProblem(event.clipboardData.getData('text'));
    setPasteProblem(problem);
    if (problem !== undefined) event.preventDefault();
  };
  const placeholder =
    secret?.state === 'set' && !isUnbound
      ? `Stored${secret.hint === undefined ? '' : ` ····${secret.hint}`}. Leave empty to keep it.`
      : secret?.state === 'unbound' || (secret?.state === 'set' && isUnbound)
        ? 'Enter it again'
        : undefined;

  return (
    <div className={`${layout.stack} ${layout.tight}`}>
      {vendor.credentials.length > 1 && (
        <Segmented
          label="Credential"
          value={credential}
          onChange={onCredential}
          options={vendor.credentials.map((value) => ({ value, label: credentialLabels[value] }))}
        />
      )}
      <div className={layout.pair}>
        {secretFields[credential].map(({ name, label, hint }, index) => (
          <TextField
            key={name}
            label={label}
            type="password"
            hint={hint}
            error={index === 0 ? (pasteProblem ?? error) : undefined}
            placeholder={placeholder}
            data-1p-ignore=""
            data-lpignore="true"
            {...(index === 0 && { 'data-autofocus': '' })}
            inputRef={(input) => {
              inputs.current[name] = input as HTMLInputElement | null;
            }}
            onPaste={onPaste}
            onChange={(text) => {
              setPasteProblem(undefined);
              onKeyTyped(text);
            }}
          />
        ))}
      </div>
      {credential === 'environment' && variable !== undefined && (
        <p className={layout.notice}>
          <code>{variable}</code>
          {environmentKeys.includes(variable) ? (
            <Badge tone="success">Set</Badge>
          ) : (
            <Badge tone="warning">Not set</Badge>
          )}
          <span>Read at the moment of use and never stored. It must be set before Collate starts.</span>
        </p>
      )}
    </div>
  );
};
