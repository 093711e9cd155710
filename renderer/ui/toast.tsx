import { Toast } from '@base-ui/react/toast';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import styles from './toast.module.css';

export interface ToastMessage {
  message: string;
  /** With `onAction`: one button, e.g. Undo. */
  actionLabel?: string | undefined;
  onAction?: (() => void) | undefined;
  kind?: 'info' | 'error' | undefined;
}

/** Marks the corner where toasts lie, so that a dialog can tell a press on them from one beside itself. */
export const toastViewportAttribute = 'data-toast-viewport';

/** Time to read a sentence, to decide on an undo, and to understand a failure. */
const timeoutsMs = { info: 5000, action: 9000, error: 12_000 };

/** Not a dialog, as the library would have it: it asks for nothing and takes no focus. The region around it announces it. */
const asGroup = { role: 'group', 'aria-modal': undefined } as const;

const ToastList = () => {
  const { toasts, close } = Toast.useToastManager<{ kind: 'info' | 'error' }>();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      swipeDirection="right"
      {...asGroup}
      className={clsx(styles.toast, toast.data?.kind === 'error' && styles.error)}
    >
      <Toast.Content className={styles.content}>
        <Toast.Title
          render={<div {...(toast.data?.kind === 'error' && { role: 'alert' })} />}
          className={styles.message}
        />
        {toast.actionProps !== undefined && <Toast.Action render={<Button size="small" />} />}
        <IconButton
          size="small"
          label="Dismiss"
          icon={<X />}
          tooltip={false}
          onClick={() => close(toast.id)}
        />
      </Toast.Content>
    </Toast.Root>
  ));
};

const createSayer = () => {
  const manager = Toast.createToastManager<{ kind: 'info' | 'error' }>();
  const say = ({ message, actionLabel, onAction, kind = 'info' }: ToastMessage): void => {
    const hasAction = actionLabel !== undefined && onAction !== undefined;
    const id = manager.add({
      title: message,
      data: { kind },
      timeout: kind === 'error' ? timeoutsMs.error : hasAction ? timeoutsMs.action : timeoutsMs.info,
      ...(hasAction && {
        actionProps: {
          children: actionLabel,
          onClick: () => {
            manager.close(id);
            onAction();
          },
        },
      }),
    });
  };
  return { manager, say };
};

/** Holds a function that never changes: who can say something is not drawn again when something is said. */
const SayContext = createContext<((toast: ToastMessage) => void) | undefined>(undefined);

export const ToastProvider = ({ children }: { children: ReactNode }) => {
  const [{ manager, say }] = useState(createSayer);
  return (
    <SayContext value={say}>
      {children}
      <Toast.Provider limit={4} toastManager={manager}>
        <Toast.Portal>
          <Toast.Viewport className={styles.viewport} {...{ [toastViewportAttribute]: '' }}>
            <ToastList />
          </Toast.Viewport>
        </Toast.Portal>
      </Toast.Provider>
    </SayContext>
  );
};

/** Says something in the corner. Errors interrupt a screen reader; everything else waits its turn. */
export const useToast = (): ((toast: ToastMessage) => void) => {
  const say = useContext(SayContext);
  if (say === undefined) throw new Error('ToastProvider is missing above this component.');
  return say;
};
