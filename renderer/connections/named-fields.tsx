import type { VendorField } from '../../shared/vendors.ts';
import { TextField } from '../ui/text-field.tsx';

export interface NamedFieldsProps {
  fields: readonly VendorField[] | undefined;
  values: Record<string, string>;
  errors: Record<string, string> | undefined;
  onChange: (name: string, value: string) => void;
}

/** What a vendor or a kind of credential must be told besides the secret, each with a field of its own. */
export const NamedFields = ({ fields, values, errors, onChange }: NamedFieldsProps) =>
  fields?.map(({ name, label, hint, example, isOptional }) => (
    <TextField
      key={name}
      label={isOptional === true ? `${label} (optional)` : label}
      hint={hint}
      placeholder={example}
      value={values[name] ?? ''}
      error={errors?.[name]}
      maxLength={300}
      spellCheck={false}
      onChange={(value) => onChange(name, value)}
    />
  ));
