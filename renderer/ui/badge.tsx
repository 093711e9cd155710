import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import styles from './badge.module.css';

export interface BadgeProps extends ComponentProps<'span'> {
  tone: 'neutral' | 'accent' | 'warning' | 'danger' | 'success' | 'simulated';
}

/** A word or two about a thing. All props of a span pass through. */
export const Badge = ({ tone, className, ...rest }: BadgeProps) => (
  <span {...rest} className={clsx(styles.badge, styles[tone], className)} />
);
