import { useState } from 'react';
import type { Vendor } from '../../shared/vendors.ts';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';

const other = '(other)';

export interface RegionFieldProps {
  vendor: Vendor;
  region: string;
  onChange: (region: string) => void;
  error: string | undefined;
}

/** A choice where the vendor's regions are known, with room for one that is newer than this list; otherwise free text. */
export const RegionField = ({ vendor, region, onChange, error }: RegionFieldProps) => {
  const { regions } = vendor;
  const [isOther, setIsOther] = useState(false);
  const text = (label: string, hint: string) => (
    <TextField label={label} hint={hint} value={region} error={error} maxLength={60} onChange={onChange} />
  );
  if (regions === undefined)
    return text('Region', 'Where it runs, if you know. Shown and exported, not sent.');
  const isTyped = isOther || (region !== '' && !regions.includes(region));
  return (
    <>
      <Select
        label="Region"
        value={isTyped ? other : region}
        error={isTyped ? undefined : error}
        options={[
          ...(region === '' && !isTyped ? [{ value: '', label: 'Choose a region…' }] : []),
          ...regions.map((value) => ({ value, label: value })),
          { value: other, label: 'Another region…' },
        ]}
        onChange={(next) => {
          setIsOther(next === other);
          onChange(next === other ? '' : next);
        }}
      />
      {isTyped && text('Name of the region', 'For example eu-west-1.')}
    </>
  );
};
