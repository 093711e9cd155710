import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { type ReactNode, useId } from 'react';
import fieldStyles from './field.module.css';
import styles from './segmented.module.css';

export interface SegmentedProps<Value extends string> {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
  hint?: ReactNode;
  isLabelHidden?: boolean | undefined;
}

/** One of a few, all in view: a radio group. */
export const Segmented = <Value extends string>({
  label,
  value,
  onChange,
  options,
  hint,
  isLabelHidden = false,
}: SegmentedProps<Value>) => {
  const id = useId();
  return (
    <div className={fieldStyles.field}>
      <span id={id} className={isLabelHidden ? fieldStyles.hidden : fieldStyles.label}>
        {label}
      </span>
      <RadioGroup
        aria-labelledby={id}
        value={value}
        onValueChange={(next: Value) => onChange(next)}
        className={styles.group}
      >
        {options.map((option) => (
          <Radio.Root
            key={option.value}
            value={option.value}
            className={styles.option}
            aria-label={option.label}
          >
            {option.icon !== undefined && <span aria-hidden="true">{option.icon}</span>}
            {option.label}
          </Radio.Root>
        ))}
      </RadioGroup>
      {hint !== undefined && <p className={fieldStyles.hint}>{hint}</p>}
    </div>
  );
};
