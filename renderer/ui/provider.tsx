import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactNode } from 'react';
import { ToastProvider } from './toast.tsx';
import './tokens.css';
import './base.css';

/** Long enough not to flicker under a passing pointer. */
const tooltipDelayMs = 400;

/** Once around the page: styles, the component library under a strict policy, tooltips and toasts. */
export const UiProvider = ({ children }: { children: ReactNode }) => (
  <CSPProvider disableStyleElements>
    <Tooltip.Provider delay={tooltipDelayMs}>
      <ToastProvider>{children}</ToastProvider>
    </Tooltip.Provider>
  </CSPProvider>
);
