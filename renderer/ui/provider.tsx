import { CSPProvider } from '@base-ui/react/csp-provider';
import type { ReactNode } from 'react';
import { ToastProvider } from './toast.tsx';
import './tokens.css';
import './base.css';

/** Once around the page: styles, the component library under a strict policy, and toasts. */
export const UiProvider = ({ children }: { children: ReactNode }) => (
  <CSPProvider disableStyleElements>
    <ToastProvider>{children}</ToastProvider>
  </CSPProvider>
);
