import { Monitor, Moon, Sun } from 'lucide-react';
import type { Settings } from '../../shared/settings.ts';
import { useApi, useCollate } from '../state/store.ts';
import { useCommand } from '../state/use-command.ts';
import { Dialog } from '../ui/dialog.tsx';
import layout from '../ui/layout.module.css';
import { NumberField } from '../ui/number-field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Switch } from '../ui/switch.tsx';
import { NetworkSection } from './network-section.tsx';
import { OwnPriceList } from './own-price-list.tsx';

export interface SettingsScreenProps {
  isOpen: boolean;
  onClose: () => void;
}

type Clock = keyof Settings['clocks'];

/** In the order in which they run. Limits as in the settings' schema. */
const clocks: { name: Clock; label: string; hint: string; max: number }[] = [
  { name: 'connectSeconds', label: 'Connect', hint: 'To reach the host.', max: 300 },
  { name: 'headersSeconds', label: 'Headers', hint: 'Until the endpoint begins to answer.', max: 3600 },
  {
    name: 'firstTokenSeconds',
    label: 'First token',
    hint: 'Until the first text or reasoning. Slow reasoners need minutes.',
    max: 3600,
  },
  { name: 'idleSeconds', label: 'Idle', hint: 'Silence in the middle of an answer.', max: 3600 },
];

export const SettingsScreen = ({ isOpen, onClose }: SettingsScreenProps) => (
  <Dialog isOpen={isOpen} onClose={onClose} title="Settings" description="Changes take effect at once.">
    <SettingsFields />
  </Dialog>
);

const SettingsFields = () => {
  const api = useApi();
  const command = useCommand();
  const settings = useCollate((state) => state.settings);
  const version = useCollate((state) => state.version);
  const dataDir = useCollate((state) => state.dataDir);
  const change = (patch: Partial<Settings>) => void command(api.changeSettings({ patch }));

  return (
    <div className={layout.stack}>
      <section className={layout.section}>
        <h3 className={layout.heading}>Appearance</h3>
        <div className={layout.pair}>
          <Segmented
            label="Theme"
            value={settings.theme}
            onChange={(theme) => change({ theme })}
            options={[
              { value: 'system', label: 'System', icon: <Monitor /> },
              { value: 'light', label: 'Light', icon: <Sun /> },
              { value: 'dark', label: 'Dark', icon: <Moon /> },
            ]}
          />
          <Segmented
            label="Density"
            value={settings.density}
            onChange={(density) => change({ density })}
            options={[
              { value: 'comfortable', label: 'Comfortable' },
              { value: 'compact', label: 'Compact' },
            ]}
          />
        </div>
        <Switch
          label="Show reasoning opened"
          hint="Otherwise it is collapsed above each answer."
          isOn={settings.isReasoningOpen}
          onChange={(isReasoningOpen) => change({ isReasoningOpen })}
        />
      </section>
      <section className={layout.section}>
        <div>
          <h3 className={layout.heading}>Time limits</h3>
          <p className={layout.small}>
            In seconds, for every request. When one runs out, the column says which, and keeps what has
            arrived.
          </p>
        </div>
        <div className={layout.pair}>
          {clocks.map(({ name, label, hint, max }) => (
            <NumberField
              key={name}
              label={label}
              hint={hint}
              min={0.05}
              max={max}
              value={settings.clocks[name]}
              onCommit={(seconds) =>
                seconds !== undefined && change({ clocks: { ...settings.clocks, [name]: seconds } })
              }
            />
          ))}
          <NumberField
            label="Retries"
            hint="0 to 5. Only before the first token, and always shown."
            min={0}
            max={5}
            value={settings.maxRetries}
            onCommit={(retries) => retries !== undefined && change({ maxRetries: Math.round(retries) })}
          />
        </div>
      </section>
      <NetworkSection />
      <section className={layout.section}>
        <div>
          <h3 className={layout.heading}>Own prices</h3>
          <p className={layout.small}>
            US dollars per million tokens. Set them under Parameters in the head of a column.
          </p>
        </div>
        <OwnPriceList />
      </section>
      <section className={layout.section}>
        <h3 className={layout.heading}>About your data</h3>
        <p className={layout.muted}>
          Chats are kept in one file on this computer. Keys are kept apart from them and encrypted, or in
          memory only; Connections shows which. Collate sends your prompts to the endpoints you connect, and
          nothing to anyone else. There is no telemetry.
        </p>
        <p className={layout.muted}>
          Collate {version}. Everything lies in <code>{dataDir}</code>.
        </p>
      </section>
    </div>
  );
};
