import type { Link } from '../../shared/link.ts';
import { codeOf, showCopied } from './print-code.ts';
import { linkOf } from './print-inline.ts';

/** Gives activated links to `onLink` instead of opening them, and copies code. The function returned removes the listeners. */
export const activateLinksAndCopies = (host: HTMLElement, onLink: (link: Link) => void): (() => void) => {
  const activate = (event: Event): void => {
    const target = event.target instanceof Element ? event.target : undefined;
    const anchor = target?.closest('a');
    const link = anchor ? linkOf(anchor) : undefined;
    if (link !== undefined) {
      event.preventDefault();
      onLink(link);
    }
    const button = target?.closest('button');
    const code = button ? codeOf(button) : undefined;
    if (button && code !== undefined && event.type === 'click')
      navigator.clipboard.writeText(code).then(
        () => showCopied(button, 'Copied'),
        () => showCopied(button, 'Not allowed'),
      );
  };

  // A secondary click only opens a menu; the middle one would open the link.
  const activateByAuxiliary = (event: MouseEvent): void => {
    if (event.button === 1) activate(event);
  };

  host.addEventListener('click', activate);
  host.addEventListener('auxclick', activateByAuxiliary);
  return () => {
    host.removeEventListener('click', activate);
    host.removeEventListener('auxclick', activateByAuxiliary);
  };
};
