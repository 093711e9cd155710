// What concerns the app as a whole: the snapshot, settings, own prices, the vault's passphrase, notices.
import { proxySecretId } from '../../../shared/network.ts';
import type { OwnPrice } from '../../../shared/price.ts';
import { settingsSchema } from '../../../shared/settings.ts';
import { ProviderError } from '../providers/provider.ts';
import { proxySecretStatus } from '../proxy-secret.ts';
import type { Handlers, Rooms } from './handlers.ts';
import { admitNetwork } from './network.ts';

type Names =
  | 'getSnapshot'
  | 'unlockVault'
  | 'setPassphrase'
  | 'setOwnPrice'
  | 'removeOwnPrice'
  | 'changeSettings'
  | 'dismissNotice';

const isSameModel = (one: OwnPrice['model'], other: OwnPrice['model']): boolean =>
  one.connectionId === other.connectionId && one.modelId === other.modelId;

export const createAppHandlers = (rooms: Rooms): Pick<Handlers, Names> => {
  const { live, outbox, vault } = rooms;

  const othersThan = (model: OwnPrice['model']): OwnPrice[] =>
    live.get().ownPrices.filter((price) => !isSameModel(price.model, model));

  return {
    getSnapshot() {
      outbox.flush();
      return { seq: outbox.seq(), state: live.get() };
    },
    async unlockVault({ passphrase }) {
      await vault.unlock(passphrase);
      return undefined;
    },
    async setPassphrase({ passphrase }) {
      await vault.setPassphrase(passphrase);
      return undefined;
    },
    setOwnPrice({ price }) {
      live.emit({ type: 'own-prices-changed', prices: [...othersThan(price.model), price] });
      return undefined;
    },
    removeOwnPrice({ model }) {
      live.emit({ type: 'own-prices-changed', prices: othersThan(model) });
      return undefined;
    },
    async changeSettings({ patch }) {
      if (patch.network !== undefined) await admitNetwork(patch.network, live.get().settings.network);
      const settings = settingsSchema.parse({ ...live.get().settings, ...patch });
      // First the switch, then the words about it.
      if (patch.network !== undefined) rooms.network.change(settings.network);
      live.emit({ type: 'settings-changed', settings });
      if (patch.network !== undefined) {
        const status = proxySecretStatus(vault, settings.network);
        live.emit({ type: 'secret-changed', connectionId: proxySecretId, status });
      }
      try {
        rooms.settingsFile.write({ ...settings });
      } catch (error) {
        rooms.log('error', 'settings could not be saved', { error: String(error) });
        const message = 'The settings hold for now, but could not be saved to disk.';
        throw new ProviderError({ kind: 'storage', message }, { cause: error });
      }
      return undefined;
    },
    dismissNotice({ id }) {
      live.emit({ type: 'notice-dismissed', id });
      return undefined;
    },
  };
};
