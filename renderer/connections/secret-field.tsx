import { FileUp } from 'lucide-react';
import { type ClipboardEvent, useRef, useState } from 'react';
import type { SecretField as Field } from '../../shared/credential-kinds.ts';
import { Button } from '../ui/button.tsx';
import layout from '../ui/layout.module.css';
import { TextField } from '../ui/text-field.tsx';
import styles from './connections.module.css';
import type { SecretEntry } from './secret-entry.ts';
import { keyProblem } from './secret-problem.ts';

export interface SecretFieldProps {
  field: Field;
  isFirst: boolean;
  entry: SecretEntry;
  placeholder: string | undefined;
  error: string | undefined;
  onTyped: (text: string) => void;
}

/** Uncontrolled: what is typed stays in the input and is read through `entry`. */
export const SecretField = ({ field, isFirst, entry, placeholder, error, onTyped }: SecretFieldProps) => {
  const { name, label, hint, isOptional, isFile = false } = field;
  const [pasteProblem, setPasteProblem] = useState<string>();
  const file = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const onPaste = (event: ClipboardEvent) => {
    // The input would swallow line breaks and keep a broken key.
    const problem = keyProblem(event.clipboardData.getData('text'));
    setPasteProblem(problem);
    if (problem !== undefined) event.preventDefault();
  };
  const onChange = (text: string) => {
    setPasteProblem(undefined);
    onTyped(text);
  };
  const readFile = async (chosen: File | undefined) => {
    if (chosen === undefined || area.current === null) return;
    const isTooLong = chosen.size > 20_000;
    setPasteProblem(isTooLong ? 'This file is too long for a key file.' : undefined);
    if (!isTooLong) area.current.value = await chosen.text();
    onTyped('');
  };
  const shared = {
    label: isOptional === true ? `${label} (optional)` : label,
    hint,
    placeholder,
    error: pasteProblem ?? error,
    'data-1p-ignore': '',
    'data-lpignore': 'true',
    ...(isFirst && { 'data-autofocus': '', 'data-first-secret': '' }),
    onChange,
  };
  if (!isFile)
    return (
      <TextField
        {...shared}
        type="password"
        inputRef={(input) => entry.attach(name, input)}
        onPaste={onPaste}
      />
    );
  return (
    <div className={`${layout.whole} ${layout.stack} ${layout.tight}`}>
      <div className={styles.keyFile}>
        <TextField
          {...shared}
          isMultiline
          isMonospace
          rows={4}
          inputRef={(input) => {
            area.current = input as HTMLTextAreaElement | null;
            entry.attach(name, input);
          }}
        />
      </div>
      <div>
        <Button size="small" icon={<FileUp />} onClick={() => file.current?.click()}>
          Choose the file
        </Button>
        <input
          ref={file}
          type="file"
          accept=".json,application/json"
          aria-label={`${label} from this computer`}
          aria-hidden="true"
          tabIndex={-1}
          hidden
          onChange={(event) => {
            const { currentTarget } = event;
            void readFile(currentTarget.files?.[0]).then(() => {
              currentTarget.value = '';
            });
          }}
        />
      </div>
    </div>
  );
};
