import { Database, Info, KeyRound, PlugZap, TriangleAlert, Unplug, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { StorageHealth } from '../../shared/state.ts';
import { useApi, useCollate, useStatus } from '../state/store.ts';
import { useCommand } from '../state/use-command.ts';
import { useGoOnline } from '../state/use-go-online.ts';
import { useViewControls } from '../state/view.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import styles from './banners.module.css';

const Banner = (props: {
  tone: 'danger' | 'warning' | 'info';
  icon: ReactNode;
  children: ReactNode;
  action?: ReactNode;
}) => (
  <div className={styles.banner} data-tone={props.tone} role={props.tone === 'danger' ? 'alert' : 'status'}>
    <span className={styles.icon} aria-hidden="true">
      {props.icon}
    </span>
    <p>{props.children}</p>
    {props.action}
  </div>
);

const storageSentences: Record<Exclude<StorageHealth['state'], 'ok'>, string> = {
  full: 'The disk is full. What comes in is kept in memory and saved as soon as there is space again.',
  failing:
    'Saving does not work at the moment. What comes in is kept in memory and saved as soon as it works again.',
  'read-only': 'This profile can only be read. Nothing new is saved.',
};

/** What a person should know of the app as a whole, while it is so. */
export const Banners = () => {
  const status = useStatus();
  const storage = useCollate((state) => state.storage);
  const isLocked = useCollate((state) => state.vault.state === 'locked');
  const isOffline = useCollate((state) => state.settings.network.isOffline);
  const goOnline = useGoOnline();
  const notices = useCollate((state) => state.notices);
  const view = useViewControls();
  const api = useApi();
  const command = useCommand();
  return (
    <>
      {status === 'lost' && (
        <Banner tone="danger" icon={<PlugZap />}>
          Collate lost its core. Everything received is kept; it reconnects by itself.
        </Banner>
      )}
      {storage.state !== 'ok' && (
        <Banner tone="danger" icon={<Database />}>
          {storageSentences[storage.state]}
          {storage.detail === undefined ? '' : ` (${storage.detail})`}
        </Banner>
      )}
      {isOffline && (
        <Banner
          tone="info"
          icon={<Unplug />}
          action={
            <Button size="small" onClick={goOnline}>
              Go online
            </Button>
          }
        >
          Collate is offline: nothing leaves this computer. Simulated and local models work.
        </Banner>
      )}
      {isLocked && (
        <Banner
          tone="warning"
          icon={<KeyRound />}
          action={
            <Button size="small" onClick={() => view.openDialog({ name: 'unlock' })}>
              Unlock keys
            </Button>
          }
        >
          Your keys are locked. Simulated models work; real ones need the passphrase.
        </Banner>
      )}
      {notices.map((notice) => (
        <Banner
          key={notice.id}
          tone={notice.kind === 'answers-interrupted' ? 'info' : 'warning'}
          icon={notice.kind === 'answers-interrupted' ? <Info /> : <TriangleAlert />}
          action={
            <IconButton
              size="small"
              label="Dismiss notice"
              icon={<X />}
              onClick={() => void command(api.dismissNotice({ id: notice.id }))}
            />
          }
        >
          {notice.message}
        </Banner>
      ))}
    </>
  );
};
