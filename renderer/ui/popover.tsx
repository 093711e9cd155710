import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';
import styles from './popover.module.css';

export interface PopoverProps {
  /** A `Button` or `IconButton`. */
  trigger: ReactElement<Record<string, unknown>>;
  /** The accessible name of what opens. */
  label: string;
  children: ReactNode;
  align?: 'start' | 'center' | 'end' | undefined;
}

/** Not modal: the page stays usable, focus moves in and comes back. */
export const Popover = ({ trigger, label, children, align = 'center' }: PopoverProps) => (
  <Base.Root>
    <Base.Trigger render={trigger} />
    <Base.Portal>
      <Base.Positioner
        className={styles.positioner}
        positionMethod="fixed"
        align={align}
        sideOffset={6}
        collisionPadding={8}
      >
        <Base.Popup className={styles.popup} aria-label={label}>
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
);
