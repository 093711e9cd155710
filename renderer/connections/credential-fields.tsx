import type { Credential, SecretStatus } from '../../shared/connection.ts';
import { credentialKinds } from '../../shared/credential-kinds.ts';
import type { Vendor } from '../../shared/vendors.ts';
import { useCollate } from '../state/store.ts';
import { Badge } from '../ui/badge.tsx';
import layout from '../ui/layout.module.css';
import { Segmented } from '../ui/segmented.tsx';
import { NamedFields } from './named-fields.tsx';
import type { SecretEntry, SecretName } from './secret-entry.ts';
import { SecretField } from './secret-field.tsx';

export interface CredentialFieldsProps {
  vendor: Vendor;
  credential: Credential;
  onCredential: (credential: Credential) => void;
  entry: SecretEntry;
  secret: SecretStatus | undefined;
  /** The stored key would not be sent any more. */
  isUnbound: boolean;
  errors: Partial<Record<SecretName, string>> | undefined;
  /** What is wrong with the kind itself. */
  error: string | undefined;
  onSecretTyped: (text: string) => void;
  settings: Record<string, string>;
  settingErrors: Record<string, string> | undefined;
  onSetting: (name: string, value: string) => void;
}

export const CredentialFields = (props: CredentialFieldsProps) => {
  const { vendor, credential, onCredential, entry, secret, isUnbound, errors, onSecretTyped } = props;
  const environmentKeys = useCollate((state) => state.environmentKeys);
  const variable = vendor.environmentVariable;
  const kind = credentialKinds[credential];
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
          options={vendor.credentials.map((value) => ({ value, label: credentialKinds[value].label }))}
        />
      )}
      {credential !== 'environment' && kind.hint !== undefined && <p className={layout.small}>{kind.hint}</p>}
      {kind.secrets.length + kind.settings.length > 0 && (
        <div className={layout.pair}>
          <NamedFields
            fields={kind.settings}
            values={props.settings}
            errors={props.settingErrors}
            onChange={props.onSetting}
          />
          {kind.secrets.map((field, index) => (
            <SecretField
              key={field.name}
              field={field}
              isFirst={index === 0}
              entry={entry}
              placeholder={placeholder}
              error={errors?.[field.name]}
              onTyped={onSecretTyped}
            />
          ))}
        </div>
      )}
      {credential === 'environment' && variable !== undefined && (
        <p className={layout.notice}>
          <code>{variable}</code>
          {environmentKeys.includes(variable) ? (
            <Badge tone="success">Set</Badge>
          ) : (
            <Badge tone="warning">Not set</Badge>
          )}
          <span>{kind.hint}</span>
        </p>
      )}
      {props.error !== undefined && (
        <p role="alert" className={`${layout.notice} ${layout.danger}`}>
          {props.error}
        </p>
      )}
    </div>
  );
};
