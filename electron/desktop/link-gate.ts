// The only place from which anything is opened outside the app. Judges the link, asks the person, then opens it.
// Asks here and not in the page, so that a page that was taken over cannot open anything silently: a page need not ask a second time.
import { BrowserWindow, dialog, type MessageBoxOptions, shell } from 'electron';
import { judgeLink, type Link } from '../../shared/link.ts';

/** More than this would push a system dialog's buttons off a small screen; what is left out is counted. */
const maxShownLength = 1000;

const shown = (href: string): string =>
  href.length <= maxShownLength
    ? href
    : `${href.slice(0, maxShownLength)}… and ${href.length - maxShownLength} more characters`;

const question = (link: Link): MessageBoxOptions => ({
  type: link.warnings.length > 0 ? 'warning' : 'question',
  title: 'Open a link',
  message: link.href.startsWith('mailto:')
    ? `Write an e-mail to ${link.host}?`
    : `Open ${link.host} in your browser?`,
  detail: [shown(link.href), ...link.warnings].join('\n\n'),
  buttons: ['Open', 'Cancel'],
  defaultId: 1,
  cancelId: 1,
  noLink: true,
});

/**
 * Returns the gate. It drops what `judgeLink` refuses, and whatever arrives while a question is open: a page could ask without end.
 * It never rejects; a system that cannot open the link is reported to `log`.
 */
export const createLinkGate = (
  log: (message: string, detail: Record<string, unknown>) => void,
): ((address: string) => Promise<void>) => {
  let isAsking = false;
  return async (address) => {
    const link = judgeLink(address);
    if (link === undefined || isAsking) return;
    isAsking = true;
    try {
      const window = BrowserWindow.getAllWindows()[0];
      const options = question(link);
      const { response } = await (window === undefined
        ? dialog.showMessageBox(options)
        : dialog.showMessageBox(window, options));
      if (response === 0) await shell.openExternal(link.href);
    } catch (error) {
      log('A link could not be opened.', { host: link.host, error: String(error) });
    } finally {
      isAsking = false;
    }
  };
};
