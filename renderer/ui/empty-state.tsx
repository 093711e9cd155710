import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

export interface EmptyStateProps {
  title: string;
  /** What one can do here, in a sentence. */
  children?: ReactNode;
  icon?: ReactNode;
  /** One or two buttons. */
  actions?: ReactNode;
}

export const EmptyState = ({ title, children, icon, actions }: EmptyStateProps) => (
  <div className={styles.state}>
    {icon !== undefined && (
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
    )}
    <p className={styles.title}>{title}</p>
    {children !== undefined && <div className={styles.words}>{children}</div>}
    {actions !== undefined && <div className={styles.actions}>{actions}</div>}
  </div>
);
