// How a call of the contract is answered: one function per row, grouped by noun in the files beside this one.
import type { Input, Method, Output } from '../../../shared/api.ts';
import type { Ask } from '../ask.ts';
import type { EndpointResolver } from '../live-endpoint.ts';
import type { LiveState } from '../live-state.ts';
import type { Network } from '../network/network.ts';
import type { Outbox } from '../outbox.ts';
import type { JsonFile, Ports } from '../ports.ts';
import type { Provider } from '../providers/provider.ts';
import type { Store } from '../store/store.ts';
import type { Vault } from '../vault/vault.ts';

/** Input has passed the schema. Expected failures are thrown as `ProviderError`; anything else is a bug and becomes `unknown`. */
export type Handlers = {
  [Name in Method]: (input: Input<Name>) => Output<Name> | Promise<Output<Name>>;
};

/** What the handlers work with. */
export interface Rooms {
  live: LiveState;
  outbox: Outbox;
  store: Store;
  vault: Vault;
  ask: Ask;
  endpoints: EndpointResolver;
  network: Network;
  settingsFile: JsonFile;
  loadProvider(wireFormat: Provider['wireFormat']): Promise<Provider>;
  openChat(chatId: Input<'openChat'>['chatId']): void;
  log: Ports['log'];
  version: string;
  /** Aborted when the core closes. */
  closing: AbortSignal;
}
