import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import styles from './button.module.css';

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: 'primary' | 'secondary' | 'ghost' | 'danger' | undefined;
  size?: 'small' | 'medium' | undefined;
  /** Decorative: the name comes from the children. */
  icon?: ReactNode;
}

/** All props of a button pass through, so it can be the trigger of a menu or popover. */
export const Button = ({
  variant = 'secondary',
  size = 'medium',
  icon,
  children,
  className,
  ...rest
}: ButtonProps) => (
  <button type="button" {...rest} className={clsx(styles.button, styles[variant], styles[size], className)}>
    {icon !== undefined && (
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
    )}
    {children}
  </button>
);
