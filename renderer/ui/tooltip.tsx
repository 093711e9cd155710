import { Tooltip as Base } from '@base-ui/react/tooltip';
import { type ReactElement, type ReactNode, useId, useState } from 'react';
import styles from './tooltip.module.css';

export interface TooltipProps {
  content: ReactNode;
  /** One element that takes a ref and can have the focus; otherwise keyboards cannot reach the content. */
  children: ReactElement<Record<string, unknown>>;
  side?: 'top' | 'bottom' | 'left' | 'right' | undefined;
  /** The content only repeats the element's name: it is not announced a second time. */
  isName?: boolean | undefined;
}

/** Words on hover and focus. */
export const Tooltip = ({ content, children, side = 'top', isName = false }: TooltipProps) => {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const description = isOpen && !isName ? { 'aria-describedby': id } : {};
  return (
    <Base.Root open={isOpen} onOpenChange={setIsOpen}>
      <Base.Trigger render={children} {...description} />
      <Base.Portal render={<section aria-label="Tip" />}>
        <Base.Positioner className={styles.positioner} side={side} sideOffset={6} collisionPadding={8}>
          <Base.Popup id={id} role="tooltip" className={styles.popup}>
            {content}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
};
