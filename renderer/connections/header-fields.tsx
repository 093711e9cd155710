import { Plus, X } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import layout from '../ui/layout.module.css';
import { TextField } from '../ui/text-field.tsx';
import type { HeaderDraft } from './connection-draft.ts';
import styles from './connections.module.css';

export interface HeaderFieldsProps {
  headers: readonly HeaderDraft[];
  onChange: (headers: HeaderDraft[]) => void;
  error: string | undefined;
}

export const HeaderFields = ({ headers, onChange, error }: HeaderFieldsProps) => {
  const change = (key: number, part: Partial<HeaderDraft>) =>
    onChange(headers.map((header) => (header.key === key ? { ...header, ...part } : header)));
  return (
    <fieldset className={`${layout.stack} ${layout.tight}`}>
      <legend className={styles.legend}>Extra headers</legend>
      <p className={layout.small}>
        Sent with every request and stored readable. Keys belong into the key field.
      </p>
      {headers.map((header, index) => (
        <div key={header.key} className={styles.header}>
          <TextField
            label={`Name of header ${index + 1}`}
            isLabelHidden
            isMonospace
            placeholder="Name"
            value={header.name}
            onChange={(name) => change(header.key, { name })}
          />
          <TextField
            label={`Value of header ${index + 1}`}
            isLabelHidden
            isMonospace
            placeholder="Value"
            value={header.value}
            onChange={(value) => change(header.key, { value })}
          />
          <IconButton
            label={`Remove header ${index + 1}`}
            icon={<X />}
            onClick={() => onChange(headers.filter(({ key }) => key !== header.key))}
          />
        </div>
      ))}
      {error !== undefined && (
        <p role="alert" className={`${layout.notice} ${layout.danger}`}>
          {error}
        </p>
      )}
      <div>
        <Button
          size="small"
          icon={<Plus />}
          onClick={() =>
            onChange([
              ...headers,
              { key: 1 + Math.max(-1, ...headers.map(({ key }) => key)), name: '', value: '' },
            ])
          }
        >
          Add header
        </Button>
      </div>
    </fieldset>
  );
};
