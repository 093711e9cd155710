// What is known of a connection's credential, in words for its row in the list.
import type { Connection, SecretStatus } from '../../shared/connection.ts';
import { vendors } from '../../shared/vendors.ts';

export interface SecretWords {
  tone: 'neutral' | 'success' | 'warning';
  text: string;
}

export const secretWords = (
  connection: Connection,
  secret: SecretStatus | undefined,
  environmentKeys: readonly string[],
): SecretWords => {
  const variable = vendors[connection.vendorId].environmentVariable;
  if (connection.credential === 'none') return { tone: 'neutral', text: 'No key needed' };
  if (connection.credential === 'environment')
    return variable !== undefined && environmentKeys.includes(variable)
      ? { tone: 'success', text: `From ${variable}` }
      : { tone: 'warning', text: `${variable ?? 'The variable'} is not set` };
  if (secret?.state === 'set')
    return { tone: 'success', text: secret.hint === undefined ? 'Key set' : `Key set ····${secret.hint}` };
  if (secret?.state === 'unbound') return { tone: 'warning', text: 'Enter the key again' };
  return { tone: 'warning', text: 'No key yet' };
};
