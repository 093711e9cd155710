import { useState } from 'react';
import type { NetworkSettings } from '../../shared/network.ts';
import { useApi, useCollate } from '../state/store.ts';
import { failureOf, useCommand } from '../state/use-command.ts';
import layout from '../ui/layout.module.css';
import { Segmented } from '../ui/segmented.tsx';
import { Switch } from '../ui/switch.tsx';
import { CaFileField } from './ca-file-field.tsx';
import { ProxyFields } from './proxy-fields.tsx';
import { RouteTest } from './route-test.tsx';

/** Saves the network's settings; resolves with what is wrong with the field, or nothing when it was saved. */
export type SaveNetwork = (next: NetworkSettings) => Promise<string | undefined>;

const modeHints: Record<NetworkSettings['proxy']['mode'], string> = {
  system: 'As this computer is set.',
  none: 'Every endpoint is reached directly.',
  manual: 'Everything but this computer itself goes through the proxy below.',
};

/** How requests leave this computer: not at all, directly, or through a proxy, and whose certificates are trusted. */
export const NetworkSection = () => {
  const api = useApi();
  const command = useCommand();
  const network = useCollate((state) => state.settings.network);
  // Manual mode needs an address first: until it is saved the choice lives here.
  const [isManualChosen, setIsManualChosen] = useState(network.proxy.mode === 'manual');
  const mode = isManualChosen ? 'manual' : network.proxy.mode === 'manual' ? 'system' : network.proxy.mode;

  const save: SaveNetwork = async (next) => {
    try {
      await api.changeSettings({ patch: { network: next } });
      return undefined;
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === 'invalid_input') return failure.message;
      throw error;
    }
  };

  const choose = (next: NetworkSettings['proxy']['mode']): void => {
    setIsManualChosen(next === 'manual');
    if (next === 'manual' && network.proxy.url === undefined) return;
    void command(
      api.changeSettings({ patch: { network: { ...network, proxy: { ...network.proxy, mode: next } } } }),
    );
  };

  return (
    <section className={layout.section} aria-label="Network">
      <h3 className={layout.heading}>Network</h3>
      <Switch
        label="Offline"
        hint="Nothing leaves this computer. Simulated models and servers on this computer go on working."
        isOn={network.isOffline}
        onChange={(isOffline) =>
          void command(api.changeSettings({ patch: { network: { ...network, isOffline } } }))
        }
      />
      <Segmented
        label="Proxy"
        value={mode}
        onChange={choose}
        hint={modeHints[mode]}
        options={[
          { value: 'system', label: 'System' },
          { value: 'none', label: 'None' },
          { value: 'manual', label: 'Manual' },
        ]}
      />
      {mode === 'manual' && <ProxyFields network={network} save={save} />}
      <CaFileField network={network} save={save} />
      <RouteTest />
    </section>
  );
};
