import { mergeProps } from '@base-ui/react/merge-props';
import { Tooltip as Base } from '@base-ui/react/tooltip';
import {
  cloneElement,
  type FocusEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useState,
} from 'react';
import { createHoverIntent } from './hover-intent.ts';
import styles from './tooltip.module.css';

export interface TooltipProps {
  content: ReactNode;
  /** One element that takes event handlers and can have the focus; otherwise keyboards cannot reach the content. */
  children: ReactElement<Record<string, unknown>>;
  side?: 'top' | 'bottom' | 'left' | 'right' | undefined;
  /** The content only repeats the element's name: it is not announced a second time. */
  isName?: boolean | undefined;
}

/** Words on hover and focus. A grid holds hundreds of them: until one is wanted it is nothing but listeners. */
export const Tooltip = ({ content, children, side = 'top', isName = false }: TooltipProps) => {
  const id = useId();
  const [anchor, setAnchor] = useState<Element>();
  const [isOpen, setIsOpen] = useState(false);
  const [intent] = useState(() => createHoverIntent(setIsOpen));
  useEffect(() => intent.end, [intent]);
  const listeners = {
    onPointerEnter(event: PointerEvent) {
      if (event.pointerType === 'touch') return;
      setAnchor(event.currentTarget);
      intent.enter();
    },
    onPointerLeave: intent.leave,
    onPointerDown: intent.end,
    onClick: intent.end,
    onFocus(event: FocusEvent) {
      if (!event.currentTarget.matches(':focus-visible')) return;
      setAnchor(event.currentTarget);
      intent.openNow();
    },
    onBlur: intent.end,
  };
  const description = isOpen && !isName ? { 'aria-describedby': id } : {};
  return (
    <>
      {cloneElement(children, mergeProps({ ...listeners, ...description }, children.props))}
      {anchor !== undefined && (
        <Base.Root open={isOpen} onOpenChange={(next) => !next && intent.end()}>
          <Base.Portal render={<section aria-label="Tip" />}>
            <Base.Positioner
              className={styles.positioner}
              positionMethod="fixed"
              anchor={anchor}
              side={side}
              sideOffset={6}
              collisionPadding={8}
            >
              <Base.Popup
                id={id}
                role="tooltip"
                className={styles.popup}
                onPointerEnter={intent.openNow}
                onPointerLeave={intent.leave}
              >
                {content}
              </Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        </Base.Root>
      )}
    </>
  );
};
