import { Plus, Server } from 'lucide-react';
import { useEffect } from 'react';
import type { LocalServer } from '../../shared/connection.ts';
import { vendors } from '../../shared/vendors.ts';
import { useApi, useCollate } from '../state/store.ts';
import { useCommand } from '../state/use-command.ts';
import { Button } from '../ui/button.tsx';
import { useToast } from '../ui/toast.tsx';
import styles from './connections.module.css';
import { connectionTo, localOffers } from './local-offers.ts';

const facts = ({ baseUrl, version, modelCount }: LocalServer): string =>
  [
    new URL(baseUrl).host,
    version !== undefined && `version ${version}`,
    modelCount !== undefined && (modelCount === 1 ? '1 model' : `${modelCount} models`),
  ]
    .filter(Boolean)
    .join(' · ');

/** Looks once for model servers on this computer and offers those that are there; otherwise nothing is shown. */
export const LocalServersOffer = () => {
  const api = useApi();
  const command = useCommand();
  const toast = useToast();
  const servers = useCollate((state) => state.localServers);
  const connections = useCollate((state) => state.connections);

  useEffect(() => {
    void command(api.findLocalServers({}));
  }, [api, command]);

  const add = async (server: LocalServer) => {
    const connection = connectionTo(server);
    if (!(await command(api.saveConnection({ connection })))) return;
    toast({ message: `${connection.label} is connected.` });
    await command(api.refreshModels({ connectionId: connection.id }));
  };
  const offers = localOffers(servers ?? [], connections);
  if (offers.length === 0) return null;
  return (
    <section className={styles.offers} aria-label="Found on this computer">
      {offers.map((server) => (
        <div key={server.baseUrl} className={styles.offer}>
          <Server aria-hidden="true" />
          <div className={styles.offerWords}>
            <strong>{vendors[server.vendorId].label} is running on this computer</strong>
            <span className={styles.meta}>{facts(server)}</span>
          </div>
          <Button
            size="small"
            icon={<Plus />}
            aria-label={`Connect ${vendors[server.vendorId].label}`}
            onClick={() => void add(server)}
          >
            Connect
          </Button>
        </div>
      ))}
    </section>
  );
};
