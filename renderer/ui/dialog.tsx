import { Dialog as Base } from '@base-ui/react/dialog';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
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

/** What has the focus without being a stop of the Tab key: the library would give the focus back to something inside it. */
const openerOffTheTabs = (): HTMLElement | undefined => {
  const focused = document.activeElement;
  const isOne = focused instanceof HTMLElement && focused !== document.body && focused.tabIndex < 0;
  return isOne && focused.closest('[role="menu"]') === null ? focused : undefined;
};

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
  const [opener, setOpener] = useState<HTMLElement>();
  const giveBack = () => {
    if (opener?.isConnected !== true) return true;
    queueMicrotask(() => opener.focus({ preventScroll: true }));
    return false;
  };
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
          initialFocus={(how) => {
            setOpener(openerOffTheTabs());
            return (
              (how !== 'touch' &&
                (popup.current?.querySelector<HTMLElement>(firstChoice) ??
                  content.current?.querySelector<HTMLElement>(controls))) ||
              popup.current
            );
          }}
          {...(opener === undefined ? {} : { finalFocus: giveBack })}
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
