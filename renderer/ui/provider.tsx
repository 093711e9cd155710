import { CSPProvider } from '@base-ui/react/csp-provider';
import { type ReactNode, useEffect } from 'react';
import { ToastProvider } from './toast.tsx';
import './tokens.css';
import './base.css';

/** Loaded with the first answer that holds code, it would have all that is on the page laid out once more. */
const codeFont = '1em "JetBrains Mono Variable"';

/** Once around the page: styles, the component library under a strict policy, and toasts. */
export const UiProvider = ({ children }: { children: ReactNode }) => {
  useEffect(() => {
    // Without it code is shown in the system's font.
    document.fonts.load(codeFont).catch(() => undefined);
  }, []);
  return (
    <CSPProvider disableStyleElements>
      <ToastProvider>{children}</ToastProvider>
    </CSPProvider>
  );
};
