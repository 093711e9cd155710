import { Menu as Base } from '@base-ui/react/menu';
import { clsx } from 'clsx';
import type { ReactElement, ReactNode } from 'react';
import styles from './menu.module.css';

export type MenuItem =
  | {
      label: string;
      icon?: ReactNode;
      /** Shown only; the key is listened for elsewhere. */
      shortcut?: string | undefined;
      isDanger?: boolean | undefined;
      isDisabled?: boolean | undefined;
      onSelect: () => void;
    }
  | 'separator';

export interface MenuProps {
  /** A `Button` or `IconButton`. */
  trigger: ReactElement<Record<string, unknown>>;
  /** Labels are unique within a menu. */
  items: readonly MenuItem[];
  align?: 'start' | 'end' | undefined;
}

/** A separator has no identity of its own: it is the one before the item that follows. */
const keyOf = (items: readonly MenuItem[], index: number): string => {
  const item = items[index];
  return typeof item === 'object' ? item.label : `before ${keyOfNext(items, index)}`;
};

const keyOfNext = (items: readonly MenuItem[], index: number): string => {
  const next = items[index + 1];
  return typeof next === 'object' ? next.label : 'the end';
};

export const Menu = ({ trigger, items, align = 'end' }: MenuProps) => (
  <Base.Root>
    <Base.Trigger render={trigger} />
    <Base.Portal render={<section aria-label="Menu" />}>
      <Base.Positioner
        className={styles.positioner}
        positionMethod="fixed"
        align={align}
        sideOffset={4}
        collisionPadding={8}
      >
        <Base.Popup className={styles.popup}>
          {items.map((item, index) =>
            item === 'separator' ? (
              <Base.Separator key={keyOf(items, index)} className={styles.separator} />
            ) : (
              <Base.Item
                key={keyOf(items, index)}
                className={clsx(styles.item, item.isDanger && styles.danger)}
                disabled={item.isDisabled ?? false}
                onClick={item.onSelect}
              >
                <span className={styles.icon} aria-hidden="true">
                  {item.icon}
                </span>
                <span className={styles.label}>{item.label}</span>
                {item.shortcut !== undefined && <kbd className={styles.shortcut}>{item.shortcut}</kbd>}
              </Base.Item>
            ),
          )}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
);
