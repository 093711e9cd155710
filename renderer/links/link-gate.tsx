// The one way out of the window: every link in model text comes here, and opens only after a person has seen where it leads.
import { Copy, ExternalLink, TriangleAlert } from 'lucide-react';
import { createContext, type ReactNode, useContext, useState } from 'react';
import type { Link } from '../../shared/link.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useCopy } from '../ui/use-copy.ts';
import styles from './link-gate.module.css';

const LinkGateContext = createContext<((link: Link) => void) | undefined>(undefined);

/** Asks about a link that `judgeLink` let pass. */
export const useOpenLink = (): ((link: Link) => void) => {
  const openLink = useContext(LinkGateContext);
  if (openLink === undefined) throw new Error('LinkGateProvider is missing above this component.');
  return openLink;
};

const openOutside = (link: Link): void => {
  window.open(link.href, '_blank', 'noopener,noreferrer');
};

/** `isAskedByShell`: the shell itself shows where a link leads and asks before it opens; then the page does not ask as well. */
export const LinkGateProvider = ({
  isAskedByShell,
  children,
}: {
  isAskedByShell: boolean;
  children: ReactNode;
}) => {
  const [link, setLink] = useState<Link>();
  const copy = useCopy();
  const close = () => setLink(undefined);
  return (
    <LinkGateContext value={isAskedByShell ? openOutside : setLink}>
      {children}
      {link !== undefined && (
        <Dialog
          isOpen
          onClose={close}
          size="small"
          title={link.href.startsWith('mailto:') ? 'Write to this address?' : 'Open this link?'}
          description="It leads outside Collate. Look at the host before you go on."
          footer={
            <>
              <Button data-autofocus="" onClick={close}>
                Cancel
              </Button>
              <Button
                icon={<Copy />}
                onClick={() => {
                  void copy(link.href, 'Address copied.');
                  close();
                }}
              >
                Copy address
              </Button>
              <Button
                variant="primary"
                icon={<ExternalLink />}
                onClick={() => {
                  openOutside(link);
                  close();
                }}
              >
                Open
              </Button>
            </>
          }
        >
          <div className={styles.link}>
            <strong className={styles.host}>{link.host}</strong>
            <span className={styles.href}>{link.href}</span>
          </div>
          {link.warnings.length > 0 && (
            <ul className={styles.warnings}>
              {link.warnings.map((warning) => (
                <li key={warning}>
                  <TriangleAlert aria-hidden="true" />
                  {warning}
                </li>
              ))}
            </ul>
          )}
        </Dialog>
      )}
    </LinkGateContext>
  );
};
