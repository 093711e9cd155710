// From a connection to what a request needs at this moment: address, format, credential. The only place where a secret is
// fetched for use. Knows nothing of chats and answers.
import { judgeBaseUrl } from '../../shared/base-url.ts';
import { type Connection, type SecretFields, simulatorConnectionId } from '../../shared/connection.ts';
import type { ConnectionId } from '../../shared/id.ts';
import type { WireFormat } from '../../shared/model.ts';
import type { State } from '../../shared/state.ts';
import { isVendorAddress } from '../../shared/vendor-origin.ts';
import { type Vendor, vendors } from '../../shared/vendors.ts';
import { ProviderError } from './providers/provider.ts';
import type { Simulator } from './simulator/simulator.ts';
import type { Vault } from './vault/vault.ts';

export interface Endpoint {
  connection: Connection;
  vendor: Vendor;
  wireFormat: WireFormat;
  baseUrl: string;
  secret: SecretFields | undefined;
}

export interface EndpointResolver {
  /** `modelId` decides the format where a connection serves several. Throws `config`, `vault_locked` or `missing`. */
  resolve(state: State, connectionId: ConnectionId, modelId?: string): Promise<Endpoint>;
}

/** Why a key of the environment is not sent to an address. */
export const environmentOnlyTo = (vendor: Vendor): string =>
  `The key in ${vendor.environmentVariable ?? 'the environment'} is only sent to ${vendor.label}’s own address. For another one, enter a key.`;

const configError = (message: string, field: string): ProviderError =>
  new ProviderError({ kind: 'config', message, field });

export const createEndpointResolver = (options: {
  vault: Vault;
  simulator: Simulator;
  environment: Readonly<Record<string, string | undefined>>;
}): EndpointResolver => {
  const secretFor = async (
    connection: Connection,
    vendor: Vendor,
    origin: string,
  ): Promise<SecretFields | undefined> => {
    if (connection.credential === 'none') return undefined;
    if (connection.credential === 'environment') {
      const name = vendor.environmentVariable ?? '';
      // Judged when it was saved, and again where it counts.
      if (!isVendorAddress(vendor, connection.baseUrl))
        throw configError(environmentOnlyTo(vendor), 'credential');
      const apiKey = options.environment[name];
      if (apiKey === undefined || apiKey === '')
        throw configError(`The environment variable ${name} is not set.`, 'credential');
      return { apiKey };
    }
    const secret = await options.vault.secretFor(connection.id, connection.vendorId, origin);
    if (secret !== undefined) return secret;
    const status = options.vault.secretStatus(connection.id, connection.vendorId, origin);
    throw status.state === 'unbound'
      ? configError(
          'The address of this connection was changed. Enter its key again to use it there.',
          'secret',
        )
      : configError('This connection has no key yet.', 'secret');
  };

  return {
    async resolve(state, connectionId, modelId) {
      const connection = state.connections[connectionId];
      if (connection === undefined || connection.isRemoved === true)
        throw new ProviderError({ kind: 'missing', message: 'The connection of this column was removed.' });
      const vendor = vendors[connection.vendorId];
      const model = state.models[connectionId]?.models.find((each) => each.id === modelId);
      const listed = vendor.wireFormats.find((each) => each === model?.wireFormat);
      const wireFormat = listed ?? connection.wireFormat ?? vendor.wireFormats[0];
      if (connectionId === simulatorConnectionId) {
        const { simulator } = options;
        const baseUrl = simulator.baseUrl(wireFormat);
        return { connection, vendor, wireFormat, baseUrl, secret: { apiKey: simulator.token } };
      }
      const verdict = judgeBaseUrl(connection.baseUrl);
      if (!verdict.ok) throw configError(verdict.reason, 'baseUrl');
      const secret = await secretFor(connection, vendor, verdict.origin);
      return { connection, vendor, wireFormat, baseUrl: verdict.baseUrl, secret };
    },
  };
};
