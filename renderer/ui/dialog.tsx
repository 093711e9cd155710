import { Dialog as Base } from '@base-ui/react/dialog';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import styles from './dialog.module.css';
import iconButton from './icon-button.module.css';
import { toastViewportAttribute } from './toast.tsx';

export interface DialogProps {
  isOpen: boolean;
  /** Called for Escape, a press outside and the close button; the caller then sets `isOpen`. */
  onClose: () => void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
  /** Buttons, right-aligned, always in view. */
  footer?: ReactNode;
  size?: 'small' | 'medium' | 'large' | undefined;
  /** A sheet at the right edge, as high as the window. */
  side?: boolean | undefined;
}

const isOnToast = (event: Event): boolean =>
  event.target instanceof Element && event.target.closest(`[${toastViewportAttribute}]`) !== null;

const firstChoice = '[data-autofocus]';
const controls = 'input:not([type="hidden"], [aria-hidden]), textarea, button, summary, [tabindex="0"]';

/** Modal. The children exist only while it is open. The first control in them gets the focus, or the one with `data-autofocus`. */
export const Dialog = ({
  isOpen,
  onClose,
  title,
  description,
  children,
  footer,
  size = 'medium',
  side = false,
}: DialogProps) => {
  const popup = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  return (
    <Base.Root
      open={isOpen}
      onOpenChange={(_, details) => {
        // An "Undo" in a toast belongs to what is open, and must not close it.
        if (details.reason === 'outside-press' && isOnToast(details.event)) details.cancel();
        else onClose();
      }}
    >
      <Base.Portal>
        {/* Also over a dialog that this one lies on. */}
        <Base.Backdrop className={styles.backdrop} forceRender />
        <Base.Popup
          ref={popup}
          className={clsx(styles.popup, styles[size], side ? styles.side : styles.centred)}
          initialFocus={(how) =>
            (how !== 'touch' &&
              (popup.current?.querySelector<HTMLElement>(firstChoice) ??
                content.current?.querySelector<HTMLElement>(controls))) ||
            popup.current
          }
        >
          <header className={styles.header}>
            <div className={styles.titles}>
              <Base.Title className={styles.title}>{title}</Base.Title>
              {description !== undefined && (
                <Base.Description className={styles.description}>{description}</Base.Description>
              )}
            </div>
            <Base.Close className={clsx(iconButton.button, iconButton.ghost)} aria-label="Close">
              <X aria-hidden="true" />
            </Base.Close>
          </header>
          <div className={styles.content} ref={content}>
            {children}
          </div>
          {Boolean(footer) && <footer className={styles.footer}>{footer}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
};
