import type { Vendor } from '../../shared/vendors.ts';
import { TextField } from '../ui/text-field.tsx';

export interface VendorFieldsProps {
  vendor: Vendor;
  values: Record<string, string>;
  errors: Record<string, string> | undefined;
  onChange: (name: string, value: string) => void;
}

/** What the vendor must be told besides the key, each with a field of its own. */
export const VendorFields = ({ vendor, values, errors, onChange }: VendorFieldsProps) =>
  vendor.fields?.map(({ name, label, hint, example, isOptional }) => (
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
