import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import styles from './icon-button.module.css';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  /** The accessible name, and what the tooltip says unless `tooltip` says more. */
  label: string;
  icon: ReactNode;
  variant?: 'ghost' | 'secondary' | 'danger' | undefined;
  size?: 'small' | 'medium' | undefined;
  /** `false` for none. */
  tooltip?: ReactNode | false;
}

/** All props of a button pass through, so it can be the trigger of a menu or popover. */
export const IconButton = ({
  label,
  icon,
  variant = 'ghost',
  size = 'medium',
  tooltip,
  className,
  ...rest
}: IconButtonProps) => {
  const button = (
    <button
      type="button"
      {...rest}
      aria-label={label}
      className={clsx(styles.button, styles[variant], styles[size], className)}
    >
      {icon}
    </button>
  );
  return tooltip === false ? (
    button
  ) : (
    <Tooltip content={tooltip ?? label} isName={tooltip === undefined}>
      {button}
    </Tooltip>
  );
};
