// From a connection to what a request needs at this moment: address, format, credential. The only place where a secret is
// fetched for use. Knows nothing of chats and answers.
import { judgeBaseUrl } from '../../shared/base-url.ts';
import { type Connection, type SecretFields, simulatorConnectionId } from '../../shared/connection.ts';
import { credentialKinds } from '../../shared/credential-kinds.ts';
import type { ConnectionId } from '../../shared/id.ts';
import type { WireFormat } from '../../shared/model.ts';
import type { State } from '../../shared/state.ts';
import { isSignInAddress, isVendorAddress } from '../../shared/vendor-origin.ts';
import { type Vendor, vendors } from '../../shared/vendors.ts';
import type { Network } from './network/network.ts';
import { ProviderError } from './providers/provider.ts';
import type { SignIns } from './providers/sign-in/sign-ins.ts';
import type { Simulator } from './simulator/simulator.ts';
import type { Vault } from './vault/vault.ts';

export interface Endpoint {
  connection: Connection;
  vendor: Vendor;
  wireFormat: WireFormat;
  baseUrl: string;
  /** What the request is sent or signed with: as it is stored, or what signing in gave for a time. */
  secret: SecretFields | undefined;
  /** To be called when the endpoint refused `secret`: what signing in gave is not used again. */
  onRefused?(): void;
  /** The way there. */
  network: Network;
}

export interface EndpointResolver {
  /**
   * `modelId` decides the format where a connection serves several. Throws `config`, `vault_locked` or `missing`, and what signing in
   * may throw; with the signal's reason when that is aborted. May take as long as a person needs to sign in.
   */
  resolve(
    state: State,
    connectionId: ConnectionId,
    modelId?: string,
    signal?: AbortSignal,
  ): Promise<Endpoint>;
}

/** Why a key of the environment is not sent to an address. */
export const environmentOnlyTo = (vendor: Vendor): string =>
  `The key in ${vendor.environmentVariable ?? 'the environment'} is only sent to ${vendor.label}’s own address. For another one, enter a key.`;

/** Why what signing in gives is not sent to an address. */
export const signInOnlyTo = (vendor: Vendor): string =>
  `What signing in gives is only sent to ${vendor.operator}’s own addresses. For another one, use a key.`;

const configError = (message: string, field: string): ProviderError =>
  new ProviderError({ kind: 'config', message, field });

export const createEndpointResolver = (options: {
  vault: Vault;
  simulator: Simulator;
  environment: Readonly<Record<string, string | undefined>>;
  network: Network;
  signIns: SignIns;
}): EndpointResolver => {
  const { network } = options;

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
    const { secrets } = credentialKinds[connection.credential];
    if (secrets.length === 0) return undefined;
    const stored = await options.vault.secretFor(connection.id, connection.vendorId, origin);
    // What is left of another kind of credential is not used by this one.
    const own = secrets.flatMap(({ name }) => (stored?.[name] === undefined ? [] : [[name, stored[name]]]));
    if (secrets.every(({ name, isOptional }) => isOptional === true || stored?.[name] !== undefined))
      return Object.fromEntries(own) as SecretFields;
    const status = options.vault.secretStatus(connection.id, connection.vendorId, origin);
    throw status.state === 'unbound'
      ? configError(
          'The address of this connection was changed. Enter its key again to use it there.',
          'secret',
        )
      : configError('This connection has no key yet.', 'secret');
  };

  /** The credential as requests take it, and the connection with the headers that go with it. */
  const signedIn = async (
    connection: Connection,
    vendor: Vendor,
    stored: SecretFields | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Pick<Endpoint, 'connection' | 'secret' | 'onRefused'>> => {
    const { id, credential, region, settings = {} } = connection;
    if (credentialKinds[credential].isSignIn !== true) return { connection, secret: stored };
    const request = { settings, stored, region, scope: vendor.entraScope };
    const { secret, headers } = await options.signIns.grant(id, credential, request, signal);
    return {
      connection: { ...connection, headers: { ...headers, ...connection.headers } },
      secret,
      onRefused: () => options.signIns.forget(id),
    };
  };

  return {
    async resolve(state, connectionId, modelId, signal) {
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
        return { connection, vendor, wireFormat, baseUrl, secret: { apiKey: simulator.token }, network };
      }
      const verdict = judgeBaseUrl(connection.baseUrl);
      if (!verdict.ok) throw configError(verdict.reason, 'baseUrl');
      // Judged when it was saved, and again where it counts.
      const isSignIn = credentialKinds[connection.credential].isSignIn === true;
      if (isSignIn && !isSignInAddress(vendor, verdict.baseUrl))
        throw configError(signInOnlyTo(vendor), 'credential');
      const stored = await secretFor(connection, vendor, verdict.origin);
      const admitted = await signedIn(connection, vendor, stored, signal);
      return { ...admitted, vendor, wireFormat, baseUrl: verdict.baseUrl, network };
    },
  };
};
