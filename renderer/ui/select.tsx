import { Select as Base } from '@base-ui/react/select';
import { clsx } from 'clsx';
import { Check, ChevronsUpDown } from 'lucide-react';
import fieldStyles from './field.module.css';
import { Field, type FieldProps } from './field.tsx';
import styles from './select.module.css';

export interface SelectOption<Value extends string> {
  value: Value;
  label: string;
  description?: string | undefined;
}

export interface SelectProps<Value extends string> extends FieldProps {
  value: Value;
  onChange: (value: Value) => void;
  options: readonly SelectOption<Value>[];
  isDisabled?: boolean | undefined;
}

export const Select = <Value extends string>({
  value,
  onChange,
  options,
  isDisabled = false,
  ...field
}: SelectProps<Value>) => (
  <Field {...field}>
    {({ id, ...described }) => (
      <Base.Root
        id={id}
        value={value}
        items={options}
        onValueChange={(next) => next !== null && onChange(next)}
        disabled={isDisabled}
      >
        <Base.Trigger className={clsx(fieldStyles.control, styles.trigger)} {...described}>
          <Base.Value className={styles.value} />
          <Base.Icon className={styles.icon}>
            <ChevronsUpDown aria-hidden="true" />
          </Base.Icon>
        </Base.Trigger>
        <Base.Portal render={<section aria-label="Choices" />}>
          <Base.Positioner
            className={styles.positioner}
            positionMethod="fixed"
            alignItemWithTrigger={false}
            sideOffset={4}
          >
            <Base.Popup className={styles.popup}>
              <Base.List aria-label="Choices">
                {options.map((option) => (
                  <Base.Item key={option.value} value={option.value} className={styles.item}>
                    <span className={styles.check}>
                      <Base.ItemIndicator>
                        <Check aria-hidden="true" />
                      </Base.ItemIndicator>
                    </span>
                    <span className={styles.words}>
                      <Base.ItemText>{option.label}</Base.ItemText>
                      {option.description !== undefined && (
                        <span className={styles.description}>{option.description}</span>
                      )}
                    </span>
                  </Base.Item>
                ))}
              </Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    )}
  </Field>
);
