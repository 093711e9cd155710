import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import styles from './field.module.css';
import { Field, type FieldProps } from './field.tsx';

type Native = Omit<
  ComponentProps<'input'> & ComponentProps<'textarea'>,
  'value' | 'onChange' | 'ref' | 'id' | 'className' | 'children'
>;

export interface TextFieldProps extends FieldProps, Native {
  /** Absent with `onChange`: uncontrolled, read through `inputRef`. */
  value?: string | undefined;
  onChange?: ((value: string) => void) | undefined;
  isMultiline?: boolean | undefined;
  isMonospace?: boolean | undefined;
  inputRef?: React.Ref<HTMLInputElement | HTMLTextAreaElement> | undefined;
}

/** All other props of an input or a text area pass through. */
export const TextField = ({
  label,
  hint,
  error,
  isLabelHidden,
  className,
  onChange,
  isMultiline = false,
  isMonospace = false,
  inputRef,
  type = 'text',
  ...rest
}: TextFieldProps) => {
  const shared = {
    spellCheck: !isMonospace && isMultiline,
    autoComplete: 'off',
    ...rest,
    ...(onChange && {
      onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
    }),
    className: clsx(styles.control, isMonospace && styles.monospace),
  };
  return (
    <Field label={label} hint={hint} error={error} isLabelHidden={isLabelHidden} className={className}>
      {(ids) =>
        isMultiline ? (
          <textarea rows={3} {...shared} {...ids} ref={inputRef as React.Ref<HTMLTextAreaElement>} />
        ) : (
          <input {...shared} {...ids} type={type} ref={inputRef as React.Ref<HTMLInputElement>} />
        )
      }
    </Field>
  );
};
