import { clsx } from 'clsx';
import { type ReactNode, useId } from 'react';
import styles from './field.module.css';

export interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** A sentence; the control is then marked invalid. */
  error?: string | undefined;
  /** The label is there for assistive technology only. */
  isLabelHidden?: boolean | undefined;
  className?: string | undefined;
}

export interface ControlIds {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

/** Label above, control, then error or hint below, tied together by ids. */
export const Field = ({
  label,
  hint,
  error,
  isLabelHidden = false,
  className,
  children,
}: FieldProps & { children: (ids: ControlIds) => ReactNode }) => {
  const id = useId();
  const hasHint = hint !== undefined && hint !== '';
  const describedBy = [error !== undefined && `${id}-error`, hasHint && `${id}-hint`]
    .filter(Boolean)
    .join(' ');
  return (
    <div className={clsx(styles.field, className)}>
      <label htmlFor={id} className={isLabelHidden ? styles.hidden : styles.label}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': describedBy === '' ? undefined : describedBy,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {error !== undefined && (
        <p id={`${id}-error`} className={styles.error} role="alert">
          {error}
        </p>
      )}
      {hasHint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
};
