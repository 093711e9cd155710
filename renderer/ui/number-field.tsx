import { NumberField as Base } from '@base-ui/react/number-field';
import { clsx } from 'clsx';
import styles from './field.module.css';
import { Field, type FieldProps } from './field.tsx';

export interface NumberFieldProps extends FieldProps {
  /** Undefined: empty. */
  value: number | undefined;
  /** Called while typing; undefined when emptied. Values are kept within `min` and `max`. */
  onChange?: ((value: number | undefined) => void) | undefined;
  /** Called when the person is done: on leaving the field, or at once for arrow keys. */
  onCommit?: ((value: number | undefined) => void) | undefined;
  min?: number | undefined;
  max?: number | undefined;
  /** What an arrow key adds. */
  step?: number | undefined;
  placeholder?: string | undefined;
  isDisabled?: boolean | undefined;
}

export const NumberField = ({
  value,
  onChange,
  onCommit,
  min,
  max,
  step = 1,
  placeholder,
  isDisabled = false,
  ...field
}: NumberFieldProps) => (
  <Field {...field}>
    {({ id, ...described }) => (
      <Base.Root
        id={id}
        value={value ?? null}
        onValueChange={(next) => onChange?.(next ?? undefined)}
        onValueCommitted={(next) => onCommit?.(next ?? undefined)}
        min={min}
        max={max}
        step={step}
        disabled={isDisabled}
        locale="en-US"
        format={{ useGrouping: false, maximumFractionDigits: 6 }}
      >
        <Base.Input {...described} placeholder={placeholder} className={clsx(styles.control)} />
      </Base.Root>
    )}
  </Field>
);
