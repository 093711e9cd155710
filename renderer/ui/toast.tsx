import { Toast } from '@base-ui/react/toast';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
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

export const ToastProvider = ({ children }: { children: ReactNode }) => (
  <Toast.Provider limit={4}>
    {children}
    <Toast.Portal>
      <Toast.Viewport className={styles.viewport} {...{ [toastViewportAttribute]: '' }}>
        <ToastList />
      </Toast.Viewport>
    </Toast.Portal>
  </Toast.Provider>
);

/** Says something in the corner. Errors interrupt a screen reader; everything else waits its turn. */
export const useToast = (): ((toast: ToastMessage) => void) => {
  const { add, close } = Toast.useToastManager<{ kind: 'info' | 'error' }>();
  return useCallback(
    ({ message, actionLabel, onAction, kind = 'info' }) => {
      const hasAction = actionLabel !== undefined && onAction !== undefined;
      const id = add({
        title: message,
        data: { kind },
        timeout: kind === 'error' ? timeoutsMs.error : hasAction ? timeoutsMs.action : timeoutsMs.info,
        ...(hasAction && {
          actionProps: {
            children: actionLabel,
            onClick: () => {
              close(id);
              onAction();
            },
          },
        }),
      });
    },
    [add, close],
  );
};
