import { judgeBaseUrl } from '../../shared/base-url.ts';
import { tidyBaseUrl } from '../../shared/pasted-url.ts';
import { addressTemplates } from '../../shared/vendor-address.ts';
import { vendors } from '../../shared/vendors.ts';
import { Button } from '../ui/button.tsx';
import layout from '../ui/layout.module.css';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import {
  type ConnectionDraft,
  withBaseUrl,
  withField,
  withPastedUrl,
  withRegion,
  withTemplate,
} from './connection-draft.ts';
import type { Problems } from './judge-draft.ts';
import { NamedFields } from './named-fields.tsx';
import { RegionField } from './region-field.tsx';

const own = '(own)';

export interface AddressFieldsProps {
  draft: ConnectionDraft;
  problems: Problems;
  onChange: (draft: ConnectionDraft) => void;
}

/** Where it is: name, operator, region, what the vendor must be told, and the address that comes of it. */
export const AddressFields = ({ draft, problems, onChange }: AddressFieldsProps) => {
  const vendor = vendors[draft.vendorId];
  const tidied = tidyBaseUrl(draft.baseUrl, draft.template).trim();
  const isTidier = draft.isBaseUrlOwn && tidied !== draft.baseUrl.trim() && judgeBaseUrl(tidied).ok;
  return (
    <div className={layout.pair}>
      <TextField
        label="Name"
        value={draft.label}
        maxLength={80}
        error={problems.label}
        onChange={(label) => onChange({ ...draft, label, isLabelOwn: true })}
      />
      <TextField
        label="Operator"
        value={draft.operator}
        maxLength={80}
        error={problems.operator}
        placeholder="Who runs it"
        onChange={(operator) => onChange({ ...draft, operator, isOperatorOwn: true })}
      />
      <RegionField
        key={draft.vendorId}
        vendor={vendor}
        region={draft.region}
        error={problems.region}
        onChange={(region) => onChange(withRegion(draft, region))}
      />
      <NamedFields
        fields={vendor.fields}
        values={draft.fields}
        errors={problems.fields}
        onChange={(name, value) => onChange(withField(draft, name, value))}
      />
      <NamedFields
        fields={vendor.settings}
        values={draft.settings}
        errors={problems.settings}
        onChange={(name, value) => onChange({ ...draft, settings: { ...draft.settings, [name]: value } })}
      />
      {vendor.addresses !== undefined && (
        <Select
          label="Endpoint"
          value={draft.isBaseUrlOwn ? own : draft.template}
          options={[
            ...vendor.addresses.map(({ label, baseUrl }) => ({ value: baseUrl, label })),
            ...(draft.isBaseUrlOwn ? [{ value: own, label: 'The base URL below' }] : []),
          ]}
          onChange={(template) => {
            if (addressTemplates(vendor).includes(template)) onChange(withTemplate(draft, template));
          }}
        />
      )}
      <div className={`${layout.whole} ${layout.stack} ${layout.tight}`}>
        <TextField
          label="Base URL"
          type="url"
          inputMode="url"
          value={draft.baseUrl}
          error={problems.baseUrl}
          placeholder="https://host/v1"
          onChange={(baseUrl) => onChange(withBaseUrl(draft, baseUrl))}
          onPaste={(event) => {
            const { value, selectionStart, selectionEnd } = event.currentTarget;
            // Into the middle of an address text is put as it is.
            const isWhole = value === '' || (selectionStart === 0 && selectionEnd === value.length);
            const pasted = event.clipboardData.getData('text').trim();
            if (!isWhole || !URL.canParse(pasted)) return;
            event.preventDefault();
            onChange(withPastedUrl(draft, pasted));
          }}
        />
        {isTidier && (
          <div className={layout.row}>
            <span className={`${layout.small} ${layout.monospace}`}>Used as {tidied}</span>
            <Button
              size="small"
              variant="ghost"
              onClick={() => onChange(withPastedUrl(draft, draft.baseUrl))}
            >
              Shorten it
            </Button>
          </div>
        )}
      </div>
    </div>
  );
};
